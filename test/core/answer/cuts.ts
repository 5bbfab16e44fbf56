// Ways to cut bytes into chunks.
import { everyNth } from '../every-nth'

export function everyTwoWayCut(bytes: Uint8Array): Uint8Array[][] {
  const count = Math.ceil((bytes.length + 1) / everyNth)
  return Array.from({ length: count }, (_, cut) => [
    bytes.slice(0, cut * everyNth),
    bytes.slice(cut * everyNth),
  ])
}

/** Chunks of `size` bytes, the last one shorter. */
export function cutEvery(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
  return chunks
}

/** Chunks of 0 to `longest` bytes, the same for the same seed. */
export function cutAtRandom(bytes: Uint8Array, longest: number, seed: number): Uint8Array[] {
  const random = mulberry32(seed)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const size = Math.floor(random() * (longest + 1))
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}

/** Bytes cut at the given shares of their length, as fast-check makes them. */
export function cutAtShares(bytes: Uint8Array, shares: readonly number[]): Uint8Array[] {
  const places = shares.map((share) => Math.floor(share * bytes.length)).sort((left, right) => left - right)
  return [0, ...places].map((place, index) => bytes.slice(place, places[index]))
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain): 0 ≤ value < 1. */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
