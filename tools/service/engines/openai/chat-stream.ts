// A streamed chat completion's bytes → the model's text, and how it ends.
import { createParser } from 'eventsource-parser'
import type { UpstreamFacts } from '../../engine'
import { grpc, serviceRefusal } from '../../refusal'
import { isRecord, UpstreamError, type Answer } from './post'

const doneMark = '[DONE]'

/** The data of the response's events, in the groups in which they came: what was read at once can be written at once. */
export async function* eventsOf(response: Answer, onBytes: () => void): AsyncIterable<readonly string[]> {
  let events: string[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(data) })
  const decoder = new TextDecoder()
  for await (const bytes of response) {
    onBytes()
    parser.feed(decoder.decode(bytes, { stream: true }))
    yield events
    events = []
  }
  // an event without its end is lost, except for the mark that nothing is
  parser.feed('\n\n')
  yield events.filter((data) => data === doneMark)
}

export interface ChatReader {
  /** The text in the events; `failure` is what came after it. */
  read(events: readonly string[]): { readonly text: string; readonly failure?: Error }
  /** The model has finished: only the usage may still come, and not every server ends its stream. */
  readonly isFinished: boolean
}

/** What is read of a `chat.completion.chunk`. Some come without choices: usage, or a content filter's verdict on the prompt. */
interface Chunk {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: string | null; readonly refusal?: string | null }
    readonly finish_reason?: string | null
  }[]
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null
}

export function createChatReader(report: (facts: UpstreamFacts) => void): ChatReader {
  let isFinished = false

  /** Throws what ends the answer. */
  function textOf(data: string, take: (text: string) => void) {
    if (data.startsWith(doneMark)) {
      // the end for servers without a finish_reason
      isFinished = true
      return
    }
    const chunk: unknown = JSON.parse(data)
    if (isRecord(chunk) && chunk['error']) throw new UpstreamError(undefined, {}, chunk['error'])
    const { choices, usage } = chunk as Chunk
    if (usage) report({ promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens })
    const { delta, finish_reason: reason } = choices?.[0] ?? {}
    if (delta?.content) take(delta.content)
    if (delta?.refusal || reason === 'content_filter') throw filtered()
    if (reason === 'length') throw tooLong()
    if (reason) isFinished = true
  }

  return {
    read(events) {
      let text = ''
      try {
        for (const data of events) textOf(data, (more) => (text += more))
      } catch (failure) {
        return { text, failure: failure as Error }
      }
      return { text }
    },
    get isFinished() {
      return isFinished
    },
  }
}

const tooLong = () => serviceRefusal(grpc.internal, 'the model reached its length limit', 'upstream-cut')
const filtered = () =>
  serviceRefusal(grpc.failedPrecondition, 'the model declined to answer this', 'upstream-filtered')
