// Two requests to OpenAI-compatible servers: recording → transcript, and prompt → streamed text.
import OpenAI, { toFile } from 'openai'
import type { Clock } from '../../clock'
import type { UpstreamFacts } from '../../engine'
import { grpc, serviceRefusal } from '../../refusal'
import { chatRefusal, refusalFacts, transcriptionRefusal } from './failures'
import type { Message } from './prompt'
import type { Model, OpenAiSettings } from './settings'
import { createStallWatch } from './stall-watch'

export interface Upstream {
  /** What speech recognition made of the recording, as it came. */
  transcribe(recording: Buffer, call: UpstreamCall): Promise<string>
  /** Pieces of text as they arrive. Rejects with a `Refusal` when the stream ends before the model has finished. */
  write(messages: readonly Message[], call: UpstreamCall): AsyncIterable<string>
}

export interface UpstreamCall {
  readonly signal: AbortSignal
  readonly report: (facts: UpstreamFacts) => void
}

/** How long to wait for the usage after the last text. */
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
        return recognisedText(answer)
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
      const anyAbort = AbortSignal.any([signal, stall.signal, tail.signal])
      const endMark = createEndMarkFinder()
      let isFinished = false
      // the package hides [DONE], the end for servers without a finish_reason, and comments, which are signs of life
      const client = language.withOptions({
        fetch: observedFetch((bytes) => {
          stall.alive()
          endMark.read(bytes)
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
          { signal: anyAbort },
        )
        for await (const chunk of stream) {
          const { usage } = chunk
          if (usage) report({ promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens })
          // some servers send chunks without choices: usage, or a content filter's verdict on the prompt
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
            // only the usage is still to come, and not every server ends its stream
            void clock.wait(tailMaxMs, anyAbort).then(() => tail.abort())
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
      // on abort the package's stream ends as if it were complete
      if (isFinished || endMark.isRead() || signal.aborted) return
      throw stall.signal.aborted ? stalled() : cutShort()
    },
  }
}

function createClient({ baseUrl, apiKey }: Model): OpenAI {
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    // the student decides whether to retry; no tokens are spent unseen
    maxRetries: 0,
    // applies only until the headers arrive: callers enforce every limit through the signal
    timeout: 600_000,
    // it would log requests and unparsable lines of the stream
    logLevel: 'off',
  })
}

/** Global fetch that reports each piece of the body as it is read. */
function observedFetch(onBytes: (bytes: Uint8Array) => void): typeof fetch {
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

/** Detects `data: [DONE]`, however the stream is split. */
function createEndMarkFinder() {
  let tail = ''
  return {
    read(bytes: Uint8Array) {
      tail = (tail + Buffer.from(bytes.subarray(-tailLength)).toString('latin1')).slice(-tailLength)
    },
    isRead: () => /^data: ?\[DONE\]/m.test(tail),
  }
}

const tailLength = 64

/** From `{ text }`, or plain text from servers that send that. */
function recognisedText(answer: unknown): string {
  const text: unknown =
    typeof answer === 'object' && answer !== null && 'text' in answer ? answer.text : answer
  if (typeof text !== 'string') throw unreadable()
  return text
}

const unreadable = () =>
  serviceRefusal(grpc.internal, 'the speech model sent an unexpected response', 'upstream-misconfigured')
const stalled = () =>
  serviceRefusal(grpc.deadlineExceeded, 'the model stopped responding', 'upstream-stalled')
const cutShort = () => serviceRefusal(grpc.unavailable, 'the connection to the model was cut', 'upstream-cut')
const tooLong = () => serviceRefusal(grpc.internal, 'the model reached its length limit', 'upstream-cut')
const filtered = () =>
  serviceRefusal(grpc.failedPrecondition, 'the model declined to answer this', 'upstream-filtered')
