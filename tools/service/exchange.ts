// One POST request → the contract's answer: received, decoded, validated, generated, streamed, logged.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ClientAddress } from './client-address'
import type { Clock } from './clock'
import type { ContentStore } from './content-store'
import type { Answering, Engine } from './engine'
import { Gone, play } from './play'
import type { RateLimits } from './rate-limits'
import { receive } from './receive'
import { gatewayRefusal, grpc, Refusal, serviceRefusal } from './refusal'
import { endWith, refuse } from './refuse'
import { decodeRequest, readRecording } from './request'
import type { LogEntry, RequestLog } from './request-log'
import type { AnswerRoute } from './route'

export interface ExchangeParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly content: Pick<ContentStore, 'fetch'>
  readonly bodyMaxBytes: number
  readonly readerMaxMs: number | undefined
  /** From the request's arrival to the end of the answer. */
  readonly answerMaxMs: number | undefined
  readonly rateLimits: RateLimits | undefined
  readonly clientAddress: ClientAddress
  readonly requestLog: RequestLog
  readonly onEnd: (entry: LogEntry, fault?: unknown) => void
}

/** Resolves at the end; never rejects. `stop` ends it early: its reason is `Gone`, or a `Refusal` to send to the client. */
export type Exchange = (
  route: AnswerRoute,
  request: IncomingMessage,
  response: ServerResponse,
  stop: AbortController,
) => Promise<void>

export function createExchange(parts: ExchangeParts): Exchange {
  const { engine, clock, requestLog, rateLimits, bodyMaxBytes } = parts

  return async (route, request, response, stop) => {
    const arrivedMs = clock.nowMs()
    const { signal } = stop
    const answering = engine.answering(route.scenario)
    const entry = requestLog.open(answering?.name ?? route.scenario ?? '-')
    const done = new AbortController()
    let writtenMs: number | undefined
    response.once('close', () => {
      if (!response.writableFinished) stop.abort(new Gone('client-closed'))
    })
    if (parts.answerMaxMs !== undefined) {
      void clock.wait(parts.answerMaxMs, done.signal).then(() => {
        if (!done.signal.aborted) stop.abort(timeLimitRefusal())
      })
    }

    async function answer() {
      if (!answering) throw gatewayRefusal(404, 5, unknownScenario(route.scenario))
      const address = parts.clientAddress(request)
      await rateLimits?.ofAddress(address)
      const { ids, takeRecording, question, notesLanguage } = await receiveRecording(answering)
      signal.throwIfAborted()
      const takeBack = await rateLimits?.ofAnswer({ address, uid: ids.uid })
      let hasCost = false
      entry.status = answering.head?.status ?? 200
      entry.outcome = 'streaming'
      const steps = answering.steps({
        ...ids,
        takeRecording() {
          hasCost = true
          return takeRecording()
        },
        question,
        notesLanguage,
        student: ids.uid === '0' ? address : ids.uid,
        arrivedMs,
        pauseMs: route.pauseMs,
        signal,
        report: (facts) => Object.assign(entry.upstream, facts),
      })
      try {
        entry.outcome = await play(steps, response, {
          ids,
          head: answering.head,
          signal,
          readerMaxMs: parts.readerMaxMs,
          onWritten(step) {
            writtenMs = clock.nowMs()
            if ('content' in step && step.content !== '') entry.firstTextMs ??= writtenMs - arrivedMs
          },
        })
      } finally {
        // it waited in vain, or its client has left
        if (!hasCost) await takeBack?.()
      }
    }

    /** What it returns does not retain the body, nor the recording once taken. */
    async function receiveRecording({ strictBytes = false }: Answering) {
      const body = await receive(request, bodyMaxBytes, signal, (sizeBytes) => (entry.bytesIn = sizeBytes))
      signal.throwIfAborted()
      if (body === 'stopped') throw new Gone('client-closed')
      if (body === 'too-large') throw gatewayRefusal(413, 8, 'http: request body too large')
      const decoded = decodeRequest(body, strictBytes)
      entry.logid = decoded.logid
      entry.form = decoded.form
      if (decoded.uid !== '0') await rateLimits?.ofUid(decoded.uid)
      const { bytes, ...tagged } = await readRecording(decoded, parts.content, signal)
      const ids = { logid: decoded.logid, uid: decoded.uid }
      return { ids, takeRecording: takeOnce(bytes), ...tagged }
    }

    /** Reports the error to the client if it is still connected. */
    async function fail(error: unknown) {
      if (error instanceof Gone) {
        entry.outcome = error.outcome
        if (writtenMs !== undefined) entry.closedAfterMs = clock.nowMs() - writtenMs
        response.destroy()
        return
      }
      const refusal =
        error instanceof Refusal ? error : serviceRefusal(grpc.internal, 'internal error', 'fault')
      entry.grpcCode = refusal.grpcCode
      entry.reason = refusal.reason
      if (refusal.reason === 'closing' && !request.complete) {
        entry.outcome = 'service-closed'
        response.destroy()
      } else if (response.headersSent) {
        entry.outcome = refusal.reason === 'closing' ? 'service-closed' : 'failed'
        await endWith(refusal, response)
      } else {
        entry.outcome = 'refused'
        entry.status = refusal.status
        await refuse(refusal, request, response, clock, signal)
      }
    }

    let fault: unknown
    try {
      await answer()
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error
      if (!(cause instanceof Refusal) && !(cause instanceof Gone)) fault = cause
      await fail(cause)
    }
    done.abort()
    entry.totalMs = clock.nowMs() - arrivedMs
    parts.onEnd(entry, fault)
  }
}

function takeOnce(recording: Buffer): () => Buffer {
  let rest = recording
  return () => {
    const taken = rest
    rest = Buffer.alloc(0)
    return taken
  }
}

const timeLimitRefusal = () =>
  serviceRefusal(grpc.deadlineExceeded, 'the answer took longer than its limit', 'time-limit')

const unknownScenario = (name: string | undefined) => `unknown scenario "${name}": GET /scenario lists them`
