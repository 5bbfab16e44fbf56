// A recording → what the student said, in better English, by models behind an OpenAI-compatible API.
import type { Clock } from '../../clock'
import type { AnswerRequest, Engine, Step } from '../../engine'
import { grpc, serviceRefusal } from '../../refusal'
import { createContentWriter } from './contents'
import { withHeartbeat } from './heartbeat'
import { promptFor } from './prompt'
import type { OpenAiSettings } from './settings'
import { createUpstream } from './upstream'
import { createUpstreamQueue } from './upstream-queue'

const about = `The ChatService of IELTS Speaking Part 1: listens to the recording and streams what was said in better English.

POST /chat_completion.ChatService/ielts_speaking_p1_generate
GET  /healthz
GET  /metrics
`

/** The client gives up after 30 s without a first byte (its upload may count towards that), and after 5 s without a later one. */
const firstByteMs = 20_000
const heartbeatMs = 2_000

export function createOpenAiEngine(settings: OpenAiSettings, clock: Clock): Engine {
  const upstream = createUpstream(settings, clock)
  const queue = createUpstreamQueue(settings, clock)

  /** Holds an upstream slot from the queue to the end of the model's text, and no longer. */
  async function* texts(request: AnswerRequest): AsyncIterable<string> {
    const { student, signal, report } = request
    const queuedAtMs = clock.nowMs()
    const leave = await queue.enter(student, signal)
    try {
      const startedAtMs = clock.nowMs()
      report({ queuedMs: Math.round(startedAtMs - queuedAtMs) })
      const transcript = await upstream.transcribe(request.takeRecording(), { signal, report })
      report({ transcriptionMs: Math.round(clock.nowMs() - startedAtMs) })
      yield* upstream.write(promptFor(transcript, request.question), { signal, report })
    } finally {
      leave()
    }
  }

  /** The first content is empty, as in the contract, and is sent with the first text. */
  async function* contents(request: AnswerRequest): AsyncIterable<string> {
    const writer = createContentWriter()
    let hasBegun = false
    for await (const text of texts(request)) {
      for (const content of writer.write(text)) {
        if (!hasBegun) yield ''
        hasBegun = true
        yield content
      }
    }
    if (!hasBegun && !request.signal.aborted) throw emptyAnswerRefusal()
    yield* writer.end()
  }

  async function* steps(request: AnswerRequest): AsyncIterable<Step> {
    const options = { clock, firstAtMs: request.arrivedMs + firstByteMs, everyMs: heartbeatMs }
    for await (const content of withHeartbeat(contents(request), options)) yield { content }
  }

  return {
    about,
    answering: (scenario) => (scenario === undefined ? { name: 'openai', steps } : undefined),
    load: () => ({ running: queue.running, waiting: queue.waiting }),
  }
}

const emptyAnswerRefusal = () => serviceRefusal(grpc.internal, 'the model wrote nothing', 'upstream-failed')
