import * as fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { createFrameScanner } from '../../../miniprogram/core/answer/frame-scanner'
import { decodeUtf8 } from '../../../miniprogram/core/answer/utf8'
import { everyNth } from '../every-nth'
import { cutAtShares, cutEvery } from './cuts'

const megabyte = 1_000_000

/** Collects every frame as text, and whether part of one was skipped. */
function createReader(frameMaxBytes = megabyte) {
  const frames: unknown[] = []
  const reader = { frames, hasGap: false }
  const scanner = createFrameScanner(frameMaxBytes, {
    onFrame: (value, isText) =>
      frames.push(isText ? value : (JSON.parse(decodeUtf8(JSON.stringify(value))) as unknown)),
    onGap: () => (reader.hasGap = true),
  })
  return { reader, scanner }
}

const encode = (text: string) => new TextEncoder().encode(text)

function scan(chunks: Iterable<Uint8Array>, frameMaxBytes = megabyte) {
  const { reader, scanner } = createReader(frameMaxBytes)
  for (const chunk of chunks) scanner.scan(chunk)
  const isCutOff = scanner.end()
  return { ...reader, isCutOff, error: scanner.error?.code ?? null }
}

const clean = { isCutOff: false, hasGap: false, error: null }
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })

// No lone surrogates: bytes cannot carry them, and JSON.stringify escapes them anyway.
const jsonObject = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4, stringUnit: anyCharacter })).map(
  // -0 is written as 0; __proto__ is an ordinary key to JSON.parse.
  (value) => JSON.parse(JSON.stringify(value)) as unknown,
)
const spelling = fc.constantFrom(undefined, 0, 1, 2, '\t')
const separator = fc.constantFrom('', '\n', '\r\n', ' ', '\n\n', ' \t\r\n ')

test('equals JSON.parse of every object, however written, joined and cut', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(jsonObject, spelling, separator)), shares, (written, places) => {
      const text = written
        .map(([value, indent, after]) => JSON.stringify(value, null, indent) + after)
        .join('')
      const expected = { ...clean, frames: written.map(([value]) => value) }
      expect(scan([encode(text)])).toEqual(expected)
      expect(scan(cutAtShares(encode(text), places))).toEqual(expected)
    }),
    { numRuns: 300 },
  )
})

// Short sequences of JSON tokens: almost valid, rarely valid.
const jsonish = fc.string({
  unit: fc.constantFrom(
    ...'{}[]",:\\u0 1-.eE\n\t',
    '{"a":',
    '"a"',
    'true',
    'null',
    '{}',
    '{"result":{"content":"x"}}',
    '\ud83c\udf93',
  ),
  maxLength: 40,
})

test('reads every object that JSON.parse reads', () => {
  fc.assert(
    fc.property(jsonish, (text) => {
      const body = `{${text}}`
      let expected: unknown
      try {
        expected = JSON.parse(body)
      } catch {
        return
      }
      // A leading space prevents native parsing.
      expect(scan([encode(` ${body}`)])).toEqual({ ...clean, frames: [expected] })
    }),
    { numRuns: 5000 },
  )
})

test('any text gives the same frames, gap and end however it is cut', () => {
  fc.assert(
    fc.property(jsonish, shares, (text, places) => {
      const whole = scan([encode(text)])
      const bytes = encode(text)
      expect(scan(cutAtShares(bytes, places))).toEqual(whole)
      expect(scan(cutEvery(bytes, 1))).toEqual(whole)
    }),
    { numRuns: 2000 },
  )
})

test('good lines survive any garbage line before them', () => {
  const garbage = jsonish.filter((text) => !text.includes('\n') && !text.includes('result'))
  const good = [{ result: { content: 'a' } }, { result: {} }]
  fc.assert(
    fc.property(garbage, (line) => {
      const text = [line, ...good.map((each) => JSON.stringify(each)), ''].join('\n')
      const found = scan([encode(text)]).frames.filter((each) => 'result' in (each as object))
      expect(found).toEqual(good)
    }),
    { numRuns: 5000 },
  )
})

test('a frame without a newline is reported as soon as its last brace arrives', () => {
  const { reader, scanner } = createReader()
  const feed = (text: string) => {
    scanner.scan(encode(text))
    return reader.frames.splice(0)
  }
  expect(feed('{"a":{"b":"}"}')).toEqual([])
  expect(feed('}')).toEqual([{ a: { b: '}' } }])
  expect(feed('{"a":1}{"a":')).toEqual([{ a: 1 }])
  expect(feed('2}')).toEqual([{ a: 2 }])
  expect(feed('\n{"a":3}\n{"a"')).toEqual([{ a: 3 }])
  expect(feed(':4}')).toEqual([{ a: 4 }])
  expect(scanner.end()).toBe(false)
  expect(reader.frames).toEqual([])
})

describe('the limit', () => {
  const sized = (sizeBytes: number) => `{"a":"${'x'.repeat(sizeBytes - 8)}"}`

  test.each([1, 7, 1000, 5000, megabyte])('is exact to the byte, in chunks of %i', (size) => {
    const read = (text: string) => scan(cutEvery(encode(text), size), 10_000)
    expect(read(`${sized(100)}\n${sized(10_000)}\n${sized(10_000)}${sized(10_000)}`)).toMatchObject({
      ...clean,
    })
    expect(read(`${sized(10_000)}\n${sized(10_000)}`).frames).toHaveLength(2)
    expect(read(`${sized(100)}\n${sized(10_001)}\n${sized(100)}`)).toMatchObject({ error: 'frame-too-large' })
    expect(read(`${sized(100)}\n${sized(10_001)}\n${sized(100)}`).frames).toHaveLength(1)
  })

  test('applies before the frame ends', () => {
    const { reader, scanner } = createReader(10_000)
    scanner.scan(encode(sized(20_000).slice(0, 15_000)))
    expect(scanner.error?.code).toBe('frame-too-large')
    scanner.scan(encode('"}{"a":1}'))
    expect(scanner.end()).toBe(false)
    expect(reader.frames).toEqual([])
  })

  test('does not count garbage', () => {
    expect(scan([encode(`${'x'.repeat(30_000)}\n{"a":1}`)], 10_000)).toEqual({
      frames: [{ a: 1 }],
      ...clean,
    })
  })
})

// Each takes a fraction of a second; in quadratic time it would take minutes.
describe('linear time', () => {
  const size = Math.ceil(100_000 / everyNth)
  test.each<[string, string, number]>([
    ['one frame in single bytes', `{"a":"${'}'.repeat(size)}"}`, 1],
    ['open braces in single bytes', '{'.repeat(size), 0],
    ['nested objects that break at the end', `${'{"a":'.repeat(size / 5)}!${'}'.repeat(size / 5)}`, 0],
    ['nested arrays that never end', `{"a":${'['.repeat(size)}`, 0],
    ['strings that open braces', '{"'.repeat(size / 2), 0],
    ['frames cut inside a string', '{"a":"{'.repeat(size / 7), 0],
    ['frames cut after a string', '{"a":"b" '.repeat(size / 9), 0],
    ['one open frame after complete ones', `{"a":[${'{},'.repeat(size / 3)}`, 0],
    ['newlines', '\n'.repeat(size), 0],
  ])(
    '%s',
    (_, text, count) => {
      const whole = scan([encode(text)])
      expect(whole.error).toBeNull()
      if (count > 0) expect(whole.frames).toHaveLength(count)
      expect(scan(cutEvery(encode(text), 1))).toEqual(whole)
    },
    20_000,
  )
})
