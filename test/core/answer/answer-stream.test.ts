import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerStream } from '../../../miniprogram/core/answer/answer-stream'
import { cutAtRandom, cutEvery, everyTwoWayCut } from './cuts'
import { frame, hostileFrameMaxBytes, hostileStreams } from './hostile-streams'

function read(chunks: readonly (Uint8Array | string)[], frameMaxBytes = hostileFrameMaxBytes) {
  const stream = createAnswerStream({ frameMaxBytes })
  for (const chunk of chunks) stream.feed(chunk)
  const end = stream.end()
  const { finished, growing } = stream.text
  const { error, garbageCount, frameCount } = stream
  return {
    paragraphs: [...finished],
    growing,
    end,
    error: error && { code: error.code, ...error.detail },
    garbageCount,
    frameCount,
  }
}

/** Compares as text first: `expect` for each of thousands of cuts would take most of the time. */
function expectSame(cuts: readonly Uint8Array[][], expected: ReturnType<typeof read>): void {
  const wanted = JSON.stringify(expected)
  for (const chunks of cuts) {
    const seen = read(chunks)
    if (JSON.stringify(seen) !== wanted)
      expect({ cut: chunks.map((chunk) => chunk.length), ...seen }).toEqual(expected)
  }
}

const seeds = Array.from({ length: 40 }, (_, seed) => seed)
const trace = (name: string) => new Uint8Array(readFileSync(join(__dirname, '../../fixtures/traces', name)))

describe.each(hostileStreams)('$name', ({ bytes, paragraphs, end, garbageCount, error }) => {
  const whole = read([bytes])

  test('whole', () => {
    const { frameCount, ...seen } = whole
    const tooLarge =
      error?.code === 'frame-too-large' ? { message: `more than ${hostileFrameMaxBytes} bytes` } : {}
    expect(seen).toEqual({
      paragraphs,
      growing: '',
      end,
      garbageCount,
      error: error ? { ...error, ...tooLarge } : null,
    })
    expect(frameCount).toBeGreaterThanOrEqual(paragraphs.length > 0 ? 1 : 0)
  })

  test('byte by byte and in pieces of small sizes', () => {
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

  test('as strings, and as strings and bytes in turn', () => {
    const text = new TextDecoder().decode(bytes)
    const characters = Array.from(text)
    expect(read([text])).toEqual(whole)
    expect(read(characters)).toEqual(whole)
    const mixed = characters.map((each, index) => (index % 3 === 0 ? each : new TextEncoder().encode(each)))
    // A lone surrogate cannot be told in bytes; the table has none outside escapes.
    expect(read(mixed)).toEqual(whole)
  })
})

describe('the traces of the real gateway', () => {
  const paragraphs = [
    'Title: Exploring the Meaning of Life',
    'The quest for understanding — 意义 🎓',
    'I enjoy {braces} and "quotes".',
  ]
  const shortened = [paragraphs[0]]
  const none = { growing: '', garbageCount: 0 }
  const cases = [
    ['stream-ok.ndjson', { ...none, paragraphs, end: 'done', error: null, frameCount: 22 }],
    [
      'stream-error.ndjson',
      {
        ...none,
        paragraphs: shortened,
        end: 'truncated',
        error: { code: 'service', grpcCode: 8, httpStatus: 429, message: 'quota' },
        frameCount: 11,
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

describe('while it streams', () => {
  const stream = () => createAnswerStream({ frameMaxBytes: 1000 })

  test('text grows with every frame, in the same array', () => {
    const answer = stream()
    const { finished } = answer.text
    answer.feed(`${frame('one')}\n`)
    expect(answer.text.growing).toBe('one')
    answer.feed(`${frame(' more')}${frame('\n\n')}`)
    expect([finished, answer.text.growing]).toEqual([['one more'], ''])
    answer.feed(frame('two'))
    expect([finished, answer.text.growing]).toEqual([['one more'], 'two'])
    expect(answer.end()).toBe('done')
    expect([finished, answer.text.growing]).toEqual([['one more', 'two'], ''])
  })

  test('an error frame without a newline is seen when its last brace comes', () => {
    const answer = stream()
    answer.feed(`${frame('one')}\n{"error":{"code":14,"message":"gone"}`)
    expect(answer.error).toBeNull()
    answer.feed('}')
    expect(answer.error).toMatchObject({ code: 'service', detail: { grpcCode: 14, message: 'gone' } })
  })

  test('after an error nothing is read, and the text before it stays', () => {
    const answer = stream()
    answer.feed(`${frame('one')}{"error":{"code":14}}{"error":{"code":15}}`)
    answer.feed(frame('two'))
    expect(answer.end()).toBe('truncated')
    expect(answer.error?.detail.grpcCode).toBe(14)
    expect(answer.text.finished).toEqual(['one'])
    expect(answer.frameCount).toBe(2)
  })

  test('an error that only the end reveals', () => {
    const answer = stream()
    answer.feed(`${frame('one')}{"x":{"error":{"code":14}}`)
    expect(answer.error).toBeNull()
    expect(answer.end()).toBe('truncated')
    expect(answer.error?.code).toBe('service')
  })

  test('after the end nothing is read, and the end stays the same', () => {
    const answer = stream()
    answer.feed(frame('one'))
    expect(answer.end()).toBe('done')
    answer.feed('{"error":{"code":14}}')
    expect(answer.end()).toBe('done')
    expect(answer.error).toBeNull()
    expect(answer.text.finished).toEqual(['one'])
  })
})
