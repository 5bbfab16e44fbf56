// Chunks as received → frames, whatever they look like: on one line, on several, merged, with garbage between them.
import type { AppError } from '../errors'
import { createFrameScanner } from './frame-scanner'
import { createUtf8Decoder } from './utf8'

export interface FrameDecoder {
  /** The frames that this chunk completed, in order: parsed JSON objects. `[]` after `error` and after `end`. */
  feed(chunk: Uint8Array | string): unknown[]
  /** Neither a frame nor a character nor a stretch of garbage is unfinished: the next frames may as well be read elsewhere. */
  readonly isAtRest: boolean
  /** No more chunks. `insideFrame`: the last frame was cut off; `frames` are complete objects found inside it. */
  end(): { frames: unknown[]; insideFrame: boolean }
  /** Stretches between frames that were skipped; white space is none. */
  readonly garbageCount: number
  /** `frame-too-large` once a frame exceeded the limit: what was buffered is released, what follows ignored. */
  readonly error: AppError | null
}

/**
 * Same frames however the bytes were cut, in time linear in their number.
 * @param options.frameMaxBytes the longest frame taken, in bytes of UTF-8 from brace to brace
 */
export function createFrameDecoder(options: { frameMaxBytes: number }): FrameDecoder {
  const utf8 = createUtf8Decoder()
  const scanner = createFrameScanner(options.frameMaxBytes)
  let isEnded = false

  function read(text: string, frames: unknown[]): void {
    const lines = text.split('\n')
    const tail = lines.pop() ?? ''
    for (const line of lines) scanner.scanLine(line, frames)
    scanner.scan(tail, frames)
  }

  return {
    feed(chunk) {
      const frames: unknown[] = []
      if (!isEnded && scanner.error === null) read(utf8.decode(chunk), frames)
      return frames
    },
    get isAtRest() {
      return !isEnded && utf8.isAtRest && scanner.isAtRest
    },
    end() {
      const frames: unknown[] = []
      if (isEnded) return { frames, insideFrame: false }
      isEnded = true
      scanner.scan(utf8.end(), frames)
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
