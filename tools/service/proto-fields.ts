// A JSON value → a proto3 field (uint64, bytes, string), or a refusal with the gateway's message.
import { readGoJson, type GoJson } from './go-json'
import { undecodable } from './refusal'

const uint64Max = 18446744073709551615n

/**
 * A uint64 as a decimal string without leading zeros, from a string or number of plain digits. Absent and null are `'0'`.
 * `1.0` and `1e3` are refused, as the gateway's encoding/json does, although newer protobuf libraries accept them.
 */
export function readUint64(value: GoJson | undefined): string {
  if (value === undefined || value.kind === 'null') return '0'
  if (value.kind === 'string') {
    // jsonpb strips the quotes and parses the rest as JSON
    const inner = readGoJson(value.raw, true)
    if (inner.kind !== 'number' || inner.digits !== value.raw) throw wrongType(inner, 'uint64')
    return readUint64(inner)
  }
  if (value.kind !== 'number' || !/^\d{1,20}$/.test(value.digits) || BigInt(value.digits) > uint64Max) {
    throw wrongType(value, 'uint64')
  }
  // a slice would keep the whole body's text in memory; a new string does not
  return BigInt(value.digits).toString()
}

/** Base64 → bytes: standard or URL-safe, padded or not, as protojson accepts it. Absent and null are empty. */
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
 * The byte offset at which Go's base64 decoder would stop, or undefined when it accepts all of `text`. Alphabet and padding are
 * detected as protojson does. Source: encoding/base64, `decodeQuantum`.
 */
export function base64FaultAt(text: string): number | undefined {
  const lengthBytes = Buffer.byteLength(text)
  const padded = lengthBytes % 4 === 0
  const invalidCharacter =
    text.includes('-') || text.includes('_') ? /[^A-Za-z0-9_\r\n-]/ : /[^A-Za-z0-9+/\r\n]/
  const found = text.search(invalidCharacter)
  let at = found < 0 ? text.length : found
  // everything before `at` is ASCII, so character offsets are byte offsets
  const partialDigits = (at - lineBreaksIn(text, at)) % 4

  if (at === text.length) {
    const complete = partialDigits === 0 || (partialDigits > 1 && !padded)
    return complete ? undefined : at - partialDigits
  }
  if (text[at] !== '=' || !padded || partialDigits < 2) return at
  at++
  const skipLineBreaks = () => {
    while (isLineBreak(text[at])) at++
  }
  if (partialDigits === 2) {
    skipLineBreaks()
    if (at === text.length) return at
    if (text[at] !== '=') return at - 1
    at++
  }
  skipLineBreaks()
  return at === text.length ? undefined : at
}

const isLineBreak = (character: string | undefined) => character === '\n' || character === '\r'

function lineBreaksIn(text: string, end: number): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0
  let count = 0
  for (let at = 0; at < end; at++) if (isLineBreak(text[at])) count++
  return count
}

/** A message quotes no more of a number. */
const quotedMax = 100

function wrongType(value: GoJson, goType: string) {
  const what = value.kind === 'number' ? `number ${value.digits.slice(0, quotedMax)}` : value.kind
  return undecodable(`json: cannot unmarshal ${what} into Go value of type ${goType}`)
}
