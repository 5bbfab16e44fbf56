import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { readGoJson } from '../../../tools/service/go-json'
import { base64FaultAt, readBytes, readUint64 } from '../../../tools/service/proto-fields'

const uint64Of = (json: string) => readUint64(readGoJson(json, true))
const uint64Max = 2n ** 64n - 1n

describe('uint64', () => {
  test('keeps every digit of every value in range, as a string or a number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: uint64Max }), (value) => {
        expect(uint64Of(`"${value}"`)).toBe(String(value))
        expect(uint64Of(String(value))).toBe(String(value))
      }),
    )
  })

  test('refuses every integer out of range', () => {
    const outside = fc.oneof(fc.bigInt({ min: uint64Max + 1n }), fc.bigInt({ max: -1n }))
    fc.assert(
      fc.property(outside, (value) => {
        const message = `json: cannot unmarshal number ${value} into Go value of type uint64`
        expect(() => uint64Of(`"${value}"`)).toThrow(message)
        expect(() => uint64Of(String(value))).toThrow(message)
      }),
    )
  })

  test.each(['-', '', '1.'])('a message quotes no more than a hundred characters of %s999…', (start) => {
    const digits = `${start}${'9'.repeat(1_000_000)}`
    const message = `json: cannot unmarshal number ${digits.slice(0, 100)} into Go value of type uint64`
    for (const json of [digits, `"${digits}"`]) {
      expect(() => uint64Of(json)).toThrow(new Error(message))
    }
  })

  test('only accepts strings of plain digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        fc.pre(!/^(0|[1-9]\d*)$/.test(text))
        expect(() => uint64Of(JSON.stringify(text))).toThrow()
      }),
    )
  })

  test.each(['""', '" 1"', '"1 "', '"007"', '"1.0"', '1.0', '1e3', '-0', 'true', '[]', '{}', '"null"'])(
    '%s is refused',
    (json) => {
      expect(() => uint64Of(json)).toThrow()
    },
  )

  test('absent and null are zero', () => {
    expect(readUint64(undefined)).toBe('0')
    expect(uint64Of('null')).toBe('0')
  })
})

describe('bytes', () => {
  const bytesOf = (text: string) => readBytes({ kind: 'string', text, raw: text })
  const anyBytes = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes))

  test('decodes standard and URL-safe, padded or not', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const standard = bytes.toString('base64')
        const urlSafe = standard.replaceAll('+', '-').replaceAll('/', '_')
        for (const text of [standard, urlSafe]) {
          expect(bytesOf(text)).toEqual(bytes)
          expect(bytesOf(text.replaceAll('=', ''))).toEqual(bytes)
        }
      }),
    )
  })

  test('reports the position of an invalid character', () => {
    fc.assert(
      fc.property(
        anyBytes,
        fc.nat(),
        fc.constantFrom(':', ' ', '%', ',', '\u00e9', '\0'),
        (bytes, seed, foreign) => {
          const digits = bytes.toString('base64').replaceAll('=', '')
          const at = seed % (digits.length + 1)
          expect(base64FaultAt(digits.slice(0, at) + foreign + digits.slice(at))).toBe(at)
        },
      ),
    )
  })

  test('agrees with a literal port of Go’s decoder', () => {
    const unit = fc.constantFrom('A', 'b', '9', '+', '/', '-', '_', '=', '\n', '\r', ':')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
        expect(base64FaultAt(text)).toBe(goFaultAt(text))
      }),
      { numRuns: 5_000 },
    )
  })

  test('millions of line breaks cost no more than digits', () => {
    const text = 'AA\r\nAA\n\n'.repeat(400_000)
    expect(bytesOf(text).length).toBe(1_200_000)
    expect(base64FaultAt(`${text}${'\n'.repeat(1_000_000)}:`)).toBe(text.length + 1_000_000)
  })

  test.each([
    ['https://example.com/a.mp3', 5],
    ['data:audio/mpeg;base64,AAAA', 4],
    ['AAAAA', 4],
    ['AA=', 2],
    ['AAAA====', 4],
    ['AA==AA==', 4],
    ['AA=A', 2],
  ])('%s stops at %d', (text, at) => {
    expect(() => bytesOf(text)).toThrow(`illegal base64 data at input byte ${at}`)
  })
})

/** The reference: encoding/base64's DecodeString, quantum by quantum. */
function goFaultAt(text: string): number | undefined {
  const padded = text.length % 4 === 0
  const alphabet = /[-_]/.test(text) ? /[A-Za-z0-9_-]/ : /[A-Za-z0-9+/]/
  const isBreak = (at: number) => text[at] === '\n' || text[at] === '\r'
  let at = 0
  while (at < text.length) {
    for (let digit = 0; digit < 4; digit++) {
      if (at === text.length) {
        if (digit === 0) return undefined
        if (digit === 1 || padded) return at - digit
        return undefined
      }
      const character = text[at++] ?? ''
      if (alphabet.test(character)) continue
      if (isBreak(at - 1)) {
        digit--
        continue
      }
      if (character !== '=' || !padded || digit < 2) return at - 1
      if (digit === 2) {
        while (isBreak(at)) at++
        if (at === text.length) return at
        if (text[at] !== '=') return at - 1
        at++
      }
      while (isBreak(at)) at++
      return at < text.length ? at : undefined
    }
  }
  return undefined
}
