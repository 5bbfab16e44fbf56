// The chunks of a body that came through the relay → those of the other origin, and whether its connection broke.

export interface RelayedBody {
  /** What of the chunk is certainly the body's own. The rest, which may be the beginning of the mark, comes with the next chunk. */
  take(chunk: Uint8Array): Uint8Array
  /** After the last chunk: what was held back, or undefined if it is the mark. */
  end(): Uint8Array | undefined
}

/** `mark` is what relay.ts writes after the last byte if the connection broke; a body without one never breaks. */
export function createRelayedBody(mark: Uint8Array | undefined): RelayedBody {
  let held: Uint8Array = new Uint8Array()
  return {
    take(chunk) {
      if (mark === undefined) return chunk
      const bytes = new Uint8Array(held.length + chunk.length)
      bytes.set(held)
      bytes.set(chunk, held.length)
      let end = Math.max(0, bytes.length - mark.length)
      while (!bytes.subarray(end).every((byte, index) => byte === mark[index])) end += 1
      held = bytes.subarray(end)
      return bytes.subarray(0, end)
    },
    end: () => (held.length === mark?.length ? undefined : held),
  }
}
