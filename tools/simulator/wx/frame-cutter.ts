// Encoded bytes as they are made → frames of the size that was asked for, one behind so that the last can say so.
import { copyBuffer } from './encodings'

export interface RecordedFrame {
  frameBuffer: ArrayBuffer
  isLastFrame: boolean
}

export interface FrameCutter {
  push(bytes: Uint8Array): void
  /** Hands over what is left, marked as the last; nothing when nothing was pushed. */
  finish(): void
}

/** Every frame but the last is exactly `frameSizeBytes` long; joined they are the pushed bytes. 0: no frames. */
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
      // more than a frame, not a whole one: something must be left for the last
      while (pending.byteLength > frameSizeBytes) cut(frameSizeBytes, false)
    },
    finish() {
      if (pending.byteLength > 0) cut(pending.byteLength, true)
    },
  }
}
