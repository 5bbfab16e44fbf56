// Text ↔ bytes, in WeChat's file encodings.
import { failure } from './callbacks'

type Codec = { encode(text: string): Uint8Array; decode(bytes: Uint8Array): string }

function fromUnits(units: ArrayLike<number>): string {
  let text = ''
  // in pieces, because the number of arguments is limited
  for (let start = 0; start < units.length; start += 8192) {
    text += String.fromCharCode(...(Array.prototype.slice.call(units, start, start + 8192) as number[]))
  }
  return text
}

const latin1: Codec = {
  encode: (text) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff),
  decode: fromUnits,
}

const base64: Codec = {
  encode(text) {
    try {
      return latin1.encode(atob(text))
    } catch {
      throw failure('base64 encode error', { errno: 1300203, errCode: 1300203 })
    }
  },
  decode: (bytes) => btoa(fromUnits(bytes)),
}

const hex: Codec = {
  encode: (text) => Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16)),
  decode: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
}

const utf8: Codec = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
}

const utf16: Codec = {
  encode(text) {
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let index = 0; index < text.length; index += 1)
      view.setUint16(index * 2, text.charCodeAt(index), true)
    return new Uint8Array(view.buffer)
  },
  decode: (bytes) => new TextDecoder('utf-16le').decode(bytes),
}

const codecs: Readonly<Record<string, Codec>> = {
  ascii: latin1,
  binary: latin1,
  latin1,
  base64,
  hex,
  utf8,
  'utf-8': utf8,
  ucs2: utf16,
  'ucs-2': utf16,
  utf16le: utf16,
  'utf-16le': utf16,
}

function codecOf(encoding: string): Codec {
  const codec = Object.hasOwn(codecs, encoding) ? codecs[encoding] : undefined
  if (codec === undefined) throw failure(`invalid encoding "${encoding}"`)
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
