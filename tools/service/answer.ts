// A POST request → the contract's answer: received, decoded, validated, generated, streamed; or read again, if it is kept.
import type { Admission } from './admission'
import type { BytesInFlight, HeldBytes } from './bytes-in-flight'
import type { ClientAddress } from './client-address'
import type { Clock } from './clock'
import type { ContentStore } from './content-store'
import type { AnswerRequest, Engine, Head, Step } from './engine'
import type { Exchange } from './exchange'
import { frame, type Ids } from './frames'
import {
  keyOf,
  type Claimed,
  type KeptAnswerReader,
  type KeptAnswers,
  type KeptAnswerWriter,
} from './kept-answers'
import { answerHead, Gone, play, type Ending } from './play'
import type { RateLimits } from './rate-limits'
import type { ReceiveBody } from './receive'
import { gatewayRefusal, grpc, refusalOf, serviceRefusal } from './refusal'
import { decodeRequest, readRecording, type SpeakingRequest } from './request'
import type { RequestLog } from './request-log'
import type { AnswerRoute } from './route'

export interface AnswerParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly receiveBody: ReceiveBody
  readonly admission: Pick<Admission, 'answer' | 'reader'>
  readonly bytesInFlight: BytesInFlight
  readonly content: Pick<ContentStore, 'fetch'>
  readonly keptAnswers: KeptAnswers
  readonly bodyMaxBytes: number
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
  const { engine, clock, admission, content, rateLimits, keptAnswers } = parts

  return async (route, exchange) => {
    const { request, response, entry, arrivedMs, stop, signal } = exchange
    const found = engine.answering(route.scenario)
    entry.scenario = found?.name ?? route.scenario ?? '-'
    parts.requestLog.add(entry)
    if (!found) throw gatewayRefusal(404, 5, unknownScenario(route.scenario))
    const answering = found
    const address = parts.clientAddress(request)
    const held = parts.bytesInFlight.open(address)
    const ended = limitTime(stop)

    try {
      await rateLimits?.ofAddress(address)
      const { ids, recording } = await receiveRequest()
      if (ids.uid !== '0') await rateLimits?.ofUid(ids.uid)
      // without a uid, whoever guesses a logid could read another's answer
      if (!answering.isKept || ids.uid === '0') {
        return await generate(ids, recording, signal, (steps) => send(steps, ids, answering.head))
      }
      const { writer, reader } = await claim(ids, recording)
      if (writer) return await keep(ids, recording, writer, reader)
      held.release()
      const leave = admission.reader(keyOf(ids))
      entry.keptAnswer = 'read'
      return await read(reader, ids).catch(cutIfClosing).finally(leave)
    } finally {
      ended.abort()
      held.release()
    }

    async function receiveRequest() {
      const { bodyMaxBytes: maxBytes } = parts
      const body = await parts.receiveBody(exchange, { address, maxBytes, hold: held.hold })
      const decoded = decodeRequest(body, answering.strictBytes ?? false)
      entry.logid = decoded.logid
      entry.form = decoded.form
      return { ids: { logid: decoded.logid, uid: decoded.uid }, recording: handOver(decoded) }
    }

    /** A request without a recording can only read. */
    async function claim(ids: Ids, recording: HandedOver): Promise<Claimed> {
      if (recording.isThere) return keptAnswers.claim(ids)
      const reader = await keptAnswers.find(ids)
      if (!reader) throw notKeptRefusal()
      return { reader }
    }

    /** Takes an answer's place from here to its end: no upload and no reader holds one. */
    async function generate<Outcome>(
      ids: Ids,
      recording: HandedOver,
      until: AbortSignal,
      follow: (steps: AsyncIterable<Step>) => Promise<Outcome>,
    ): Promise<Outcome> {
      const leave = await admission.answer()
      let takeBack: (() => Promise<void>) | undefined
      try {
        const { useRecording, ...tagged } = await takeRecording(recording, until)
        until.throwIfAborted()
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
          signal: until,
          report: (facts) => Object.assign(entry.upstream, facts),
        })
        return await follow(steps)
      } finally {
        leave()
        // it waited in vain, or its client has left
        await takeBack?.()
      }
    }

    /** What it returns does not retain the body, nor the recording once used. */
    async function takeRecording(recording: HandedOver, until: AbortSignal) {
      const fetchContent = (url: string, whilst: AbortSignal) => content.fetch(url, whilst, held.hold)
      const { bytes, ...tagged } = await readRecording(recording.take(), fetchContent, until)
      held.hold(bytes.length)
      return { useRecording: useOnce(bytes, held), ...tagged }
    }

    function send(steps: AsyncIterable<Step>, ids: Ids, head: Head | undefined) {
      return play(steps, response, {
        ids,
        head,
        signal,
        readerMaxMs: parts.readerMaxMs,
        onWritten(step) {
          exchange.writtenMs = clock.nowMs()
          if ('content' in step) sawText(step.content)
        },
      })
    }

    function read(reader: KeptAnswerReader, ids: Ids) {
      entry.status = 200
      entry.outcome = 'streaming'
      const head = { ...answerHead, keptSeconds: keptAnswers.keptSeconds }
      return send(stepsOf(reader.follow(signal)), ids, head)
    }

    /** It goes on where it is generated: cut off, its client asks again there. */
    function cutIfClosing(error: unknown): Ending {
      if (error !== stop.signal.reason || !response.headersSent) throw error
      response.destroy()
      return 'destroyed'
    }

    /** Generates it to its end, even if this client, its first reader, leaves. */
    async function keep(
      ids: Ids,
      recording: HandedOver,
      writer: KeptAnswerWriter,
      reader: KeptAnswerReader,
    ): Promise<Ending> {
      const until = AbortSignal.any([stop.signal, writer.stopped])
      const writing = generate(ids, recording, until, (steps) => write(steps, writer, ids))
      const reading = read(reader, ids).catch((error: unknown) => {
        if (error instanceof Gone) response.destroy()
        throw error
      })
      const [written, wasRead] = await Promise.allSettled([
        writing.then(
          () => {
            writer.end()
          },
          (error: unknown) => {
            writer.end(writer.stopped.aborted ? undefined : refusalOf(error))
            throw error
          },
        ),
        reading,
      ])
      if (writer.stopped.aborted) return 'stopped'
      if (written.status === 'rejected') throw written.reason
      if (wasRead.status === 'rejected') throw wasRead.reason
      return wasRead.value
    }

    async function write(steps: AsyncIterable<Step>, writer: KeptAnswerWriter, ids: Ids) {
      for await (const step of steps) {
        if ('destroy' in step) response.destroy()
        else if ('content' in step) {
          writer.append(Buffer.from(frame(ids, step.content)))
          sawText(step.content)
        } else writer.append(Buffer.from(step.write))
      }
      stop.signal.throwIfAborted()
    }

    function sawText(text: string) {
      if (text !== '') entry.firstTextMs ??= clock.nowMs() - arrivedMs
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

/** A decoded request that can be taken once, so that nothing retains its recording. */
interface HandedOver {
  readonly isThere: boolean
  take(): SpeakingRequest
}

function handOver(decoded: SpeakingRequest): HandedOver {
  let rest: SpeakingRequest | undefined = decoded
  return {
    isThere: decoded.audio !== undefined,
    take() {
      const taken = rest
      if (!taken) throw new Error('taken twice')
      rest = undefined
      return taken
    },
  }
}

async function* stepsOf(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Step> {
  for await (const write of pieces) yield { write }
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

const notKeptRefusal = () => gatewayRefusal(404, 5, 'no answer is kept under this logid', 'not-kept')

const unknownScenario = (name: string | undefined) => `unknown scenario "${name}": GET /scenario lists them`
