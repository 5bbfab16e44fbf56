// MP3 bytes, cut anywhere → each granule's duration and loudness, without decoding.
import { frameMaxBytes, granuleSamples, headerBytes, id3v2Bytes, readHeader, sameStream } from './mp3-header'
import type { FrameHeader } from './mp3-header'
import { granuleLoudness, isTableFrame } from './mp3-loudness'

/** 576 samples of sound. */
export interface Granule {
  readonly durationMs: number
  /** See `granuleLoudness`. */
  readonly loudnessDb: number
  /** 0 (silence or a quiet room) … 1 (loud speech), linear in dB. */
  readonly level: number
}

/**
 * Walks the frames of one MP3 stream. The result depends only on the bytes, not on how they were cut.
 * Skips ID3 and APE tags and garbage; the encoder's table frame (Xing, Info) does not count as sound.
 */
interface Mp3Walker {
  /** The granules completed by `chunk`, oldest first. Does not keep the chunk. */
  feed(chunk: Uint8Array): Granule[]
  /** The remaining granules, at the end of the stream. A frame cut short does not count. Call last. */
  end(): Granule[]
  /** Duration of all granules so far, including the encoder's padding. */
  durationMs(): number
}

/**
 * Whether a file that begins with `bytes` (at least ten, preferably thousands) is MP3: an ID3v2 tag or a layer III
 * frame, followed by a second one if `bytes` is long enough. WebM, WAV, ADTS AAC and MP4 are not.
 */
export function isMp3(bytes: Uint8Array): boolean {
  if (id3v2Bytes(bytes) > 0) return true
  const first = readHeader(bytes, 0)
  if (first === undefined) return false
  if (bytes.length < first.sizeBytes + headerBytes) return true
  const second = readHeader(bytes, first.sizeBytes)
  return second !== undefined && sameStream(first, second)
}

// Measured on speech and noise, encoded as by the recorder: a quiet room is below -60 dB, ordinary speech between
// -36 and -7 dB, the same speech 12 dB softer between -49 and -20 dB.
const quietDb = -55
const loudDb = -10

function levelOf(loudnessDb: number): number {
  return Math.min(1, Math.max(0, (loudnessDb - quietDb) / (loudDb - quietDb)))
}

// fits the longest frame and the next header, with room to spare so that bytes are rarely moved
const windowBytes = 4096
const pieceBytes = windowBytes - frameMaxBytes - headerBytes

export function createMp3Walker(): Mp3Walker {
  const window = new Uint8Array(windowBytes)
  let start = 0
  let end = 0
  let atBeginning = true
  let tagBytesLeft = 0
  /** The last frame, while another is expected right after it. */
  let locked: FrameHeader | undefined
  let soundMs = 0

  function append(piece: Uint8Array) {
    if (end + piece.length > windowBytes) {
      window.copyWithin(0, start, end)
      end -= start
      start = 0
    }
    window.set(piece, end)
    end += piece.length
  }

  function takeFrame(header: FrameHeader, granules: Granule[]) {
    const frame = window.subarray(start, start + header.sizeBytes)
    start += header.sizeBytes
    locked = header
    if (isTableFrame(frame, header)) return
    const durationMs = (granuleSamples * 1000) / header.sampleRate
    for (const loudnessDb of granuleLoudness(frame, header)) {
      granules.push({ durationMs, loudnessDb, level: levelOf(loudnessDb) })
    }
    soundMs += header.granules * durationMs
  }

  /** One step through the window; false if more bytes are needed to decide. */
  function step(isLast: boolean, granules: Granule[]): boolean {
    const available = end - start
    if (atBeginning) {
      if (available < 10 && !isLast) return false
      atBeginning = false
      tagBytesLeft = id3v2Bytes(window.subarray(start, end))
    }
    if (tagBytesLeft > 0) {
      const skipped = Math.min(tagBytesLeft, available)
      start += skipped
      tagBytesLeft -= skipped
      return skipped > 0
    }
    if (available < headerBytes) return false
    const header = readHeader(window, start)

    if (locked !== undefined && header !== undefined && sameStream(locked, header)) {
      if (available < header.sizeBytes) return false
      takeFrame(header, granules)
      return true
    }
    locked = undefined
    if (header === undefined) {
      start += 1
      return true
    }
    // Out of sync, any bytes may look like a header: the next header, or the end of the stream, confirms it.
    const decidable = available >= header.sizeBytes + headerBytes
    if (!decidable && !isLast) return false
    const next = decidable ? readHeader(window, start + header.sizeBytes) : undefined
    const isConfirmed = next === undefined ? available === header.sizeBytes : sameStream(header, next)
    if (isConfirmed) takeFrame(header, granules)
    else start += 1
    return true
  }

  function walk(isLast: boolean, granules: Granule[]) {
    while (step(isLast, granules));
  }

  return {
    feed(chunk) {
      const granules: Granule[] = []
      for (let offset = 0; offset < chunk.length; offset += pieceBytes) {
        append(chunk.subarray(offset, offset + pieceBytes))
        walk(false, granules)
      }
      return granules
    },
    end() {
      const granules: Granule[] = []
      walk(true, granules)
      return granules
    },
    durationMs: () => soundMs,
  }
}
