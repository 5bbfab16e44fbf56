// Text ↔ bytes, in those of WeChat's file encodings that are used.
import { failure } from './callbacks'

const isUtf8 = (encoding: unknown): boolean => encoding === 'utf8' || encoding === 'utf-8'
const unknownEncoding = (encoding: unknown) => failure(`not in the simulator: encoding "${String(encoding)}"`)

/** Checks the tag instead of `instanceof`: the mini program may run in another realm. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

/** Copies the data passed to a wx API. Text is UTF-8 by default. */
export function toBytes(data: unknown, encoding?: unknown): Uint8Array<ArrayBuffer> {
  if (isArrayBuffer(data)) return new Uint8Array(data.slice(0))
  if (typeof data !== 'string')
    throw failure('parameter error: parameter.data should be String or ArrayBuffer')
  if (isUtf8(encoding ?? 'utf8')) return new TextEncoder().encode(data)
  if (encoding !== 'base64') throw unknownEncoding(encoding)
  return Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
}

/** Decoded text, or a new ArrayBuffer of exactly the bytes' size if there is no `encoding`. */
export function fromBytes(bytes: Uint8Array, encoding?: unknown): string | ArrayBuffer {
  if (encoding === undefined) return joined(bytes).buffer
  if (isUtf8(encoding)) return new TextDecoder().decode(bytes)
  if (encoding !== 'base64') throw unknownEncoding(encoding)
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** A copy of the pieces, one after another, in an ArrayBuffer of exactly their size. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.byteLength
  }
  return whole
}
