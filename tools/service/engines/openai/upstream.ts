// Two requests to OpenAI-compatible servers: recording → transcript, and prompt → streamed text.
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock'
import type { UpstreamFacts } from '../../engine'
import { createChatReader } from './chat-reader'
import { chatRefusal, cutShort, refusalFacts, stalled, transcriptionRefusal } from './failures'
import { member, parseJson } from './json'
import { post, readText } from './post'
import type { Message } from './prompt'
import { authorization, type OpenAiSettings } from './settings'
import { createStallWatch, type StallWatch } from './stall-watch'
import { errorInside, UpstreamError } from './upstream-error'

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

/** How long to wait for the usage after the last text, and for the response's end after the end mark. */
const tailMaxMs = 1_000

/** Two minutes of speech are about 2,400 characters; with times for each word some 100 kB. */
const transcriptionMaxBytes = 1_000_000
/** Between two pieces of text. A phone shows what it has every 90 ms (`flushMs`), and each piece costs a write here and an event there. */
const pieceMs = 80

/** Nothing is retried: the student decides, and no tokens are spent unseen. */
export function createUpstream(settings: OpenAiSettings, clock: Clock): Upstream {
  const { transcription, chat, chatRequest } = settings

  return {
    async transcribe(recording, { signal, report }) {
      const timeout = createStallWatch(clock, settings.transcriptionMaxMs)
      const anyAbort = AbortSignal.any([signal, timeout.signal])
      try {
        const response = await post({
          url: `${transcription.baseUrl}/audio/transcriptions`,
          ...multipart(
            { model: transcription.model, language: 'en' },
            recording,
            authorization(transcription),
          ),
          signal: anyAbort,
        })
        const { text, isWhole } = await readText(response, transcriptionMaxBytes)
        anyAbort.throwIfAborted()
        if (!isWhole) throw cutShort()
        return recognisedText(text, response.headers['content-type'] ?? '')
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
      const over = new AbortController()
      const anyAbort = AbortSignal.any([signal, stall.signal, over.signal])
      const answer = createChatReader(settings.textMaxLength, report)
      let bytes: AsyncIterator<Buffer> | undefined
      let tail: StallWatch | undefined
      try {
        const response = await post({
          url: `${chat.baseUrl}/chat/completions`,
          headers: { ...authorization(chat), 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...chatRequest, model: chat.model, messages, stream: true }),
          signal: anyAbort,
        })
        bytes = response[Symbol.asyncIterator]()
        for (let isEnd = false; !isEnd && !answer.isDone;) {
          const next = await bytes.next()
          isEnd = next.done === true
          // comments too are signs of life
          stall.alive()
          const { text, fault } = next.done ? answer.end() : answer.read(next.value)
          if (text !== '') {
            // while the student reads, silence does not count
            stall.pause()
            tail?.pause()
            yield text
            // what arrives meanwhile is read at once
            await clock.wait(pieceMs, anyAbort)
            stall.alive()
            tail?.alive()
          }
          if (fault !== undefined) throw fault
          // only the usage is still to come, and not every server ends its stream
          if (answer.isFinished) tail ??= endAfter(tailMaxMs, over)
        }
      } catch (error) {
        if (answer.isFinished || signal.aborted) return
        if (stall.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw chatRefusal(error)
      } finally {
        stall.end()
        tail?.end()
        if (answer.isDone && bytes) void leave(bytes, over)
        else over.abort()
      }
      if (!answer.isFinished && !answer.isDone) throw cutShort()
    },
  }

  function endAfter(silenceMaxMs: number, over: AbortController): StallWatch {
    const watch = createStallWatch(clock, silenceMaxMs)
    watch.signal.addEventListener('abort', () => over.abort())
    return watch
  }

  /** Reads the response's end, so that its connection can be used again; cuts it if the end does not come. */
  async function leave(bytes: AsyncIterator<Buffer>, over: AbortController) {
    const ended = new AbortController()
    void clock.wait(tailMaxMs, ended.signal).then(() => over.abort())
    try {
      while (!(await bytes.next()).done);
    } catch {
      // cut: there is nothing to lose
    } finally {
      ended.abort()
    }
  }
}

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

/** From `{ text }`, or plain text from servers that send that; silence is then an empty body. */
function recognisedText(body: string, contentType: string): string {
  const answer = parseJson(body)
  const text = member(answer, 'text')
  if (typeof text === 'string') return text
  const isPlain =
    /^text\/plain/i.test(contentType) || !(/json/i.test(contentType) || /^\s*([{["<]|$)/.test(body))
  const error = errorInside(answer)
  if (isPlain && !error) return body
  throw error ?? new UpstreamError({ verdict: 'misconfigured', codes: ['no-transcription'] })
}
