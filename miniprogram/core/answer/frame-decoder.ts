// Chunks as received → frames: lines are cut natively, and what is no line of one object goes the exact, slower road.
import type { AppError } from '../errors'
import { createFrameScanner } from './frame-scanner'
import { createUtf8Decoder } from './utf8'

export interface FrameDecoder {
  /** The frames that this chunk completed, in order: parsed JSON objects. `[]` after `error` and after `end`. */
  feed(chunk: Uint8Array | string): unknown[]
  /** No more chunks. `insideFrame`: the last frame was cut off; `frames` are complete objects found inside it. */
  end(): { frames: unknown[]; insideFrame: boolean }
  /** Stretches between frames that were skipped; white space is none. */
  readonly garbageCount: number
  /** `frame-too-large` once a frame exceeded the limit: what was buffered is released, what follows ignored. */
  readonly error: AppError | null
}

// An unfinished line without a closing brace waits up to this length: mostly the next chunk completes it.
const heldMaxLength = 4096

/**
 * Same frames however the bytes were cut, in time linear in their number.
 * @param options.frameMaxBytes the longest frame taken, in bytes of UTF-8 from brace to brace
 */
export function createFrameDecoder(options: { frameMaxBytes: number }): FrameDecoder {
  const utf8 = createUtf8Decoder()
  const scanner = createFrameScanner(options.frameMaxBytes)
  let held = ''
  let isEnded = false

  function read(text: string, frames: unknown[]): void {
    const lines = text.split('\n')
    const tail = lines.pop() ?? ''
    for (const line of lines) {
      scanner.scanLine(held + line, frames)
      held = ''
    }
    held += tail
    if (held.length < heldMaxLength && !tail.includes('}')) return
    scanner.scan(held, frames)
    held = ''
  }

  return {
    feed(chunk) {
      const frames: unknown[] = []
      if (!isEnded && scanner.error === null) read(utf8.decode(chunk), frames)
      return frames
    },
    end() {
      const frames: unknown[] = []
      if (isEnded) return { frames, insideFrame: false }
      isEnded = true
      scanner.scan(held + utf8.end(), frames)
      held = ''
      const insideFrame = scanner.isInsideFrame
      scanner.end(frames)
      return { frames, insideFrame }
    },
    get garbageCount() {
      return scanner.garbageCount
    },
    get error() {
      return scanner.error
    },
  }
}
