// Chunks, cut anywhere → frames: the complete JSON objects in them, whatever is between.
import { AppError } from '../errors'
import { createObjectWalker, type ObjectRange, type ObjectWalker } from './object-walker'
import { decodeUtf8, toBinary } from './utf8'

/** What is reported about a stream, in the order of its bytes. */
interface FrameListener {
  /** A parsed JSON object. Its strings are text if `isText`, else UTF-8 with one byte per character. */
  onFrame(value: unknown, isText: boolean): void
  /** A brace was skipped: that of a frame which could not be read whole. Other text between frames is not reported. */
  onGap(): void
}

/** The result does not depend on how the bytes are cut. The time is linear in their number. */
interface FrameScanner {
  /** Reports what is complete. Ignored after `error`; must not be called after `end`. */
  scan(chunk: Uint8Array): void
  /** No more chunks. True if the last frame was cut off; the complete objects inside it are reported. */
  end(): boolean
  /** `frame-too-large` once a frame exceeds the limit; nothing more is read. */
  readonly error: AppError | null
  /** A frame has begun and is not complete. */
  readonly isInFrame: boolean
}

const byteOrderMark = '\xef\xbb\xbf'
const openingBrace = 0x7b
/** The beginning of a line is held up to this length: usually the next chunk completes the line. */
const heldMaxBytes = 4096

/**
 * Accepts several frames on a line, one on many lines, and garbage between. Of a malformed frame, the complete objects
 * inside count as frames. All of JSON's own characters are ASCII: UTF-8 is decoded afterwards.
 * @param frameMaxBytes the longest frame taken, from brace to brace
 */
export function createFrameScanner(frameMaxBytes: number, { onFrame, onGap }: FrameListener): FrameScanner {
  let isAtStart = true
  /** The beginning of a line, while no frame ends in it. */
  let held = ''
  /** Reads the open frame, if there is one. */
  let walker: ObjectWalker | null = null
  /** The open frame's bytes from earlier calls. Only appended to, as reading them each time would take quadratic time. */
  let carried = ''
  let error: AppError | null = null

  function skip(binary: string): void {
    if (/[{}]/.test(binary)) onGap()
  }

  /** False if `json` is not a frame or is too large. Nearly all frames are whole lines, which this parses natively. */
  function take(json: string): boolean {
    if (json.charCodeAt(0) !== openingBrace || json.length > frameMaxBytes) return false
    // Parsed before decoding, an escaped character would look like a byte.
    const isText = json.includes('\\u')
    let value: unknown
    try {
      value = JSON.parse(isText ? decodeUtf8(json) : json)
    } catch {
      return false
    }
    onFrame(value, isText)
    return true
  }

  /** `binary` began like a frame but is malformed. */
  function recover(binary: string, complete: readonly ObjectRange[]): void {
    let index = 0
    for (const { start, end } of complete) {
      skip(binary.slice(index, start))
      take(binary.slice(start, end))
      index = end
    }
    skip(binary.slice(index))
  }

  function refuse(): void {
    error = new AppError('frame-too-large', { message: `more than ${frameMaxBytes} bytes` })
    carried = ''
    walker = null
  }

  function read(added: string): void {
    let binary = added
    let start = 0
    let index = 0
    while (error === null && index < binary.length) {
      if (!walker) {
        const brace = binary.indexOf('{', index)
        start = brace < 0 ? binary.length : brace
        skip(binary.slice(index, start))
        index = start
        if (brace >= 0) walker = createObjectWalker()
        continue
      }
      index = walker.walk(binary, index)
      const { state, complete, resumeAt } = walker
      if (state === 'open') break
      walker = null
      // From here on, the whole frame is in `binary`.
      index += carried.length
      binary = carried + binary
      carried = ''
      if (index - start > frameMaxBytes) return refuse()
      if (state === 'closed') {
        take(binary.slice(start, index))
      } else {
        index = start + resumeAt
        recover(binary.slice(start, index), complete)
      }
    }
    if (!walker) return
    carried += binary.slice(start)
    if (carried.length > frameMaxBytes) refuse()
  }

  return {
    scan(chunk) {
      if (error !== null) return
      held += toBinary(chunk)
      if (isAtStart && held.length < byteOrderMark.length) return
      if (isAtStart && held.startsWith(byteOrderMark)) held = held.slice(byteOrderMark.length)
      isAtStart = false
      const lines = held.split('\n')
      held = lines.pop() ?? ''
      for (const line of lines) {
        if (walker || !take(line)) read(`${line}\n`)
        if (error) return
      }
      if (held === '' || (!walker && held.length < heldMaxBytes && !held.includes('}'))) return
      if (walker || !take(held)) read(held)
      held = ''
    },
    end() {
      read(held)
      for (const { start, end } of walker?.complete ?? []) take(carried.slice(start, end))
      return walker !== null
    },
    get error() {
      return error
    },
    get isInFrame() {
      return walker !== null || held.includes('{')
    },
  }
}
