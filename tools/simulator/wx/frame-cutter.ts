// Encoded bytes as they are produced → frames of the requested size, one behind, so that the last one can be marked.
import { copyBuffer } from './encodings'

export interface RecordedFrame {
  frameBuffer: ArrayBuffer
  isLastFrame: boolean
}

export interface FrameCutter {
  push(bytes: Uint8Array): void
  /** Emits the remaining bytes as the last frame; nothing if nothing was pushed. */
  finish(): void
}

/** Every frame but the last has exactly `frameSizeBytes`; joined they equal the pushed bytes. 0: no frames. */
export function createFrameCutter(
  frameSizeBytes: number,
  onFrame: (frame: RecordedFrame) => void,
): FrameCutter {
  let pending = new Uint8Array(0)
  const cut = (length: number, isLastFrame: boolean): void => {
    onFrame({ frameBuffer: copyBuffer(pending.subarray(0, length)), isLastFrame })
    pending = pending.slice(length)
  }
  return {
    push(bytes) {
      if (frameSizeBytes === 0) return
      const joined = new Uint8Array(pending.byteLength + bytes.byteLength)
      joined.set(pending)
      joined.set(bytes, pending.byteLength)
      pending = joined
      // strictly more than a frame: some bytes must remain for the last one
      while (pending.byteLength > frameSizeBytes) cut(frameSizeBytes, false)
    },
    finish() {
      if (pending.byteLength > 0) cut(pending.byteLength, true)
    },
  }
}
