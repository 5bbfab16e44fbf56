// The bytes of a chat's response → the model's text. Reads an event stream, and a whole completion from servers that do not stream.
import type { UpstreamFacts } from '../../engine'
import { faultOfEnding } from './endings'
import { createEventReader, type ServerEvent } from './event-reader'
import { member, parseJson } from './json'
import { createThinkingFilter } from './thinking'
import { errorInside, UpstreamError } from './upstream-error'

export interface ChatReader {
  /** The text that these bytes complete; `fault` came after it: the server's error, or an end that is none. */
  read(bytes: Uint8Array): ReadText
  /** For the response's end: what is left. */
  end(): ReadText
  /** The model has said that it is finished; what may follow is the usage. */
  readonly isFinished: boolean
  /** The end mark was read: nothing follows. */
  readonly isDone: boolean
}

export interface ReadText {
  readonly text: string
  readonly fault?: Error
}

/** More tokens than any model has are a mistake. */
const tokensMax = 10_000_000

export function createChatReader(textMaxLength: number, report: (facts: UpstreamFacts) => void): ChatReader {
  const events = createEventReader(readEvent)
  const thinking = createThinkingFilter()
  let text = ''
  let length = 0
  let isFinished = false
  let isDone = false

  function show(more: string) {
    length += more.length
    if (length > textMaxLength) throw new UpstreamError({ verdict: 'too-long', codes: ['text-too-long'] })
    text += more
  }

  function readChunk(chunk: unknown, part: 'delta' | 'message') {
    const error = errorInside(chunk)
    if (error) throw error
    const choice = firstChoice(chunk)
    reportUsage(member(chunk, 'usage') ?? member(choice, 'usage'))
    const delta = member(choice, part)
    show(thinking.write(textOf(member(delta, 'content'))))
    if (textOf(member(delta, 'refusal')) !== '') {
      throw new UpstreamError({ verdict: 'filtered', codes: ['refusal'] })
    }
    const finishReason = member(choice, 'finish_reason')
    if (typeof finishReason !== 'string' || finishReason === '') return
    const fault = faultOfEnding(finishReason)
    if (fault) throw fault
    isFinished = true
  }

  function readEvent({ name, data }: ServerEvent) {
    if (isDone || data.trim() === '') return
    if (isEndMark(data)) {
      isDone = true
      show(thinking.end())
      return
    }
    const chunk = parseJson(data)
    if (chunk === undefined) throw new UpstreamError({ codes: ['not-json'] })
    if (name === 'error') throw errorInside(chunk) ?? errorInside({ error: chunk }) ?? new UpstreamError({})
    readChunk(chunk, 'delta')
  }

  /** No stream came: a completion, an error, or the page of something else at this address. */
  function readWhole(body: string) {
    const completion = parseJson(body)
    if (completion === undefined || !(firstChoice(completion) ?? errorInside(completion))) {
      throw new UpstreamError({
        verdict: 'misconfigured',
        codes: [/^\s*</.test(body) ? 'html' : 'no-completion'],
      })
    }
    readChunk(completion, 'message')
    isDone = true
  }

  function reportUsage(usage: unknown) {
    const promptTokens = member(usage, 'prompt_tokens')
    const completionTokens = member(usage, 'completion_tokens')
    if (isCount(promptTokens)) report({ promptTokens })
    if (isCount(completionTokens)) report({ completionTokens })
  }

  /** What was read at once can be written at once. */
  function collect(read: () => void): ReadText {
    text = ''
    try {
      read()
    } catch (fault) {
      return { text, fault: fault as Error }
    }
    return { text }
  }

  return {
    read: (bytes) =>
      collect(() => {
        events.read(bytes)
      }),
    end: () =>
      collect(() => {
        const { body, last } = events.end()
        // cut inside an event
        if (last && (isEndMark(last.data) || parseJson(last.data) !== undefined)) readEvent(last)
        if (body !== undefined) readWhole(body)
        show(thinking.end())
      }),
    get isFinished() {
      return isFinished
    },
    get isDone() {
      return isDone
    },
  }
}

const isEndMark = (data: string) => data.startsWith('[DONE]')

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= tokensMax

/** Of several answers the first: servers may send their pieces mixed. Chunks with usage or a verdict on the prompt have none. */
function firstChoice(chunk: unknown): unknown {
  const choices = member(chunk, 'choices')
  return Array.isArray(choices) ? choices.find((choice) => !member(choice, 'index')) : undefined
}

/** A text, or parts of which those of type `text` count, as Mistral sends beside its reasoning. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part: unknown) => (isOfText(part) ? member(part, 'text') : part))
    .filter((text) => typeof text === 'string')
    .join('')
}

const isOfText = (part: unknown) => ['text', undefined].includes(member(part, 'type') as string | undefined)
