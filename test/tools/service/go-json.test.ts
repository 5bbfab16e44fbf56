import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { readGoJson, type GoJson } from '../../../tools/service/go-json'

test('accepts exactly what JSON.parse accepts', () => {
  const unit = fc.constantFrom(...'{}[]",:\\u0019-+.eE truefalsn\n\u0001é'.split(''))
  const nearJson = fc.oneof(fc.json(), fc.string({ unit, maxLength: 12 }))
  fc.assert(
    fc.property(nearJson, (text) => {
      const taken = (read: () => unknown) => {
        try {
          read()
          return true
        } catch {
          return false
        }
      }
      expect(taken(() => readGoJson(text, true))).toBe(taken(() => JSON.parse(text)))
    }),
    { numRuns: 3_000 },
  )
})

test('reads strings and members like JSON.parse', () => {
  const strings = fc.dictionary(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }))
  fc.assert(
    fc.property(strings, (object) => {
      const read = readGoJson(JSON.stringify(object), true)
      const members = read.kind === 'object' ? [...read.members] : []
      const texts = members.map(([key, value]: [string, GoJson]) => [
        key,
        value.kind === 'string' && value.text,
      ])
      expect(texts).toEqual(Object.entries(object))
    }),
  )
})

// Go's messages for the same inputs (encoding/json, scanner.go)
test.each([
  ['oABC', false, "invalid character 'o' looking for beginning of value"],
  ['{"a"', false, 'unexpected EOF'],
  ['{"a"', true, 'unexpected end of JSON input'],
  ['{a', false, "invalid character 'a' looking for beginning of object key string"],
  ['{"a" 1', false, "invalid character '1' after object key"],
  ['{"a":1 "b"', false, `invalid character '"' after object key:value pair`],
  ['{"a":1,}', false, "invalid character '}' looking for beginning of object key string"],
  ['[1 2]', false, "invalid character '2' after array element"],
  ['tru!', false, "invalid character '!' in literal true (expecting 'e')"],
  ['-a', false, "invalid character 'a' in numeric literal"],
  ['1.x', false, "invalid character 'x' after decimal point in numeric literal"],
  ['1ex', false, "invalid character 'x' in exponent of numeric literal"],
  ['"\n"', false, "invalid character '\\n' in string literal"],
  ['"\u0001"', false, "invalid character '\\x01' in string literal"],
  ['"\\q"', false, "invalid character 'q' in string escape code"],
  ['"\\u00g0"', false, "invalid character 'g' in \\u hexadecimal character escape"],
  ["'a'", false, "invalid character '\\'' looking for beginning of value"],
  ['\ufeff{}', false, "invalid character 'ï' looking for beginning of value"],
  ['1 2', true, "invalid character '2' after top-level value"],
])('%j (whole: %p): %s', (text, whole, message) => {
  expect(() => readGoJson(text, whole)).toThrow(message)
})

test('ignores anything after the first value of a body', () => {
  expect(readGoJson('{} trailing', false).kind).toBe('object')
})

describe('millions of', () => {
  const length = 3_000_000
  // a step that takes the square of the length would not end
  test.each([
    ['blanks', `${' \n'.repeat(length / 2)}1`, 'number'],
    ['digits', '9'.repeat(length), 'number'],
    ['digits behind a point', `1.${'9'.repeat(length)}`, 'number'],
    ['letters', `"${'a'.repeat(length)}"`, 'string'],
    ['characters beyond Latin-1', `"${'好'.repeat(length)}"`, 'string'],
    ['escapes', `"${'\\n'.repeat(length / 2)}"`, 'string'],
    ['escaped surrogates', `"${'\\ud800'.repeat(length / 6)}"`, 'string'],
    ['letters and escapes', `"${'a\\"'.repeat(length / 3)}"`, 'string'],
  ])('%s are read', (_, text, kind) => {
    expect(readGoJson(text, true).kind).toBe(kind)
  })

  test.each([
    ['arrays in arrays', '['.repeat(length), 'exceeded max depth'],
    ['objects in objects', '{"a":'.repeat(length / 5), 'exceeded max depth'],
    ['members', `{${'"a":1,'.repeat(length / 6)}"b":1}`, 'exceeded max values'],
    ['elements', `[${'1,'.repeat(length / 2)}1]`, 'exceeded max values'],
    ['empty objects', `[${'{},'.repeat(length / 3)}1]`, 'exceeded max values'],
    ['letters without an end', `"${'a'.repeat(length)}`, 'unexpected end of JSON input'],
    ['escapes without an end', `"${'\\'.repeat(length)}`, 'unexpected end of JSON input'],
  ])('%s are refused', (_, text, message) => {
    expect(() => readGoJson(text, true)).toThrow(message)
  })
})

test('of members with one name the last counts', () => {
  expect(readGoJson('{"a":1,"a":"2"}', true)).toEqual({
    kind: 'object',
    members: new Map([['a', { kind: 'string', text: '2', raw: '2' }]]),
  })
})
