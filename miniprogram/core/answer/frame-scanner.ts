// Chunks, cut anywhere → frames: the complete JSON objects in them, whatever lies between.
import { AppError } from '../errors'
import { createObjectWalker, type ObjectRange, type ObjectWalker } from './object-walker'
import { decodeUtf8, toBinary } from './utf8'

/** What is told about a stream, in the order of its bytes. */
interface FrameListener {
  /** A parsed JSON object. Its strings are text if `isText`, else the bytes of their UTF-8, one a character. */
  onFrame(value: unknown, isText: boolean): void
  /** Something was skipped that is neither a frame nor white space. */
  onGap(): void
}

/** Tells the same however the bytes are cut, in time linear in their number. */
interface FrameScanner {
  /** Tells what became complete. Ignored after `error`; not to be called after `end`. */
  scan(chunk: Uint8Array): void
  /** No more chunks. True: the last frame was cut off; the complete objects inside it have been told. */
  end(): boolean
  /** `frame-too-large` once a frame exceeded the limit: its bytes are released and nothing more is read. */
  readonly error: AppError | null
}

const byteOrderMark = '\xef\xbb\xbf'
const openingBrace = 0x7b
/** The beginning of a line waits up to this length for its end: mostly the next chunk brings it. */
const heldMaxBytes = 4096

/**
 * Several frames on a line, one on many lines, garbage between them. What opens like a frame and breaks is skipped; the
 * complete objects inside it are taken for frames. All of JSON's own characters are ASCII: UTF-8 is decoded afterwards.
 * @param frameMaxBytes the longest frame taken, from brace to brace
 */
export function createFrameScanner(frameMaxBytes: number, { onFrame, onGap }: FrameListener): FrameScanner {
  let isAtStart = true
  /** The beginning of a line, as long as no frame ends in it. */
  let held = ''
  /** Of the open frame, if there is one. */
  let walker: ObjectWalker | null = null
  /** The open frame's bytes from earlier calls: only ever appended to, for reading them would cost their whole length. */
  let carried = ''
  let error: AppError | null = null

  function skip(binary: string): void {
    if (/[^ \t\r\n]/.test(binary)) onGap()
  }

  /** False: `json` is no frame, or too large for one. A whole line is taken by far the most often, natively. */
  function take(json: string): boolean {
    if (json.charCodeAt(0) !== openingBrace || json.length > frameMaxBytes) return false
    // An escaped character could not be told from a byte.
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

  /** `binary` opened like a frame and is none. */
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
      // Not empty once a call at most: from here on everything is in `binary`.
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
  }
}
