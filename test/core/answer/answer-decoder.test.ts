import * as fc from 'fast-check'
import { createAnswerDecoder } from '../../../miniprogram/core/answer/answer-decoder'
import { parseAnswerFrame } from '../../../miniprogram/core/answer/answer-frame'
import { createFrameDecoder } from '../../../miniprogram/core/answer/frame-decoder'
import { cutAtShares } from './cuts'

const frameMaxBytes = 1_000_000

function read(chunks: readonly (Uint8Array | string)[]) {
  const decoder = createAnswerDecoder({ frameMaxBytes })
  const before = chunks.map((chunk) => decoder.feed(chunk)).join('')
  const { contents, insideFrame } = decoder.end()
  const { garbageCount, frameCount, error } = decoder
  return { contents: before + contents, insideFrame, garbageCount, frameCount, error: error?.code ?? null }
}

/** The long way for everything. */
function readByFrames(bytes: Uint8Array) {
  const decoder = createFrameDecoder({ frameMaxBytes })
  const values = decoder.feed(bytes)
  const { frames, insideFrame } = decoder.end()
  const read = values.concat(frames).map(parseAnswerFrame)
  const known = read.filter((frame) => frame !== null)
  return {
    contents: known.map((frame) => (frame.kind === 'content' ? frame.content : '')).join(''),
    insideFrame,
    garbageCount: decoder.garbageCount + read.length - known.length,
    frameCount: known.length,
    error: null,
  }
}

const bytesOf = (binary: string) => new Uint8Array(Buffer.from(binary, 'latin1'))
const characters = (text: string) => Buffer.from(text).toString('latin1')

// What only exact reading tells apart: halves of characters, escapes that look like bytes, quotes.
const piece = fc.oneof(
  fc.constantFrom('a', characters('家'), characters('é'), characters('🎓')),
  fc.constantFrom(
    '\xe5\xae',
    '\xb6',
    '\x80',
    '\xbf',
    '\xc3',
    '\xed\xa0\x80',
    '\xf0\x9f',
    '\xef\xbb\xbf',
    '\xff',
  ),
  fc.constantFrom('\\u00e9', '\\u5bb6', '\\u0000', '\\ud83c', '\\udf93', '\\n', '\\\\u', '\\"', '\0'),
)
const content = fc
  .array(piece, { maxLength: 2 })
  .map((pieces) => `{"result":{"content":"${pieces.join('')}"}}\n`)
const other = fc.constantFrom(
  '{"result":{}}\r\n',
  '{}\n',
  '\n',
  '{"a":\n',
  '{"result":\n{"content":"x"}}\n',
  '}\n',
  'x\n',
  '\xef\xbb\xbf',
  '\xb6',
  '{"result":{"content":"x"}}',
  '{"result":{"content":"x"}}\xe5',
)
const line = fc.oneof({ weight: 8, arbitrary: content }, { weight: 1, arbitrary: other })
/** Mostly whole lines. */
const stream = fc.array(
  fc.array(line, { maxLength: 4 }).map((lines) => bytesOf(lines.join(''))),
  { maxLength: 5 },
)
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 })

test('the short way reads what the long way reads, however the bytes are cut', () => {
  fc.assert(
    fc.property(stream, shares, (chunks, places) => {
      const bytes = new Uint8Array(Buffer.concat(chunks))
      const expected = readByFrames(bytes)
      expect(read(chunks)).toEqual(expected)
      expect(read(cutAtShares(bytes, places))).toEqual(expected)
    }),
    { numRuns: 5_000 },
  )
})

test('contents come as soon as their line is whole, without one as soon as the last brace is there', () => {
  const decoder = createAnswerDecoder({ frameMaxBytes })
  const feed = (text: string) => decoder.feed(new TextEncoder().encode(text))
  expect(feed('{"result":{"content":"一"}}\n{"result":{"content":"二"}')).toBe('一')
  expect(feed('}')).toBe('二')
  expect(feed('\n{"result":{"content":"三"}}\n{"res')).toBe('三')
  expect(feed('ult":{"content":"四"}}\n')).toBe('四')
  expect(decoder.end()).toEqual({ contents: '', insideFrame: false })
  expect(decoder.frameCount).toBe(4)
})

test('after an error frame, after too large a frame and after the end nothing is read', () => {
  const text = '{"result":{"content":"a"}}\n'
  const bytes = new TextEncoder().encode(text)
  for (const last of ['{"error":{"code":14,"message":"gone"}}\n', `{"a":"${'x'.repeat(frameMaxBytes)}"}\n`]) {
    const seen = read([text, last, bytes, text])
    expect(seen).toMatchObject({ contents: 'a', garbageCount: 0 })
    expect(seen.error).not.toBeNull()
  }
  const decoder = createAnswerDecoder({ frameMaxBytes })
  expect(decoder.feed(bytes)).toBe('a')
  decoder.end()
  expect([decoder.feed(bytes), decoder.feed(text), decoder.end().contents]).toEqual(['', '', ''])
})
