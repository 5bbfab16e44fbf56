// Text ↔ bytes, in those of WeChat's file encodings that are used.
import { failure } from './callbacks'

type Codec = { encode(text: string): Uint8Array; decode(bytes: Uint8Array): string }

const base64: Codec = {
  encode(text) {
    try {
      return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    } catch {
      throw failure('base64 encode error', { errno: 1300203, errCode: 1300203 })
    }
  },
  decode(bytes) {
    let text = ''
    // in pieces, because the number of arguments is limited
    for (let start = 0; start < bytes.length; start += 8192)
      text += String.fromCharCode(...bytes.subarray(start, start + 8192))
    return btoa(text)
  },
}

const utf8: Codec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
}

const codecs: Readonly<Record<string, Codec>> = { utf8, 'utf-8': utf8, base64 }

function codecOf(encoding: string): Codec {
  const codec = Object.hasOwn(codecs, encoding) ? codecs[encoding] : undefined
  if (codec === undefined) throw failure(`not in the simulator: encoding "${encoding}"`)
  return codec
}

/** Checks the tag instead of `instanceof`: the mini program may run in another realm. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

/** Copies the data passed to a wx API. Text is UTF-8 by default. */
export function toBytes(data: unknown, encoding = 'utf8'): Uint8Array {
  if (typeof data === 'string') return codecOf(encoding).encode(data)
  if (isArrayBuffer(data)) return new Uint8Array(data.slice(0))
  throw failure('parameter error: parameter.data should be String or ArrayBuffer')
}

/** Decoded text, or a new ArrayBuffer if there is no `encoding`. */
export function fromBytes(bytes: Uint8Array, encoding?: string): string | ArrayBuffer {
  return encoding === undefined ? copyBuffer(bytes) : codecOf(encoding).decode(bytes)
}

/** Copies the bytes into an ArrayBuffer of exactly their size. */
export function copyBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.byteLength)
  copy.set(bytes)
  return copy.buffer
}
