// JSON text → value, as Go's encoding/json reads it: numbers keep their digits, errors use Go's wording.
// JSON.parse will not do: it rounds a uint64, and the gateway's error bodies quote Go's messages.
import { undecodable } from './refusal'

export type GoJson =
  | { readonly kind: 'null' | 'bool' | 'array' }
  | { readonly kind: 'number'; readonly digits: string }
  /** `text` is unescaped; `raw` is the source between the quotes. */
  | { readonly kind: 'string'; readonly text: string; readonly raw: string }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, GoJson> }

const depthMax = 1000
/** A request has five fields. Without a limit, millions of small ones would take seconds. */
const valuesMax = 10_000

/**
 * Reads the first value of `text`. With `whole` (json.Unmarshal), anything after it is an error; without (json.Decoder, which the
 * gateway uses for bodies), the rest is ignored. Throws a `Refusal` with Go's message.
 */
export function readGoJson(text: string, whole: boolean): GoJson {
  let at = 0
  let values = 0
  const endMessage = whole ? 'unexpected end of JSON input' : 'unexpected EOF'

  const invalid = (context: string): never => {
    const point = text.codePointAt(at)
    if (point === undefined) throw undecodable(endMessage)
    throw undecodable(`invalid character ${quoteByte(point)} ${context}`)
  }
  const skipSpace = () => {
    while (isSpace(text.charCodeAt(at))) at++
  }

  const skipPlain = () => {
    // one native scan for base64, which is slow to begin, so not for what is between many escapes
    for (const soon = at + 64; at < soon; at++) if (!isPlain(text.charCodeAt(at))) return
    const special = /[^ !#-[\]-\uffff]/g
    special.lastIndex = at
    at = special.test(text) ? special.lastIndex - 1 : text.length
  }

  const readString = (): { text: string; raw: string } => {
    const start = ++at
    for (;;) {
      skipPlain()
      const character = text[at]
      if (character === '"') break
      if (character !== '\\') invalid('in string literal')
      at++
      if (text[at] === 'u') {
        for (let digit = 0; digit < 4; digit++) {
          at++
          if (!/[0-9a-fA-F]/.test(text[at] ?? '')) invalid('in \\u hexadecimal character escape')
        }
      } else if (!'"\\/bfnrt'.includes(text[at] ?? 'end')) invalid('in string escape code')
      at++
    }
    const raw = text.slice(start, at++)
    return { text: raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw, raw }
  }

  const readNumber = (): string => {
    const start = at
    const digits = (context: string) => {
      if (!isDigit(text.charCodeAt(at))) invalid(context)
      while (isDigit(text.charCodeAt(at))) at++
    }
    if (text[at] === '-') at++
    if (text[at] === '0') at++
    else digits('in numeric literal')
    if (text[at] === '.') {
      at++
      digits('after decimal point in numeric literal')
    }
    if (/[eE]/.test(text[at] ?? '')) {
      at++
      if (/[+-]/.test(text[at] ?? '')) at++
      digits('in exponent of numeric literal')
    }
    return text.slice(start, at)
  }

  const readWord = (word: string) => {
    for (const letter of word) {
      if (text[at] !== letter) invalid(`in literal ${word} (expecting '${letter}')`)
      at++
    }
  }

  const readValue = (depth: number): GoJson => {
    if (depth > depthMax) throw undecodable('exceeded max depth')
    if (++values > valuesMax) throw undecodable('exceeded max values')
    skipSpace()
    const first = text[at] ?? ''
    if (first === '{') return readObject(depth)
    if (first === '[') return readArray(depth)
    if (first === '"') return { kind: 'string', ...readString() }
    if (first === 'n') {
      readWord('null')
      return { kind: 'null' }
    }
    if (first === 't' || first === 'f') {
      readWord(first === 't' ? 'true' : 'false')
      return { kind: 'bool' }
    }
    if (/[-\d]/.test(first)) return { kind: 'number', digits: readNumber() }
    return invalid('looking for beginning of value')
  }

  const readObject = (depth: number): GoJson => {
    const members = new Map<string, GoJson>()
    at++
    skipSpace()
    if (text[at] === '}') {
      at++
      return { kind: 'object', members }
    }
    for (;;) {
      skipSpace()
      if (text[at] !== '"') invalid('looking for beginning of object key string')
      const key = readString().text
      skipSpace()
      if (text[at] !== ':') invalid('after object key')
      at++
      members.set(key, readValue(depth + 1))
      skipSpace()
      if (text[at] !== ',' && text[at] !== '}') invalid('after object key:value pair')
      if (text[at++] === '}') return { kind: 'object', members }
    }
  }

  const readArray = (depth: number): GoJson => {
    at++
    skipSpace()
    if (text[at] === ']') {
      at++
      return { kind: 'array' }
    }
    for (;;) {
      readValue(depth + 1)
      skipSpace()
      if (text[at] !== ',' && text[at] !== ']') invalid('after array element')
      if (text[at++] === ']') return { kind: 'array' }
    }
  }

  const value = readValue(0)
  if (whole) {
    skipSpace()
    if (at < text.length) invalid('after top-level value')
  }
  return value
}

// codes rather than patterns: a body may be millions of blanks, digits or escapes, and these are read one by one
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
/** Neither a quote, a backslash, a control character nor the end (NaN). */
const isPlain = (code: number) => code >= 0x20 && code !== 0x22 && code !== 0x5c

/** Go reports a single byte, read as Latin-1, with its own quoting. */
function quoteByte(point: number): string {
  if (point === 0x27) return "'\\''"
  if (point === 0x22) return `'"'`
  const byte = Buffer.from(String.fromCodePoint(point))[0] ?? 0
  const short = { 7: 'a', 8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r', 92: '\\' }[byte]
  if (short !== undefined) return `'\\${short}'`
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`
  return `'${String.fromCharCode(byte)}'`
}
