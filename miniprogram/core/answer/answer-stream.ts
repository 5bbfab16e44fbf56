// Chunks as received → the answer's text, its end, its error.
import { AppError } from '../errors'
import { parseAnswerFrame, type ServiceError } from './answer-frame'
import type { AnswerText } from './answer-text'
import { createFrameScanner } from './frame-scanner'
import { createParagraphs } from './paragraphs'
import { createUtf8Decoder, decodeUtf8 } from './utf8'

export interface AnswerStream {
  /** One chunk of a 200 answer. Ignored after `error` and after `end`. */
  feed(chunk: Uint8Array): void
  /**
   * No more chunks, for whatever reason. Finishes the growing paragraph.
   * `truncated`: cut inside a frame, or no text came at all, or `error` is set (which tells more). Again: the same.
   */
  end(): 'done' | 'truncated'
  /** What came so far, live: always the same object. It stays, whatever happens later. */
  readonly text: AnswerText
  /** `service` for an error frame, with what it told, or `frame-too-large`. The first one stays. */
  readonly error: AppError | null
  /**
   * Something may be missing from the text. True once anything but frames and white space was skipped, or a frame that
   * is neither content nor error; what comes after `error` does not count.
   */
  readonly hasGap: boolean
}

/** @param options.frameMaxBytes the longest frame taken, from brace to brace */
export function createAnswerStream({ frameMaxBytes }: { frameMaxBytes: number }): AnswerStream {
  const paragraphs = createParagraphs()
  // One for all contents: a character that was cut between two of them is whole again.
  const utf8 = createUtf8Decoder()
  /** Contents that are bytes still, as characters: those of a chunk are decoded all at once. */
  let undecoded = ''
  let error: AppError | null = null
  let hasGap = false
  let outcome: 'done' | 'truncated' | null = null

  const scanner = createFrameScanner(frameMaxBytes, {
    onFrame(value, isText) {
      if (error !== null) return
      const frame = parseAnswerFrame(value)
      if (frame === null) hasGap = true
      else if (frame.kind === 'error')
        error = new AppError('service', isText ? frame.error : decoded(frame.error))
      else if (!isText) undecoded += frame.content
      else {
        decode()
        paragraphs.append(utf8.end() + frame.content)
      }
    },
    onGap() {
      if (error === null) hasGap = true
    },
  })

  function decode(): void {
    if (undecoded !== '') paragraphs.append(utf8.decode(undecoded))
    undecoded = ''
  }

  return {
    feed(chunk) {
      if (error !== null || outcome !== null) return
      scanner.scan(chunk)
      decode()
      error ??= scanner.error
    },
    end() {
      if (outcome !== null) return outcome
      const isCutOff = scanner.end()
      decode()
      paragraphs.append(utf8.end())
      paragraphs.end()
      error ??= scanner.error
      outcome = isCutOff || error !== null || paragraphs.finished.length === 0 ? 'truncated' : 'done'
      return outcome
    },
    text: paragraphs,
    get error() {
      return error
    },
    get hasGap() {
      return hasGap
    },
  }
}

function decoded({ message, ...codes }: ServiceError): ServiceError {
  return message === undefined ? codes : { ...codes, message: decodeUtf8(message) }
}
