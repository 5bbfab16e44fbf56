// Tells sound from everything else in arbitrary bytes.
import fc from 'fast-check'
import { isMp3 } from '../../../miniprogram/core/recording/mp3'
import { readHeader } from '../../../miniprogram/core/recording/mp3-header'
import { ascii, byteByByte, cut, frames, hometown, joined, sound, walk } from './mp3-bytes'

const plain = walk([sound])

describe('bytes between and around the frames', () => {
  test('the plain sound has 60 granules at varying levels', () => {
    expect(plain.granules).toHaveLength(60)
    expect(new Set(plain.granules.map(({ level }) => level)).size).toBeGreaterThan(10)
  })

  const id3v2 = joined(ascii('ID3'), [4, 0, 0, 0, 0, 2, 10], new Uint8Array(266).fill(0xff))
  const id3v2WithFooter = joined(ascii('ID3'), [4, 0, 0x10, 0, 0, 0, 5], new Uint8Array(15))
  const id3v1 = joined(ascii('TAG'), new Uint8Array(125).fill(0x20))
  const ape = joined(ascii('APETAGEX'), [0xd0, 7, 0, 0], new Uint8Array(40).fill(0xff))

  test.each([
    ['an ID3v2 tag', joined(id3v2, sound)],
    ['an ID3v2 tag with a footer', joined(id3v2WithFooter, sound)],
    ['an ID3v1 tag', joined(sound, id3v1)],
    ['an APE tag', joined(sound, ape)],
    ['garbage before the sound', joined([0xff, 0xf3, 0x68, 0xc0, 1, 2, 3, 0xff, 0xff, 0xfb], sound)],
    ['a truncated last frame', joined(sound, (frames[60] ?? sound).subarray(0, -1))],
    ['an Info frame', joined(hometown.subarray(45, 45 + 216), sound)],
  ])('ignores %s', (_, bytes) => {
    expect(walk([bytes])).toEqual(plain)
    expect(walk(byteByByte(bytes))).toEqual(plain)
  })

  test.each([
    ['bytes that begin like headers', [0x1a, 0xff, 0xf3, 0x68, 0xc4, 0xff, 0xe0, 0xff]],
    ['a header of another stream, longer than the next frame', [0xff, 0xfb, 0x90, 0xc4, 0, 0]],
  ])('garbage between frames loses none of them: %s', (_, garbage) => {
    const first = joined(...frames.slice(0, 30))
    const second = joined(...frames.slice(30, 60))
    expect(walk([joined(first, garbage, second)])).toEqual(plain)
  })

  test('bytes missing from a frame lose only that frame', () => {
    const first = joined(...frames.slice(0, 30))
    const half = (frames[30] ?? sound).subarray(100)
    const second = joined(...frames.slice(31, 60))
    expect(walk([joined(first.subarray(0, -50), second)]).granules).toHaveLength(58)
    expect(walk([joined(first, half, second)]).granules).toHaveLength(59)
  })

  test('a CRC after the header moves the side information by two bytes', () => {
    const protectedFrames = frames.slice(0, 60).map((frame) => {
      const [sync = 0, version = 0, ...rest] = frame.subarray(0, -2)
      return [sync, version & 0xfe, ...rest.slice(0, 2), 0xab, 0xcd, ...rest.slice(2)]
    })
    expect(walk([joined(...protectedFrames)])).toEqual(plain)
  })

  test('a single frame is sound', () => {
    expect(walk(frames.slice(0, 1)).granules).toHaveLength(1)
  })
})

test('a granule without big values is silence, whatever its gain and tables', () => {
  // MPEG-2 mono: big_values are bits 21 … 29 of the side information, which begins at byte 4
  const silenced = Uint8Array.from(sound)
  for (let at = 0; at < silenced.length; at += readHeader(silenced, at)?.sizeBytes ?? silenced.length) {
    silenced[at + 6] = (silenced[at + 6] ?? 0) & 0b1111_1000
    silenced[at + 7] = (silenced[at + 7] ?? 0) & 0b0000_0011
  }
  const { granules } = walk([silenced])
  expect(granules).toHaveLength(60)
  expect(granules.every(({ level }) => level === 0)).toBe(true)
})

describe('isMp3', () => {
  test('accepts frames and tags', () => {
    expect(isMp3(hometown)).toBe(true)
    expect(isMp3(sound)).toBe(true)
    expect(isMp3(sound.subarray(0, 10))).toBe(true)
  })

  test('requires a second header as soon as enough bytes have arrived', () => {
    const [first = sound] = frames
    expect(isMp3(joined(first, [0, 0, 0]))).toBe(true)
    expect(isMp3(joined(first, [0, 0, 0, 0]))).toBe(false)
    expect(isMp3(joined(first, sound.subarray(0, 4)))).toBe(true)
    // MPEG-1 instead of MPEG-2
    expect(isMp3(joined(first, [0xff, 0xfb, 0x90, 0x00]))).toBe(false)
  })

  test.each([
    ['webm', [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81]],
    ['wav', joined(ascii('RIFF'), [0x24, 8, 0, 0], ascii('WAVEfmt '))],
    ['mp4', joined([0, 0, 0, 0x20], ascii('ftypM4A '))],
    ['AAC in ADTS, MPEG-4', [0xff, 0xf1, 0x60, 0x40, 0x1b, 0x7f, 0xfc, 0xde, 2, 0]],
    ['AAC in ADTS, MPEG-2', [0xff, 0xf9, 0x60, 0x40, 0x1b, 0x7f, 0xfc, 0xde, 2, 0]],
    ['layer II', [0xff, 0xfd, 0x84, 0xc4, 0, 0, 0, 0, 0, 0]],
    ['text in UTF-16', [0xff, 0xfe, 0x41, 0, 0x42, 0, 0x43, 0, 0x44, 0]],
    ['a header that no second one follows', joined(frames[0] ?? sound, new Uint8Array(400))],
    ['three bytes', [0xff, 0xfb, 0x90]],
    ['no bytes', []],
  ])('rejects %s', (_, bytes) => {
    expect(isMp3(Uint8Array.from(bytes))).toBe(false)
  })
})

describe('arbitrary bytes', () => {
  const syncs = fc.constantFrom(0xff, 0xfb, 0xf3, 0xe3, 0x68, 0x90, 0xc4, 0x49, 0x44, 0x33)
  const hostile = fc.array(fc.oneof(syncs, fc.integer({ min: 0, max: 255 })), { maxLength: 6000 })

  test('never throw, and read the same however they are cut', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1 }), (values, sizes) => {
        const bytes = Uint8Array.from(values)
        isMp3(bytes)
        expect(walk(cut(bytes, sizes))).toEqual(walk([bytes]))
      }),
      { numRuns: 200 },
    )
  })

  test('with frames, tags and torn frames: read the same however cut, with valid levels and durations', () => {
    const anyFrame = fc.integer({ min: 0, max: frames.length - 1 }).map((at) => frames[at] ?? sound)
    const part = fc.oneof(
      { weight: 3, arbitrary: anyFrame },
      fc.tuple(anyFrame, fc.nat(300)).map(([frame, size]) => frame.subarray(0, size)),
      fc.tuple(anyFrame, fc.nat(300)).map(([frame, from]) => frame.subarray(from)),
      fc.array(syncs, { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes)),
      fc
        .constantFrom(ascii('ID3'), ascii('TAG'), ascii('APETAGEX'))
        .map((tag) => joined(tag, [4, 0, 0, 0, 0, 0, 3])),
    )
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1 }),
        (parts, sizes) => {
          const bytes = joined(...parts)
          const whole = walk([bytes])
          expect(walk(cut(bytes, sizes))).toEqual(whole)
          for (const { level } of whole.granules) expect(level >= 0 && level <= 1).toBe(true)
          const soundMs = whole.granules.reduce((sum, { durationMs }) => sum + durationMs, 0)
          expect(whole.durationMs).toBeCloseTo(soundMs, 6)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('take a number of steps linear in their length', () => {
    // nothing but unconfirmed headers: every byte may begin a frame
    const steps = (length: number) => {
      const bytes = Uint8Array.from({ length }, (_, at) => [0xff, 0xfb, 0xe0, 0xc4, 0][at % 5] ?? 0)
      // each header read takes one subarray: a count that does not depend on the machine's load
      const subarray = jest.spyOn(Uint8Array.prototype, 'subarray')
      walk([bytes])
      const { length: reads } = subarray.mock.calls
      subarray.mockRestore()
      return reads
    }
    expect(steps(80_000) / steps(20_000)).toBeCloseTo(4, 1)
  })
})
