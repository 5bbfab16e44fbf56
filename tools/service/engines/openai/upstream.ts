// The two questions to OpenAI-compatible servers: what was said (speech → text), and how it is better said (text → stream of text).
import OpenAI, { toFile } from 'openai'
import type { Clock } from '../../clock'
import type { UpstreamFacts } from '../../engine'
import { grpc, serviceRefusal } from '../../refusal'
import { chatRefusal, refusalFacts, transcriptionRefusal } from './failures'
import type { Message } from './prompt'
import type { Model, OpenAiSettings } from './settings'
import { createStallWatch } from './stall-watch'

export interface Upstream {
  /** The words of the recording, trimmed. Rejects with a `Refusal` when there are none. */
  transcribe(recording: Buffer, call: UpstreamCall): Promise<string>
  /** Pieces of text as they come. Rejects with a `Refusal` when they end before the model said that it has finished. */
  write(messages: readonly Message[], call: UpstreamCall): AsyncIterable<string>
}

export interface UpstreamCall {
  readonly signal: AbortSignal
  readonly report: (facts: UpstreamFacts) => void
}

/** After the last text, for the usage. */
const tailMaxMs = 1_000

export function createUpstream(settings: OpenAiSettings, clock: Clock): Upstream {
  const speech = createClient(settings.transcription)
  const language = createClient(settings.chat)

  return {
    async transcribe(recording, { signal, report }) {
      const timeout = createStallWatch(clock, settings.transcriptionMaxMs)
      try {
        const file = await toFile(recording, 'recording.mp3', { type: 'audio/mpeg' })
        const request = { file, model: settings.transcription.model, language: 'en' }
        const options = { signal: AbortSignal.any([signal, timeout.signal]) }
        const answer: unknown = await speech.audio.transcriptions.create(request, options)
        return wordsOf(answer)
      } catch (error) {
        if (timeout.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw transcriptionRefusal(error)
      } finally {
        timeout.end()
      }
    },

    async *write(messages, { signal, report }) {
      const stall = createStallWatch(clock, settings.stallMaxMs)
      const tail = new AbortController()
      const either = AbortSignal.any([signal, stall.signal, tail.signal])
      const mark = createEndMark()
      let isFinished = false
      // the package keeps [DONE] and comments to itself: the first is the end for servers that give no finish_reason, the second is life
      const client = language.withOptions({
        fetch: tapped((bytes) => {
          stall.alive()
          mark.read(bytes)
        }),
      })
      try {
        const stream = await client.chat.completions.create(
          {
            model: settings.chat.model,
            messages: [...messages],
            stream: true,
            stream_options: { include_usage: true },
          },
          { signal: either },
        )
        for await (const chunk of stream) {
          const { usage } = chunk
          if (usage) report({ promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens })
          // some servers send chunks without choices: usage, a filter's opinion of the prompt
          const choice = chunk.choices?.[0]
          const { content, refusal } = choice?.delta ?? {}
          if (content) {
            stall.pause()
            yield content
            stall.alive()
          }
          if (refusal || choice?.finish_reason === 'content_filter') throw filtered()
          if (choice?.finish_reason === 'length') throw tooLong()
          if (choice?.finish_reason && !isFinished) {
            isFinished = true
            // all has been said: only the usage is still to come, and not every server ends its stream
            void clock.wait(tailMaxMs, either).then(() => tail.abort())
          }
        }
      } catch (error) {
        if (isFinished) return
        if (stall.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw chatRefusal(error)
      } finally {
        stall.end()
        tail.abort()
      }
      // aborted, the package's stream ends as if all had been said
      if (isFinished || mark.isRead() || signal.aborted) return
      throw stall.signal.aborted ? stalled() : cutShort()
    },
  }
}

function createClient({ baseUrl, apiKey }: Model): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    // the student decides whether something is asked twice; tokens are not spent unseen
    maxRetries: 0,
    // only until the headers are there: every limit is kept by whoever passes the signal
    timeout: 600_000,
    // it would log requests, and a line of the stream that it cannot read
    logLevel: 'off',
  })
}

/** Global fetch, with a look at each piece of the body as it is read. */
function tapped(onBytes: (bytes: Uint8Array) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const { body } = response
    if (body !== null) {
      const values = body.values.bind(body)
      Object.defineProperty(body, Symbol.asyncIterator, {
        async *value() {
          for await (const bytes of values()) {
            onBytes(bytes)
            yield bytes
          }
        },
      })
    }
    return response
  }
}

/** Looks for the stream's `data: [DONE]`, however it is cut. */
function createEndMark() {
  let tail = ''
  return {
    read(bytes: Uint8Array) {
      tail = (tail + Buffer.from(bytes.subarray(-tailLength)).toString('latin1')).slice(-tailLength)
    },
    isRead: () => /^data: ?\[DONE\]/m.test(tail),
  }
}

const tailLength = 64

/** `{ text }`; where the server answers in plain text, the text. */
function wordsOf(answer: unknown): string {
  const text: unknown =
    typeof answer === 'object' && answer !== null && 'text' in answer ? answer.text : answer
  if (typeof text !== 'string') throw unreadable()
  if (!/[\p{L}\p{N}]/u.test(text)) throw noSpeech()
  return text.trim()
}

const noSpeech = () => serviceRefusal(grpc.invalidArgument, 'no speech was understood in the recording')
const unreadable = () =>
  serviceRefusal(grpc.internal, 'the speech model answered in an unknown form', 'upstream-misconfigured')
const stalled = () => serviceRefusal(grpc.deadlineExceeded, 'the model fell silent', 'upstream-stalled')
const cutShort = () => serviceRefusal(grpc.unavailable, 'the connection to the model was cut', 'upstream-cut')
const tooLong = () =>
  serviceRefusal(grpc.internal, 'the model stopped at its limit of length', 'upstream-cut')
const filtered = () =>
  serviceRefusal(grpc.failedPrecondition, 'the model declined to answer this', 'upstream-filtered')
