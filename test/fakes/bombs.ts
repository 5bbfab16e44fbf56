// Bytes that are made to keep a reader of MP3 busy, of about `sizeBytes` each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tagWith } from './tagged'

const hometown = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3'))

const repeated = (part: Buffer, sizeBytes: number) => Buffer.alloc(sizeBytes, part)

/** A frame that lasts 72 ms in 72 bytes: MPEG-2.5, 8 kHz, 8 kb/s. */
export const longFrame = Buffer.alloc(72)
longFrame.set([0xff, 0xe3, 0x18, 0xc4])

/** Sound for so long, in frames as small as they can be. */
export const soundOf = (durationMs: number) => repeated(longFrame, Math.round(durationMs / 72) * 72)

function box(name: string, content: Buffer): Buffer {
  const head = Buffer.from(`0000${name}`)
  head.writeUInt32BE(8 + content.length)
  return Buffer.concat([head, content])
}

function boxesIn(sizeBytes: number): Buffer {
  let inner = Buffer.alloc(0)
  const heads: Buffer[] = []
  for (let bytes = 24; bytes < sizeBytes; bytes += 8) {
    inner = Buffer.from('0000moov')
    inner.writeUInt32BE(sizeBytes - bytes)
    heads.push(inner)
  }
  return Buffer.concat([box('ftyp', Buffer.from('M4A \0\0\0\0M4A ')), ...heads])
}

function chunksIn(sizeBytes: number): Buffer {
  const head = Buffer.from('RIFF0000WAVE')
  head.writeUInt32LE(sizeBytes - 8, 4)
  return Buffer.concat([head, repeated(Buffer.from('fact\0\0\0\0'), sizeBytes - 12)])
}

/** A tag of that many frames without content. */
export function framesIn(sizeBytes: number): Buffer {
  const tag = repeated(Buffer.from('TXXX\0\0\0\0\0\0'), sizeBytes)
  tag.set(Buffer.from('ID3\u0004\0\0'))
  tag.set(
    [21, 14, 7, 0].map((shift) => ((sizeBytes - 10) >> shift) & 0x7f),
    6,
  )
  return tag
}

export const bombs: Readonly<Record<string, (sizeBytes: number) => Buffer>> = {
  'the first byte of a frame, again and again': (sizeBytes) => Buffer.alloc(sizeBytes, 0xff),
  'sound, then the first byte of a frame': (sizeBytes) =>
    Buffer.concat([hometown.subarray(0, 1_000), Buffer.alloc(sizeBytes - 1_000, 0xff)]),
  'headers of frames without frames': (sizeBytes) =>
    repeated(Buffer.from([0xff, 0xfb, 0x90, 0x00]), sizeBytes),
  'two frames in a row, then none': (sizeBytes) =>
    repeated(Buffer.concat([longFrame, longFrame, Buffer.alloc(72)]), sizeBytes),
  'sound and junk in turn': (sizeBytes) =>
    repeated(Buffer.concat([soundOf(720), Buffer.alloc(72, 0xff)]), sizeBytes),
  'minutes in a few bytes': (sizeBytes) => repeated(longFrame, sizeBytes),
  'an MP4 of boxes in boxes': boxesIn,
  'an MP4 of many boxes': (sizeBytes) =>
    Buffer.concat([
      box('ftyp', Buffer.from('M4A ')),
      repeated(Buffer.from('\0\0\0\u0008free'), sizeBytes - 12),
    ]),
  'a WAVE of many chunks': chunksIn,
  'many tags': (sizeBytes) => repeated(tagWith({ '': '' }), sizeBytes),
  'a tag of many frames': framesIn,
  'tags within their limit, each of many frames': (sizeBytes) =>
    Buffer.concat([
      repeated(framesIn(16_000), 64_000),
      soundOf(1_000),
      Buffer.alloc(sizeBytes - 65_000, 0xff),
    ]),
}
