// A JSON value → a proto3 field (uint64, bytes), or a refusal in the gateway's words.
import { readGoJson, type GoJson } from './go-json'
import { undecodable } from './refusal'

const uint64Max = 18446744073709551615n

/**
 * A uint64 as a decimal string without leading zeros, from a string or a number of plain digits. Absent and null are `'0'`.
 * `1.0` and `1e3` are refused as the gateway's encoding/json does, though later protobuf libraries take them.
 */
export function readUint64(value: GoJson | undefined): string {
  if (value === undefined || value.kind === 'null') return '0'
  if (value.kind === 'string') {
    // jsonpb drops the quotes and reads what is left as JSON
    const inner = readGoJson(value.raw, true)
    if (inner.kind !== 'number' || inner.digits !== value.raw) throw wrongType(inner, 'uint64')
    return readUint64(inner)
  }
  if (value.kind !== 'number' || !/^\d+$/.test(value.digits) || BigInt(value.digits) > uint64Max) {
    throw wrongType(value, 'uint64')
  }
  // the digits are a slice of the whole body's text, which would live as long as they do
  return BigInt(value.digits).toString()
}

/** Base64 to bytes: standard or URL-safe, padded or not, as protojson takes it. Absent and null are empty. */
export function readBytes(value: GoJson | undefined): Buffer {
  const text = readString(value, '[]uint8')
  const fault = base64FaultAt(text)
  if (fault !== undefined) throw undecodable(`illegal base64 data at input byte ${fault}`)
  return Buffer.from(text, 'base64')
}

/** Absent and null are empty. */
export function readString(value: GoJson | undefined, goType = 'string'): string {
  if (value === undefined || value.kind === 'null') return ''
  if (value.kind !== 'string') throw wrongType(value, goType)
  return value.text
}

/**
 * Where Go's base64 decoder would stop, in bytes, or undefined when it takes all of `text`. The alphabet and the padding are
 * chosen as protojson does. Source: encoding/base64, `decodeQuantum`.
 */
export function base64FaultAt(text: string): number | undefined {
  const lengthBytes = Buffer.byteLength(text)
  const padded = lengthBytes % 4 === 0
  const foreign = /[-_]/.test(text) ? /[^A-Za-z0-9_-]/g : /[^A-Za-z0-9+/]/g

  let lineBreaks = 0
  let at = text.length
  for (let match = foreign.exec(text); match !== null; match = foreign.exec(text)) {
    at = match.index
    if (!isLineBreak(text[at])) break
    lineBreaks++
    at = text.length
  }
  // everything before `at` is ASCII, so characters are bytes
  const digitsOver = (at - lineBreaks) % 4

  if (at === text.length) {
    const complete = digitsOver === 0 || (digitsOver > 1 && !padded)
    return complete ? undefined : at - digitsOver
  }
  if (text[at] !== '=' || !padded || digitsOver < 2) return at
  at++
  const skipLineBreaks = () => {
    while (isLineBreak(text[at])) at++
  }
  if (digitsOver === 2) {
    skipLineBreaks()
    if (at === text.length) return at
    if (text[at] !== '=') return at - 1
    at++
  }
  skipLineBreaks()
  return at === text.length ? undefined : at
}

const isLineBreak = (character: string | undefined) => character === '\n' || character === '\r'

function wrongType(value: GoJson, goType: string) {
  const what = value.kind === 'number' ? `number ${value.digits}` : value.kind
  return undecodable(`json: cannot unmarshal ${what} into Go value of type ${goType}`)
}
