// Chunks as received → the answer's text, its end and its error: decoder and paragraphs in one.
import type { AppError } from '../errors'
import { createAnswerDecoder } from './answer-decoder'
import type { AnswerText } from './answer-text'
import { createParagraphs } from './paragraphs'

export interface AnswerStream {
  /** One chunk of a 200 answer. Ignored after `error` and after `end`. */
  feed(chunk: Uint8Array | string): void
  /**
   * No more chunks, for whatever reason. Finishes the growing paragraph.
   * `truncated`: cut inside a frame, or no text came at all, or `error` is set (which tells more). Again: the same.
   */
  end(): 'done' | 'truncated'
  /** What came so far, live: always the same object. It stays, whatever happens later. */
  readonly text: AnswerText
  /** `service` for an error frame, with what it told, or `frame-too-large`. The first one stays. */
  readonly error: AppError | null
  /** Stretches that were no frames, and frames that were neither content nor error; up to the chunk with the error. */
  readonly garbageCount: number
  /** Contents and error frames read. */
  readonly frameCount: number
}

/** @param options.frameMaxBytes the longest frame taken, in bytes of UTF-8 */
export function createAnswerStream(options: { frameMaxBytes: number }): AnswerStream {
  const decoder = createAnswerDecoder(options)
  const paragraphs = createParagraphs()
  let outcome: 'done' | 'truncated' | null = null

  return {
    feed: (chunk) => paragraphs.append(decoder.feed(chunk)),
    end() {
      if (outcome !== null) return outcome
      const { contents, insideFrame } = decoder.end()
      paragraphs.append(contents)
      paragraphs.end()
      const isWhole = !insideFrame && decoder.error === null && paragraphs.finished.length > 0
      outcome = isWhole ? 'done' : 'truncated'
      return outcome
    },
    text: paragraphs,
    get error() {
      return decoder.error
    },
    get garbageCount() {
      return decoder.garbageCount
    },
    get frameCount() {
      return decoder.frameCount
    },
  }
}
