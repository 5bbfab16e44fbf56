// Chunks as received → the answer's text, its end, its error.
import { AppError } from '../errors'
import { parseAnswerFrame, type ServiceError } from './answer-frame'
import { hasText, type AnswerText } from './answer-text'
import { createFrameScanner } from './frame-scanner'
import { createParagraphs } from './paragraphs'
import { createUtf8Decoder, decodeUtf8 } from './utf8'

/** `truncated`: cut off, empty, or failed. `gap`: it ended well, but something in it could not be read. */
export type AnswerOutcome = 'done' | 'truncated' | 'gap'

export interface AnswerStream {
  /** One chunk of a 200 answer. Ignored after `error` and after `end`. */
  feed(chunk: Uint8Array): void
  /**
   * No more chunks: finishes the growing paragraph. `truncated`: cut inside a frame, without any text, or with `error`
   * set; else `gap` if `hasGap`. Further calls return the same.
   */
  end(): AnswerOutcome
  /** The answer so far, live: always the same object. It stays after an error. */
  readonly text: AnswerText
  /** `service` for an error frame, with its details, or `frame-too-large`. The first one stays. */
  readonly error: AppError | null
  /** Something may be missing: before any `error`, part of a frame or one that is neither content nor error was skipped. */
  readonly hasGap: boolean
  /** It could end here: `end` would not return `truncated`. */
  readonly isWhole: boolean
}

/** @param options.frameMaxBytes the longest frame taken, from brace to brace */
export function createAnswerStream({ frameMaxBytes }: { frameMaxBytes: number }): AnswerStream {
  const paragraphs = createParagraphs()
  // One decoder for all contents, as a character may be cut between two of them.
  const utf8 = createUtf8Decoder()
  /** Contents as bytes, one per character: those of a chunk are decoded together. */
  let undecoded = ''
  let error: AppError | null = null
  let hasGap = false
  let outcome: AnswerOutcome | null = null

  const scanner = createFrameScanner(frameMaxBytes, {
    onFrame(value, isText) {
      if (error !== null) return
      const frame = parseAnswerFrame(value)
      if (frame === null) hasGap ||= !isEmpty(value)
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
      const isCut = isCutOff || error !== null || paragraphs.finished.length === 0
      outcome = isCut ? 'truncated' : hasGap ? 'gap' : 'done'
      return outcome
    },
    text: paragraphs,
    get error() {
      return error
    },
    get hasGap() {
      return hasGap
    },
    get isWhole() {
      return error === null && !scanner.isInFrame && hasText(paragraphs)
    },
  }
}

/** `{}` can be no more than a sign of life. */
function isEmpty(value: unknown): boolean {
  return JSON.stringify(value) === '{}'
}

function decoded({ message, ...codes }: ServiceError): ServiceError {
  return message === undefined ? codes : { ...codes, message: decodeUtf8(message) }
}
