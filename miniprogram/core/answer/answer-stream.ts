// Chunks as received → the answer's text, its end and its error: decoder, frames and paragraphs in one.
import { AppError } from '../errors'
import { parseAnswerFrame } from './answer-frame'
import type { AnswerText } from './answer-text'
import { createFrameDecoder } from './frame-decoder'
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
  const decoder = createFrameDecoder(options)
  const paragraphs = createParagraphs()
  let error: AppError | null = null
  let frameCount = 0
  let unknownFrameCount = 0
  let outcome: 'done' | 'truncated' | null = null

  function read(frames: unknown[]): void {
    for (const value of frames) {
      if (error !== null) return
      const frame = parseAnswerFrame(value)
      if (frame === null) {
        unknownFrameCount++
        continue
      }
      frameCount++
      if (frame.kind === 'content') paragraphs.append(frame.content)
      else error = new AppError('service', frame.error)
    }
    if (error === null) error = decoder.error
  }

  return {
    feed(chunk) {
      if (error === null && outcome === null) read(decoder.feed(chunk))
    },
    end() {
      if (outcome !== null) return outcome
      const { frames, insideFrame } = decoder.end()
      read(frames)
      paragraphs.end()
      const isWhole = !insideFrame && error === null && paragraphs.finished.length > 0
      outcome = isWhole ? 'done' : 'truncated'
      return outcome
    },
    text: paragraphs,
    get error() {
      return error
    },
    get garbageCount() {
      return decoder.garbageCount + unknownFrameCount
    },
    get frameCount() {
      return frameCount
    },
  }
}
