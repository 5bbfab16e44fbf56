// Two requests to OpenAI-compatible servers: recording → transcript, and prompt → streamed text.
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock'
import type { UpstreamFacts } from '../../engine'
import { grpc, serviceRefusal } from '../../refusal'
import { createChatReader, eventsOf } from './chat-stream'
import { chatRefusal, refusalFacts, transcriptionRefusal } from './failures'
import { isRecord, post, readText } from './post'
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

/** How long to wait for the usage and the end after the last text. */
const tailMaxMs = 1_000
const transcriptionMaxBytes = 1_000_000

export function createUpstream({ transcription, chat, ...limits }: OpenAiSettings, clock: Clock): Upstream {
  return {
    async transcribe(recording, { signal, report }) {
      const timeout = createStallWatch(clock, limits.transcriptionMaxMs)
      try {
        const response = await post({
          url: `${transcription.baseUrl}/audio/transcriptions`,
          ...multipart(
            { model: transcription.model, language: 'en' },
            recording,
            authorization(transcription),
          ),
          signal: AbortSignal.any([signal, timeout.signal]),
        })
        const text = await readText(response, transcriptionMaxBytes)
        const isJson = response.headers['content-type']?.includes('json')
        return recognisedText(response.statusCode === 204 ? undefined : isJson ? JSON.parse(text) : text)
      } catch (error) {
        if (timeout.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw transcriptionRefusal(error)
      } finally {
        timeout.end()
      }
    },

    async *write(messages, { signal, report }) {
      const stall = createStallWatch(clock, limits.stallMaxMs)
      const tail = new AbortController()
      const anyAbort = AbortSignal.any([signal, stall.signal, tail.signal])
      const reader = createChatReader(report)
      let isTail = false
      try {
        const response = await post({
          url: `${chat.baseUrl}/chat/completions`,
          headers: {
            ...authorization(chat),
            'Content-Type': 'application/json',
            Accept: 'text/event-stream',
          },
          body: JSON.stringify({
            model: chat.model,
            messages,
            stream: true,
            stream_options: { include_usage: true },
          }),
          signal: anyAbort,
        })
        // a comment, too, is a sign of life
        for await (const events of eventsOf(response, stall.alive)) {
          const { text, failure } = reader.read(events)
          if (text !== '') {
            stall.pause()
            yield text
            stall.alive()
          }
          if (failure !== undefined) throw failure
          if (reader.isFinished && !isTail) {
            isTail = true
            void clock.wait(tailMaxMs, anyAbort).then(() => tail.abort())
          }
        }
      } catch (error) {
        if (reader.isFinished || signal.aborted) return
        if (stall.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw chatRefusal(error)
      } finally {
        stall.end()
        tail.abort()
      }
      if (!reader.isFinished) throw cutShort()
    },
  }
}

const authorization = ({ apiKey }: Model) => ({ Authorization: `Bearer ${apiKey}` })

/** The form with which a browser would send the recording. */
function multipart(
  fields: Readonly<Record<string, string>>,
  recording: Buffer,
  headers: Record<string, string>,
) {
  const boundary = randomUUID()
  const part = (disposition: string) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`
  const texts = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`)
  const file = `${part('name="file"; filename="recording.mp3"')}Content-Type: audio/mpeg\r\n\r\n`
  return {
    headers: { ...headers, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(texts.join('') + file),
      recording,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  }
}

/** From `{ text }`, or plain text from servers that send that. */
function recognisedText(answer: unknown): string {
  const text = isRecord(answer) ? answer['text'] : answer
  if (typeof text !== 'string') throw unreadable()
  return text
}

const unreadable = () =>
  serviceRefusal(grpc.internal, 'the speech model sent an unexpected response', 'upstream-misconfigured')
const stalled = () =>
  serviceRefusal(grpc.deadlineExceeded, 'the model stopped responding', 'upstream-stalled')
const cutShort = () => serviceRefusal(grpc.unavailable, 'the connection to the model was cut', 'upstream-cut')
