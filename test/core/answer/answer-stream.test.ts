import * as fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerStream } from '../../../miniprogram/core/answer/answer-stream'
import { createParagraphs } from '../../../miniprogram/core/answer/paragraphs'
import { cutAtRandom, cutAtShares, cutEvery, everyTwoWayCut } from './cuts'
import { frame, hostileFrameMaxBytes, hostileStreams } from './hostile-streams'

function read(chunks: readonly Uint8Array[], frameMaxBytes = hostileFrameMaxBytes) {
  const stream = createAnswerStream({ frameMaxBytes })
  for (const chunk of chunks) stream.feed(chunk)
  const end = stream.end()
  const { finished, growing } = stream.text
  const { error, hasGap } = stream
  return {
    paragraphs: [...finished],
    growing,
    end,
    error: error && { code: error.code, ...error.detail },
    hasGap,
  }
}

/** Compares as text first: calling `expect` for thousands of cuts would take most of the time. */
function expectSame(cuts: readonly Uint8Array[][], expected: ReturnType<typeof read>): void {
  const wanted = JSON.stringify(expected)
  for (const chunks of cuts) {
    const seen = read(chunks)
    if (JSON.stringify(seen) !== wanted)
      expect({ cut: chunks.map((chunk) => chunk.length), ...seen }).toEqual(expected)
  }
}

const encode = (text: string) => new TextEncoder().encode(text)
const seeds = Array.from({ length: 40 }, (_, seed) => seed)
const trace = (name: string) => new Uint8Array(readFileSync(join(__dirname, '../../fixtures/traces', name)))

describe.each(hostileStreams)('$name', ({ bytes, paragraphs, end, hasGap, error }) => {
  const whole = read([bytes])

  test('in one chunk', () => {
    const tooLarge =
      error?.code === 'frame-too-large' ? { message: `more than ${hostileFrameMaxBytes} bytes` } : {}
    expect(whole).toEqual({
      paragraphs,
      growing: '',
      end,
      hasGap,
      error: error ? { ...error, ...tooLarge } : null,
    })
  })

  test('byte by byte and in small chunks', () => {
    expectSame(
      [1, 2, 3, 5, 7, 16, 64].map((size) => cutEvery(bytes, size)),
      whole,
    )
  })

  test('at every two-way cut', () => {
    expectSame(everyTwoWayCut(bytes), whole)
  })

  test('at seeded random cuts', () => {
    expectSame(
      seeds.map((seed) => cutAtRandom(bytes, 1 + 3 * seed, seed)),
      whole,
    )
  })
})

describe('traces of the real gateway', () => {
  const paragraphs = [
    'Title: Exploring the Meaning of Life',
    'The quest for understanding — 意义 🎓',
    'I enjoy {braces} and "quotes".',
  ]
  const shortened = [paragraphs[0]]
  const clean = { growing: '', hasGap: false }
  const cases = [
    ['stream-ok.ndjson', { ...clean, paragraphs, end: 'done', error: null }],
    [
      'stream-error.ndjson',
      {
        ...clean,
        paragraphs: shortened,
        end: 'truncated',
        error: { code: 'service', grpcCode: 8, httpStatus: 429, message: 'quota' },
      },
    ],
  ] as const

  test.each(cases)('%s', (name, expected) => {
    const bytes = trace(name)
    const whole = read([bytes])
    expect(whole).toEqual(expected)
    const cuts = [
      cutEvery(bytes, 1),
      ...everyTwoWayCut(bytes),
      ...seeds.map((seed) => cutAtRandom(bytes, 200, seed)),
    ]
    expectSame(cuts, whole)
  })
})

// What only exact reading distinguishes: halves of characters, escapes that look like bytes, quotes.
const piece = fc.oneof(
  fc.constantFrom('a', '家', 'é', '🎓').map((text) => Buffer.from(text).toString('latin1')),
  fc.constantFrom('\xe5\xae', '\xb6', '\x80', '\xc3', '\xed\xa0\x80', '\xf0\x9f', '\xef\xbb\xbf', '\xff'),
  fc.constantFrom('\\u00e9', '\\u5bb6', '\\ud83c', '\\udf93', '\\n', '\\\\u', '\\"', '\0'),
)
const content = fc
  .array(piece, { maxLength: 2 })
  .map((pieces) => `{"result":{"content":"${pieces.join('')}"}}\n`)
const other = fc.constantFrom(
  ...['{"result":{}}\r\n', '{}\n', '\n', '{"a":\n', '{"result":\n{"content":"x"}}\n', '}\n', 'x\n', '\xb6'],
  ...['\xef\xbb\xbf', '{"result":{"content":"x"}}', '{"result":{"content":"x"}}\xe5', '{"error":"é"}'],
)
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 })
const bytesOf = (binary: string) => new Uint8Array(Buffer.from(binary, 'latin1'))

test('lines of any bytes read the same however they are cut', () => {
  const line = fc.oneof({ weight: 8, arbitrary: content }, { weight: 1, arbitrary: other })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), shares, (lines, places) => {
      const bytes = bytesOf(lines.join(''))
      const whole = read([bytes])
      expect(read(lines.map(bytesOf))).toEqual(whole)
      expect(read(cutAtShares(bytes, places))).toEqual(whole)
    }),
    { numRuns: 3_000 },
  )
})

test('the text equals the contents as JSON.parse and TextDecoder read them', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 6 })
  const escaped = (json: string) =>
    json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const written = fc.tuple(text, fc.boolean(), fc.constantFrom('', '\n', '\r\n', ' '))
  fc.assert(
    fc.property(fc.array(written, { maxLength: 10 }), shares, (contents, places) => {
      const lines = contents.map(([each, isEscaped, after]) => {
        const json = frame(each)
        return (isEscaped ? escaped(json) : json) + after
      })
      const paragraphs = createParagraphs()
      for (const [each] of contents) paragraphs.append(each)
      paragraphs.end()
      const seen = read(cutAtShares(encode(lines.join('')), places))
      expect(seen).toMatchObject({ paragraphs: paragraphs.finished, hasGap: false, error: null })
    }),
    { numRuns: 1_000 },
  )
})

test('a character split across two contents is joined', () => {
  const [first, second] = ['\xe5\xae', '\xb6'].map((half) => bytesOf(`{"result":{"content":"${half}"}}\n`))
  expect(read([first, second].flatMap((each) => each ?? [])).paragraphs).toEqual(['家'])
})

test('an error’s message is decoded, whether raw or escaped', () => {
  for (const message of ['没有声音', '\\u6ca1\\u6709\\u58f0\\u97f3'])
    expect(read([encode(`{"error":{"code":3,"message":"${message}"}}`)]).error?.message).toBe('没有声音')
})

test('text skipped after an error is not a gap in the answer', () => {
  expect(read([encode(`${frame('one')}{"error":{"code":14}} noise {`)]).hasGap).toBe(false)
  expect(read([encode(`${frame('one')}{"a":1}{"error":{"code":14}}`)]).hasGap).toBe(true)
})

describe('while it streams', () => {
  const stream = () => createAnswerStream({ frameMaxBytes: 1000 })

  test('text grows with every frame, in the same array', () => {
    const answer = stream()
    const { finished } = answer.text
    answer.feed(encode(`${frame('one')}\n`))
    expect(answer.text.growing).toBe('one')
    answer.feed(encode(`${frame(' more')}${frame('\n\n')}`))
    expect([finished, answer.text.growing]).toEqual([['one more'], ''])
    answer.feed(encode(frame('two')))
    expect([finished, answer.text.growing]).toEqual([['one more'], 'two'])
    expect(answer.end()).toBe('done')
    expect([finished, answer.text.growing]).toEqual([['one more', 'two'], ''])
  })

  test('an error frame without a newline is read at its last brace', () => {
    const answer = stream()
    answer.feed(encode(`${frame('one')}\n{"error":{"code":14,"message":"gone"}`))
    expect(answer.error).toBeNull()
    answer.feed(encode('}'))
    expect(answer.error).toMatchObject({ code: 'service', detail: { grpcCode: 14, message: 'gone' } })
  })

  test('after an error nothing more is read, and the text before it stays', () => {
    const answer = stream()
    answer.feed(encode(`${frame('one')}{"error":{"code":14}}{"error":{"code":15}}`))
    answer.feed(encode(frame('two')))
    expect(answer.end()).toBe('truncated')
    expect(answer.error?.detail.grpcCode).toBe(14)
    expect(answer.text.finished).toEqual(['one'])
  })

  test('an error inside an unfinished object is found at the end', () => {
    const answer = stream()
    answer.feed(encode(`${frame('one')}{"x":{"error":{"code":14}}`))
    expect(answer.error).toBeNull()
    expect(answer.end()).toBe('truncated')
    expect(answer.error?.code).toBe('service')
  })

  test('after the end nothing more is read, and the end stays the same', () => {
    const answer = stream()
    answer.feed(encode(frame('one')))
    expect(answer.end()).toBe('done')
    answer.feed(encode('{"error":{"code":14}}'))
    expect(answer.end()).toBe('done')
    expect(answer.error).toBeNull()
    expect(answer.text.finished).toEqual(['one'])
  })
})
