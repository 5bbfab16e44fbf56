import * as fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { createUtf8Decoder, decodeUtf8, toBinary } from '../../../miniprogram/core/answer/utf8'
import { everyNth } from '../every-nth'
import { cutAtShares, cutEvery, everyTwoWayCut } from './cuts'

function decode(chunks: readonly Uint8Array[]): string {
  const decoder = createUtf8Decoder()
  return chunks.map((chunk) => decoder.decode(toBinary(chunk))).join('') + decoder.end()
}

/** Keeps a byte order mark, as the decoder does. */
const whatwg = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

// Bytes at the boundaries of the decoder's table, so that short random runs hit every case.
const boundaryByte = fc.constantFrom(
  ...[
    0x00, 0x0a, 0x25, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbb, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
    0xe1,
  ],
  ...[0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xfc, 0xff],
)
const hostileBytes = fc
  .array(
    fc.oneof(
      boundaryByte.map((byte) => [byte]),
      fc.string({ unit: anyCharacter, maxLength: 3 }).map((text) => [...Buffer.from(text)]),
      fc.constantFrom(
        [0xef, 0xbb, 0xbf],
        [0xf0, 0x9f, 0x8e, 0x93],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new Uint8Array(parts.flat()))

describe('equals the WHATWG decoder', () => {
  test('on hostile bytes, at every two-way cut and byte by byte', () => {
    fc.assert(
      fc.property(hostileBytes, (bytes) => {
        const expected = whatwg(bytes)
        expect(decodeUtf8(toBinary(bytes))).toBe(expected)
        const seen = new Set([...everyTwoWayCut(bytes), cutEvery(bytes, 1)].map(decode))
        expect([...seen]).toEqual([expected])
      }),
      { numRuns: 500 },
    )
  })

  test('on any bytes, cut anywhere', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (bytes, shares) => {
          expect(decode(cutAtShares(bytes, shares))).toBe(whatwg(bytes))
        },
      ),
    )
  })

  test('on every pair of bytes, alone and followed by more', () => {
    for (let pair = 0; pair < 0x10000; pair += everyNth) {
      const bytes = new Uint8Array([pair >> 8, pair & 0xff, 0x80, 0x41])
      for (const each of [bytes, bytes.subarray(0, 2)]) {
        if (decode([each]) !== whatwg(each))
          throw new Error(`differs at ${Buffer.from(each).toString('hex')}`)
      }
    }
  })

  test('on text longer than the pieces that the built-ins accept', () => {
    const bytes = new TextEncoder().encode('a你好🎓é'.repeat(5000))
    expect(decode([bytes])).toBe(whatwg(bytes))
    expect(decode(cutEvery(bytes, 8191))).toBe(whatwg(bytes))
  })

  test('on a view with an offset', () => {
    const bytes = new Uint8Array([0x41, 0xe4, 0xbd, 0xa0, 0x42]).subarray(1, 4)
    expect(decode([bytes])).toBe('你')
  })
})

test('complete characters come at once, an unfinished one later', () => {
  const decoder = createUtf8Decoder()
  expect(decoder.decode('\x41\xf0\x9f\x8e')).toBe('A')
  expect(decoder.decode('\x93')).toBe('🎓')
  expect(decoder.end()).toBe('')
})
