// Bytes → the length of an MP3 and what its tags say; or the reason why they are no recording. Whatever the bytes are, the work has a
// bound: the sound may be as long as a recording, and the rest as short as the tags of a recorder.
import {
  granuleSamples,
  headerBytes,
  readHeader,
  sameStream,
} from '../../miniprogram/core/recording/mp3-header'
import type { FrameHeader } from '../../miniprogram/core/recording/mp3-header'
import { readTags, type Texts } from './id3'

export interface Mp3 {
  readonly durationMs: number
  readonly texts: Texts
}

/** Follows the name of the field that held the bytes: "is not MP3". */
export interface Mp3Fault {
  readonly fault: string
}

/** The mini program stops after two minutes; the rest is for what its recorder adds. */
export const soundMaxMs = 130_000

/** What is neither a leading tag nor part of a frame: a tag at the end, a frame that was cut. */
const junkMaxBytes = 8_192

/** Fewer frames that fit together are found in any bytes. */
const rowFrames = 3

export function readMp3(bytes: Buffer): Mp3 | Mp3Fault {
  const tags = readTags(bytes)
  if ('fault' in tags) return tags
  const { sizeBytes, texts } = tags
  const sound = bytes.subarray(sizeBytes)
  const format = formats.find(([, looksLike]) => looksLike(sound))?.[0]
  if (format !== undefined) return { fault: `is ${format}, not MP3` }
  const durationMs = soundMs(sound)
  if (durationMs === undefined) return { fault: 'is not MP3' }
  if (durationMs > soundMaxMs) return { fault: `is longer than ${soundMaxMs / 1000} seconds` }
  return { durationMs, texts }
}

/**
 * Walks the frames: layer III at any bit rate, also a varying one. Stops as soon as they last longer than `soundMaxMs`. Undefined if
 * they are not one stream that is most of the bytes.
 */
function soundMs(bytes: Buffer): number | undefined {
  let stream: FrameHeader | undefined
  let isInStep = false
  let durationMs = 0
  let junkBytes = 0
  let at = 0
  while (at + headerBytes <= bytes.length && durationMs <= soundMaxMs) {
    const header = readHeader(bytes, at)
    const fits = header !== undefined && (stream === undefined || sameStream(stream, header))
    if (fits && (isInStep || beginsRow(bytes, at, header))) {
      stream = header
      isInStep = true
      at += header.sizeBytes
      durationMs += (header.granules * granuleSamples * 1000) / header.sampleRate
    } else {
      isInStep = false
      at++
      junkBytes++
      if (junkBytes > junkMaxBytes) return undefined
    }
  }
  return at > 2 * junkBytes ? durationMs : undefined
}

function beginsRow(bytes: Buffer, start: number, first: FrameHeader): boolean {
  let at = start + first.sizeBytes
  for (let frames = 1; frames < rowFrames; frames++) {
    const next = readHeader(bytes, at)
    if (next === undefined || !sameStream(first, next)) return false
    at += next.sizeBytes
  }
  return true
}

type LooksLike = (bytes: Buffer) => boolean

const begins =
  (text: string, offset = 0): LooksLike =>
  (bytes) =>
    bytes.toString('latin1', offset, offset + text.length) === text

/** What phones and computers record instead, by its first bytes. */
const formats: readonly (readonly [name: string, looksLike: LooksLike])[] = [
  ['WAVE', (bytes) => begins('RIFF')(bytes) && begins('WAVE', 8)(bytes)],
  ['MP4', begins('ftyp', 4)],
  ['WebM', begins('\x1aE\xdf\xa3')],
  ['AAC', ([first = 0, second = 0]) => first === 0xff && (second & 0xf6) === 0xf0],
  ['AMR', begins('#!AMR')],
  ['Ogg', begins('OggS')],
  ['FLAC', begins('fLaC')],
  ['CAF', begins('caff')],
]
