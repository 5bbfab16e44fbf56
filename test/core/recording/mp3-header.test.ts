// Headers written by hand, from the tables of ISO/IEC 11172-3 2.4.1.3 and 13818-3 2.4.1.3; tags from id3.org's ID3v2.4, section 3.1.
import {
  id3v2Bytes,
  readHeader,
  sameStream,
  type FrameHeader,
} from '../../../miniprogram/core/recording/mp3-header'

const header = (...bytes: number[]) => readHeader(Uint8Array.from(bytes), 0)

function known(...bytes: number[]): FrameHeader {
  const found = header(...bytes)
  if (!found) throw new Error('no header')
  return found
}

test.each<[string, number[], FrameHeader]>([
  [
    'MPEG-1, 128 kb/s, 44.1 kHz, stereo',
    [0xff, 0xfb, 0x90, 0x00],
    {
      version: 1,
      sampleRate: 44_100,
      channels: 2,
      sizeBytes: 417,
      granules: 2,
      sideInfoOffset: 4,
      sideInfoBytes: 32,
    },
  ],
  [
    'MPEG-1, 320 kb/s, 32 kHz, mono, padded, with a CRC: the longest',
    [0xff, 0xfa, 0xea, 0xc0],
    {
      version: 1,
      sampleRate: 32_000,
      channels: 1,
      sizeBytes: 1441,
      granules: 2,
      sideInfoOffset: 6,
      sideInfoBytes: 17,
    },
  ],
  [
    'MPEG-2, 48 kb/s, 16 kHz, mono',
    [0xff, 0xf3, 0x68, 0xc4],
    {
      version: 2,
      sampleRate: 16_000,
      channels: 1,
      sizeBytes: 216,
      granules: 1,
      sideInfoOffset: 4,
      sideInfoBytes: 9,
    },
  ],
  [
    'MPEG-2.5, 8 kb/s, 8 kHz, joint stereo',
    [0xff, 0xe3, 0x18, 0x40],
    {
      version: 2.5,
      sampleRate: 8_000,
      channels: 2,
      sizeBytes: 72,
      granules: 1,
      sideInfoOffset: 4,
      sideInfoBytes: 17,
    },
  ],
])('%s', (_name, bytes, expected) => {
  expect(header(...bytes)).toEqual(expected)
})

test.each<[string, number[]]>([
  ['no bytes', []],
  ['three bytes', [0xff, 0xfb, 0x90]],
  ['a wrong first byte', [0xfe, 0xfb, 0x90, 0x00]],
  ['ten bits of sync', [0xff, 0xdb, 0x90, 0x00]],
  ['the reserved version', [0xff, 0xeb, 0x90, 0x00]],
  ['layer I', [0xff, 0xff, 0x90, 0x00]],
  ['layer II', [0xff, 0xfd, 0x90, 0x00]],
  ['the reserved layer: AAC in ADTS', [0xff, 0xf1, 0x50, 0x80]],
  ['free format', [0xff, 0xfb, 0x00, 0x00]],
  ['the forbidden bitrate', [0xff, 0xfb, 0xf0, 0x00]],
  ['the reserved sample rate', [0xff, 0xfb, 0x9c, 0x00]],
  ['the reserved emphasis', [0xff, 0xfb, 0x90, 0x02]],
])('rejects %s', (_name, bytes) => {
  expect(header(...bytes)).toBeUndefined()
})

test('reads a header at the given offset', () => {
  const bytes = Uint8Array.from([0xff, 0xff, 0xfb, 0x90, 0x00, 0xff])
  expect(readHeader(bytes, 1)).toEqual(known(0xff, 0xfb, 0x90, 0x00))
  expect([0, 2, 3, 6].map((offset) => readHeader(bytes, offset))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('frames of one stream share version, sample rate and channels; the rest may differ', () => {
  const first = known(0xff, 0xfb, 0x90, 0x00)
  expect(sameStream(first, known(0xff, 0xfa, 0xe2, 0x40))).toBe(true)
  expect(sameStream(first, known(0xff, 0xfb, 0x94, 0x00))).toBe(false)
  expect(sameStream(first, known(0xff, 0xfb, 0x90, 0xc0))).toBe(false)
  // 16 kHz exists only in MPEG-2, so the version cannot change alone
  expect(sameStream(first, { ...first, version: 2 })).toBe(false)
})

describe('ID3v2', () => {
  const tag = [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 0x7f]
  const changed = (at: number, byte: number) =>
    id3v2Bytes(Uint8Array.from(tag, (old, index) => (index === at ? byte : old)))

  test('its size has seven bits per byte, plus the ten bytes of its header', () => {
    expect(id3v2Bytes(Uint8Array.from(tag))).toBe(10 + 128 + 127)
    expect(changed(6, 1)).toBe(10 + 128 ** 3 + 128 + 127)
    expect(changed(5, 0xff)).toBe(10 + 128 + 127)
  })

  test.each([
    ['the I', 0, 0x69],
    ['the D', 1, 0x64],
    ['the 3', 2, 0x32],
    ['the version', 3, 0xff],
    ['the revision', 4, 0xff],
    ['the first byte of its size', 6, 0x80],
    ['the last byte of its size', 9, 0x80],
  ])('is not recognised with a wrong byte for %s', (_name, at, byte) => {
    expect(changed(at, byte)).toBe(0)
  })

  test('is not recognised in nine bytes', () => {
    expect(id3v2Bytes(Uint8Array.from(tag.slice(0, 9)))).toBe(0)
  })
})
