// Chunks as received → contents and the service's error: plain lines the short way, anything else by the frame decoder.
import { AppError } from '../errors'
import { parseAnswerFrame } from './answer-frame'
import { createFrameDecoder } from './frame-decoder'
import { readPlainLines } from './plain-lines'

export interface AnswerDecoder {
  /** The contents that this chunk completed, joined. `''` after `error` and after `end`. */
  feed(chunk: Uint8Array | string): string
  /** No more chunks. `insideFrame`: the last frame was cut off; `contents` are of complete frames found inside it. */
  end(): { contents: string; insideFrame: boolean }
  /** `service` for an error frame, with what it told, or `frame-too-large`. The first one stays. */
  readonly error: AppError | null
  /** Stretches that were no frames, and frames that were neither content nor error; up to the chunk with the error. */
  readonly garbageCount: number
  /** Contents and error frames read. */
  readonly frameCount: number
}

const newline = 0x0a
const closingBrace = 0x7d
// A line without a closing brace waits up to this length for its end: mostly the next chunk brings it.
const heldMaxBytes = 4096
const nothing = new Uint8Array(0)

/**
 * Same frames however the bytes were cut.
 * @param limits.frameMaxBytes the longest frame taken, in bytes of UTF-8 from brace to brace
 */
export function createAnswerDecoder({ frameMaxBytes }: { frameMaxBytes: number }): AnswerDecoder {
  const decoder = createFrameDecoder({ frameMaxBytes })
  /** What `decoder` said last: it is fed seldom, and asking it for each chunk is a tenth of the time without JIT. */
  let isAtRest = true
  /** The beginning of a line. */
  let held: Uint8Array = nothing
  let error: AppError | null = null
  let frameCount = 0
  let unknownFrameCount = 0
  let isEnded = false

  function takeHeld(): Uint8Array {
    const bytes = held
    held = nothing
    return bytes
  }

  function read(values: readonly unknown[]): string {
    isAtRest = decoder.isAtRest
    let contents = ''
    for (const value of values) {
      if (error !== null) return contents
      const frame = parseAnswerFrame(value)
      if (frame === null) {
        unknownFrameCount++
        continue
      }
      frameCount++
      if (frame.kind === 'content') contents += frame.content
      else error = new AppError('service', frame.error)
    }
    error ??= decoder.error
    return contents
  }

  function readLines(lines: Uint8Array): string {
    const bytes = held.length === 0 ? lines : joined(takeHeld(), lines)
    const plain = isAtRest && bytes.length <= frameMaxBytes ? readPlainLines(bytes) : null
    if (plain === null) return read(decoder.feed(bytes))
    // Its first text: a byte order mark that comes later is none.
    if (frameCount === 0) decoder.feed('\n')
    frameCount += plain.frameCount
    return plain.contents
  }

  function hold(tail: Uint8Array): string {
    if (error !== null) return ''
    held = joined(held, tail)
    const isWaiting = held.length < heldMaxBytes && !tail.includes(closingBrace)
    return isWaiting ? '' : read(decoder.feed(takeHeld()))
  }

  return {
    feed(chunk) {
      if (error !== null || isEnded) return ''
      if (typeof chunk === 'string') return read(decoder.feed(takeHeld()).concat(decoder.feed(chunk)))
      const end = chunk.lastIndexOf(newline) + 1
      if (end === 0) return hold(chunk)
      if (end === chunk.length) return readLines(chunk)
      return readLines(chunk.subarray(0, end)) + hold(chunk.subarray(end))
    },
    end() {
      if (isEnded) return { contents: '', insideFrame: false }
      isEnded = true
      const values = decoder.feed(takeHeld())
      const { frames, insideFrame } = decoder.end()
      return { contents: read(values.concat(frames)), insideFrame }
    },
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

/** A copy: a few bytes must not keep a whole chunk in memory. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
