// Chunks → their bytes in one piece of memory.

export interface ByteCollector {
  readonly sizeBytes: number
  add(part: Buffer): void
  /** Hands over the bytes and keeps none. */
  take(): Buffer
}

const firstCapacityBytes = 16_384

/**
 * Copies: a list of chunks would keep a whole network buffer for each, even if a client sends one byte at a time. The memory grows with
 * what has arrived, whatever length was announced, and at the most to `maxBytes`.
 */
export function createByteCollector(maxBytes: number): ByteCollector {
  let memory = Buffer.alloc(0)
  let sizeBytes = 0

  return {
    get sizeBytes() {
      return sizeBytes
    },
    add(part) {
      const neededBytes = sizeBytes + part.length
      if (neededBytes > memory.length) {
        const roomyBytes = Math.min(Math.max(firstCapacityBytes, 2 * memory.length), maxBytes)
        const grown = Buffer.allocUnsafeSlow(Math.max(neededBytes, roomyBytes))
        memory.copy(grown, 0, 0, sizeBytes)
        memory = grown
      }
      part.copy(memory, sizeBytes)
      sizeBytes = neededBytes
    },
    take() {
      const bytes = memory.subarray(0, sizeBytes)
      memory = Buffer.alloc(0)
      sizeBytes = 0
      return bytes
    },
  }
}
