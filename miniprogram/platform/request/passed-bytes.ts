// Responses that each bring the same answer from its start → every byte of it once.

interface PassedBytes {
  readonly count: number
  /** For one response. */
  reader(): {
    /** What is new in the next chunk; null if the response brings another answer than those before it. */
    take(chunk: Uint8Array): Uint8Array | null
    /** Nothing of what it brings is known any more. */
    readonly isAhead: boolean
  }
}

export function createPassedBytes(): PassedBytes {
  let count = 0
  let sum = seed
  return {
    get count() {
      return count
    },
    reader() {
      let read = 0
      let readSum = seed
      return {
        take(chunk) {
          const known = chunk.subarray(0, count - read)
          read += known.length
          readSum = sumOf(known, readSum)
          if (read === count && readSum !== sum) return null
          const added = chunk.subarray(known.length)
          read += added.length
          readSum = sumOf(added, readSum)
          if (added.length > 0) [count, sum] = [read, readSum]
          return added
        },
        get isAhead() {
          return read === count
        },
      }
    },
  }
}

/** FNV-1a, which tells answers apart but is no protection against forgery. */
function sumOf(bytes: Uint8Array, before: number): number {
  let sum = before
  bytes.forEach((byte) => (sum = Math.imul(sum ^ byte, 0x01000193)))
  return sum
}

const seed = 0x811c9dc5
