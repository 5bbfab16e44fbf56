// A POST request → the contract's answer: received, decoded, validated, generated, streamed.
import type { Admission } from './admission'
import type { BytesInFlight, HeldBytes } from './bytes-in-flight'
import type { ClientAddress } from './client-address'
import type { Clock } from './clock'
import type { ContentStore } from './content-store'
import type { Answering, AnswerRequest, Engine } from './engine'
import type { Exchange } from './exchange'
import type { Leave } from './places'
import { play, type Ending } from './play'
import type { RateLimits } from './rate-limits'
import { receive, type LeastPace } from './receive'
import { gatewayRefusal, grpc, serviceRefusal } from './refusal'
import { decodeRequest, readRecording } from './request'
import type { RequestLog } from './request-log'
import type { AnswerRoute } from './route'

export interface AnswerParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly admission: Admission
  readonly bytesInFlight: BytesInFlight
  readonly content: Pick<ContentStore, 'fetch'>
  readonly bodyMaxBytes: number
  readonly leastPace: LeastPace | undefined
  readonly readerMaxMs: number | undefined
  /** From the request's arrival to the end of the answer. */
  readonly answerMaxMs: number | undefined
  readonly rateLimits: RateLimits | undefined
  readonly clientAddress: ClientAddress
  readonly requestLog: RequestLog
}

/** Whatever it takes (an upload's and an answer's place, bytes, timers), it has given back when it resolves or rejects. */
export type Answer = (route: AnswerRoute, exchange: Exchange) => Promise<Ending>

export function createAnswer(parts: AnswerParts): Answer {
  const { engine, clock, admission, content, rateLimits } = parts

  return async (route, exchange) => {
    const { request, response, entry, arrivedMs, stop } = exchange
    const { signal } = stop
    const answering = engine.answering(route.scenario)
    entry.scenario = answering?.name ?? route.scenario ?? '-'
    parts.requestLog.add(entry)
    if (!answering) throw gatewayRefusal(404, 5, unknownScenario(route.scenario))
    const address = parts.clientAddress(request)
    const held = parts.bytesInFlight.open(address)
    let leave: Leave | undefined
    let takeBack: (() => Promise<void>) | undefined
    const ended = limitTime(stop)

    try {
      await rateLimits?.ofAddress(address)
      const { ids, useRecording, ...tagged } = await receiveRecording(answering)
      signal.throwIfAborted()
      takeBack = await rateLimits?.ofAnswer({ address, uid: ids.uid })
      entry.status = answering.head?.status ?? 200
      entry.outcome = 'streaming'
      const steps = answering.steps({
        ...ids,
        ...tagged,
        useRecording(use) {
          // from here on it costs, however it ends
          takeBack = undefined
          return useRecording(use)
        },
        student: ids.uid === '0' ? address : ids.uid,
        arrivedMs,
        pauseMs: route.pauseMs,
        signal,
        report: (facts) => Object.assign(entry.upstream, facts),
      })
      return await play(steps, response, {
        ids,
        head: answering.head,
        signal,
        readerMaxMs: parts.readerMaxMs,
        onWritten(step) {
          exchange.writtenMs = clock.nowMs()
          if ('content' in step && step.content !== '') entry.firstTextMs ??= exchange.writtenMs - arrivedMs
        },
      })
    } finally {
      ended.abort()
      leave?.()
      held.release()
      // it waited in vain, or its client has left
      await takeBack?.()
    }

    /** What it returns does not retain the body, nor the recording once used. */
    async function receiveRecording({ strictBytes = false }: Answering) {
      const decoded = await receiveRequest(strictBytes)
      entry.logid = decoded.logid
      entry.form = decoded.form
      if (decoded.uid !== '0') await rateLimits?.ofUid(decoded.uid)
      const fetchContent = (url: string, until: AbortSignal) => content.fetch(url, until, held.hold)
      const { bytes, ...tagged } = await readRecording(decoded, fetchContent, signal)
      held.hold(bytes.length)
      const ids = { logid: decoded.logid, uid: decoded.uid }
      return { ids, useRecording: useOnce(bytes, held), ...tagged }
    }

    /** Takes the answer's place as soon as the body is complete: no slow upload holds one. */
    async function receiveRequest(strictBytes: boolean) {
      const leaveUploads = admission.upload(address)
      const body = await receive(request, {
        maxBytes: parts.bodyMaxBytes,
        leastPace: parts.leastPace,
        clock,
        signal,
        onBytes(sizeBytes) {
          entry.bytesIn = sizeBytes
          held.hold(sizeBytes)
        },
      }).finally(leaveUploads)
      leave = await admission.answer()
      return decodeRequest(body, strictBytes)
    }
  }

  /** Aborts `stop` at the time limit; the controller returned ends that. */
  function limitTime(stop: AbortController): AbortController {
    const ended = new AbortController()
    if (parts.answerMaxMs !== undefined) {
      void clock.wait(parts.answerMaxMs, ended.signal).then(() => {
        if (!ended.signal.aborted) stop.abort(timeLimitRefusal())
      })
    }
    return ended
  }
}

function useOnce(recording: Buffer, held: HeldBytes): AnswerRequest['useRecording'] {
  let rest = recording
  return async (use) => {
    const taken = rest
    rest = Buffer.alloc(0)
    try {
      return await use(taken)
    } finally {
      held.release()
    }
  }
}

const timeLimitRefusal = () =>
  serviceRefusal(grpc.deadlineExceeded, 'the answer took longer than its limit', 'time-limit')

const unknownScenario = (name: string | undefined) => `unknown scenario "${name}": GET /scenario lists them`
