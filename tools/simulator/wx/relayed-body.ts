// The chunks of a body that came through the relay → those of the other origin, and whether its connection broke.
import { joined } from './encodings'

/** `mark` is what relay.ts writes after the last byte if the connection broke; a body without one never breaks. */
export function createRelayedBody(mark: Uint8Array | undefined) {
  let held = new Uint8Array()
  return {
    /** What of the chunk is certainly the body's own. The rest, which may be the beginning of the mark, comes with the next chunk. */
    take(chunk: Uint8Array): Uint8Array {
      if (mark === undefined) return chunk
      const bytes = joined(held, chunk)
      let end = Math.max(0, bytes.length - mark.length)
      while (!bytes.subarray(end).every((byte, index) => byte === mark[index])) end += 1
      held = bytes.subarray(end)
      return bytes.subarray(0, end)
    },
    /** After the last chunk: what was held back, or undefined if it is the mark. */
    end: (): Uint8Array | undefined => (held.length === mark?.length ? undefined : held),
  }
}
