// Encoded bytes as they are produced → frames of the requested size, one behind, so that the last one can be marked.
import { joined } from './encodings'

export interface RecordedFrame {
  frameBuffer: ArrayBuffer
  isLastFrame: boolean
}

/** Every frame but the last has exactly `frameSizeBytes`; joined they equal the pushed bytes. 0: no frames. */
export function createFrameCutter(frameSizeBytes: number, onFrame: (frame: RecordedFrame) => void) {
  let pending = new Uint8Array()
  const cut = (length: number, isLastFrame: boolean): void => {
    onFrame({ frameBuffer: pending.slice(0, length).buffer, isLastFrame })
    pending = pending.slice(length)
  }
  return {
    push(bytes: Uint8Array): void {
      if (frameSizeBytes === 0) return
      pending = joined(pending, bytes)
      // strictly more than a frame: some bytes must remain for the last one
      while (pending.byteLength > frameSizeBytes) cut(frameSizeBytes, false)
    },
    /** Emits the remaining bytes as the last frame; nothing if nothing was pushed. */
    finish(): void {
      if (pending.byteLength > 0) cut(pending.byteLength, true)
    },
  }
}
