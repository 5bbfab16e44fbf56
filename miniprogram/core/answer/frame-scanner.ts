// Text, cut anywhere → the complete JSON objects in it, whatever lies between them.
import { AppError } from '../errors'
import { createObjectWalker } from './object-walker'
import { utf8Length } from './utf8'

/**
 * Finds frames in any text: several on a line, one on many lines, with garbage between them.
 * What opens like a frame and breaks is garbage; the complete objects inside it are taken for frames.
 */
export interface FrameScanner {
  /** Reads on and appends to `frames` what became complete. Ignored after `error`. */
  scan(text: string, frames: unknown[]): void
  /** The same for a whole line, given without its newline. */
  scanLine(line: string, frames: unknown[]): void
  /** No more text: the complete objects inside an unfinished frame are appended to `frames`. */
  end(frames: unknown[]): void
  /** Whole frames and white space change nothing: no frame is open, and no stretch of garbage. */
  readonly isAtRest: boolean
  /** A frame has begun and is not complete. */
  readonly isInsideFrame: boolean
  /** Stretches of anything but frames and white space. */
  readonly garbageCount: number
  /** `frame-too-large` once a frame exceeded the limit: its text is released and nothing more is read. */
  readonly error: AppError | null
}

/** @param frameMaxBytes the longest frame taken, in bytes of UTF-8 from brace to brace */
export function createFrameScanner(frameMaxBytes: number): FrameScanner {
  const walker = createObjectWalker()
  let isOpen = false
  /** The open frame's text from earlier calls: only ever appended to, for reading it would cost its whole length. */
  let carried = ''
  let carriedBytes = 0
  let isSkipping = false
  let garbageCount = 0
  let error: AppError | null = null

  function skip(text: string): void {
    if (isSkipping || !/[^ \t\r\n]/.test(text)) return
    isSkipping = true
    garbageCount++
  }

  function take(text: string, frames: unknown[]): boolean {
    try {
      frames.push(JSON.parse(text))
    } catch {
      return false
    }
    isSkipping = false
    return true
  }

  /** `text` opened like a frame and is none: takes the complete objects inside it. */
  function salvage(text: string, frames: unknown[]): void {
    let index = 0
    for (const { start, end } of walker.complete) {
      skip(text.slice(index, start))
      take(text.slice(start, end), frames)
      index = end
    }
    skip(text.slice(index))
  }

  function exceeds(text: string): boolean {
    // A UTF-16 unit takes three bytes at most: nearly every frame is spared the counting.
    return text.length * 3 > frameMaxBytes && utf8Length(text) > frameMaxBytes
  }

  function refuse(): void {
    error = new AppError('frame-too-large', { message: `more than ${frameMaxBytes} bytes` })
    carried = ''
    isOpen = false
  }

  /** Looks for the next frame's opening brace; the length of `text` when there is none. */
  function seek(text: string, from: number): number {
    const brace = text.indexOf('{', from)
    const start = brace < 0 ? text.length : brace
    skip(text.slice(from, start))
    isOpen = brace >= 0
    if (isOpen) walker.reset()
    return start
  }

  function scan(added: string, frames: unknown[]): void {
    if (error !== null) return
    // The whole text is one frame: by far the most common case, and native.
    if (!isOpen && added.startsWith('{') && !exceeds(added) && take(added, frames)) return
    let text = added
    let start = 0
    let index = 0
    while (index < text.length) {
      if (!isOpen) {
        start = seek(text, index)
        index = start
        continue
      }
      index = walker.walk(text, index)
      if (walker.state === 'open') break
      // Happens at most once a call: from here on everything is in `text`.
      index += carried.length
      text = carried + text
      carried = ''
      carriedBytes = 0
      isOpen = false
      const read = text.slice(start, index)
      if (exceeds(read)) return refuse()
      if (walker.state === 'closed') {
        take(read, frames)
      } else {
        index = start + walker.resumeAt
        salvage(text.slice(start, index), frames)
      }
    }
    if (isOpen) carry(text.slice(start))
  }

  function scanLine(line: string, frames: unknown[]): void {
    scan(line, frames)
    // To any but an unfinished frame the newline means nothing.
    if (isOpen) scan('\n', frames)
  }

  function carry(text: string): void {
    carried += text
    carriedBytes += utf8Length(text)
    if (carriedBytes > frameMaxBytes) refuse()
  }

  return {
    scan,
    scanLine,
    end(frames) {
      if (!isOpen) return
      for (const { start, end } of walker.complete) take(carried.slice(start, end), frames)
      carried = ''
      isOpen = false
    },
    get isAtRest() {
      return !isOpen && !isSkipping && error === null
    },
    get isInsideFrame() {
      return isOpen
    },
    get garbageCount() {
      return garbageCount
    },
    get error() {
      return error
    },
  }
}
