// A recording → what the student said, at once; then the same in better English, by models behind an OpenAI-compatible API.
import type { Clock } from '../../clock'
import type { AnswerRequest, Engine, Step } from '../../engine'
import { ownPlaces, type Places } from '../../places'
import { grpc, serviceRefusal } from '../../refusal'
import { createModerations, createWeChatChecker } from './checkers'
import { checkedParagraphs, createContentCheck, type ContentCheck } from './content-check'
import { withHeartbeat } from './heartbeat'
import { createLabelledWriter } from './labels'
import { promptFor, type Message } from './prompt'
import type { OpenAiSettings } from './settings'
import { silentAnswer } from './silent-answer'
import { isSilence, transcriptOf } from './transcript'
import { createUpstream, type UpstreamCall } from './upstream'
import { createUpstreamQueue } from './upstream-queue'

const about = `The ChatService of IELTS Speaking Part 1: listens to the recording and streams what was said, then the same in better
English, with notes.

POST /chat_completion.ChatService/ielts_speaking_p1_generate
POST /stop                   ends an answer that nobody wants any more
POST /speech                 reads a text aloud, if it has a voice
GET  /healthz
`

/**
 * The client gives up 30 s after it has begun to send, and 1 s more for each 20 kB of the body, without a first byte; and after 5 s without
 * a later one. Until the first heartbeat a failure can have an HTTP status. What is left of the 30 s is for what this clock cannot see: a
 * network slower than 20 kB/s in front of a proxy that waits for the whole body, and connections that wait to be accepted.
 */
const firstHeartbeatMs = 10_000
const heartbeatMs = 2_000

export function createOpenAiEngine(
  settings: OpenAiSettings,
  clock: Clock,
  places: Places = ownPlaces(settings.concurrency),
): Engine {
  const upstream = createUpstream(settings, clock)
  const queue = createUpstreamQueue({ ...settings, places }, clock)
  const check = contentCheckOf(settings, clock)

  /**
   * Holds an upstream slot from the queue to the end of the model's text, and no longer. The transcript is out before the model is
   * asked: from then on a failure is the answer's last line.
   */
  async function* contents(request: AnswerRequest): AsyncIterable<string> {
    const { student, question, notesLanguage, signal, report } = request
    const queuedAtMs = clock.nowMs()
    const leave = await queue.enter(student, signal)
    try {
      const startedAtMs = clock.nowMs()
      report({ queuedMs: Math.round(startedAtMs - queuedAtMs) })
      const recognised = await request.useRecording((recording) =>
        upstream.transcribe(recording, { signal, report }),
      )
      report({ transcriptionMs: Math.round(clock.nowMs() - startedAtMs) })
      const transcript = transcriptOf(recognised)
      const isSilent = isSilence(transcript)
      if (!isSilent) await check?.pass(transcript, { signal, report })
      // the first content is empty, as in the contract
      yield ''
      if (isSilent) return yield* silentAnswer(notesLanguage)
      yield `You said: ${transcript}`
      const askedAtMs = clock.nowMs()
      const messages = promptFor(transcript, question, notesLanguage)
      let hasWritten = false
      for await (const content of answerTo(messages, { signal, report })) {
        if (!hasWritten) report({ modelFirstTextMs: Math.round(clock.nowMs() - askedAtMs) })
        hasWritten = true
        yield content
      }
      // the transcript alone is no answer
      if (!hasWritten && !signal.aborted) throw emptyAnswerRefusal()
    } finally {
      leave()
    }
  }

  function answerTo(messages: readonly Message[], { signal, report }: UpstreamCall): AsyncIterable<string> {
    if (!check) return labelled(upstream.write(messages, { signal, report }))
    const over = new AbortController()
    const call = { signal: AbortSignal.any([signal, over.signal]), report }
    return checkedParagraphs(labelled(upstream.write(messages, call)), (text) => check.pass(text, call), over)
  }

  async function* steps(request: AnswerRequest): AsyncIterable<Step> {
    const options = { clock, firstAtMs: request.arrivedMs + firstHeartbeatMs, everyMs: heartbeatMs }
    for await (const content of withHeartbeat(contents(request), options)) yield { content }
  }

  return {
    about,
    answering: (scenario) => (scenario === undefined ? { name: 'openai', isKept: true, steps } : undefined),
    load: () => ({ running: queue.running, waiting: queue.waiting }),
  }
}

function contentCheckOf(
  { contentCheck, checkMaxMs }: OpenAiSettings,
  clock: Clock,
): ContentCheck | undefined {
  if (contentCheck === undefined) return undefined
  const checker =
    contentCheck.kind === 'wechat'
      ? createWeChatChecker(contentCheck, clock)
      : createModerations(contentCheck)
  return createContentCheck(checker, checkMaxMs, clock)
}

async function* labelled(texts: AsyncIterable<string>): AsyncIterable<string> {
  const writer = createLabelledWriter()
  for await (const text of texts) yield* writer.write(text)
  yield* writer.end()
}

const emptyAnswerRefusal = () => serviceRefusal(grpc.internal, 'the model wrote nothing', 'upstream-failed')
