// PCM → MP3 by LAME (wasm-media-encoders): real encodings for the tests.
import { createMp3Encoder } from 'wasm-media-encoders'

type Rate = 8000 | 11025 | 12000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000
type Bitrate = 16 | 24 | 32 | 48 | 64 | 96 | 128 | 192 | 320

export interface Encoding {
  readonly sampleRate: Rate
  readonly bitrate: Bitrate
  readonly channels?: 1 | 2
}

/** Granules that ffprobe counts in the 19.5 s of hometown.wav, encoded at each rate (whatever the bitrate). */
export const hometownGranules: Record<Rate, number> = {
  8000: 273,
  11025: 376,
  12000: 409,
  16000: 544,
  22050: 749,
  24000: 815,
  32000: 1086,
  44100: 1496,
  48000: 1628,
}

/** The lowest and highest bitrates that RecorderManager.start allows at each sample rate, and the app's own. */
export const recorderEncodings: readonly Encoding[] = [
  { sampleRate: 8000, bitrate: 16 },
  { sampleRate: 8000, bitrate: 48 },
  { sampleRate: 11025, bitrate: 16 },
  { sampleRate: 11025, bitrate: 48 },
  { sampleRate: 12000, bitrate: 24 },
  { sampleRate: 12000, bitrate: 64 },
  { sampleRate: 16000, bitrate: 24 },
  { sampleRate: 16000, bitrate: 48 },
  { sampleRate: 16000, bitrate: 96 },
  { sampleRate: 22050, bitrate: 32 },
  { sampleRate: 22050, bitrate: 128 },
  { sampleRate: 24000, bitrate: 32 },
  { sampleRate: 24000, bitrate: 128 },
  { sampleRate: 32000, bitrate: 48 },
  { sampleRate: 32000, bitrate: 192 },
  { sampleRate: 44100, bitrate: 64 },
  { sampleRate: 44100, bitrate: 320 },
  { sampleRate: 48000, bitrate: 64 },
  { sampleRate: 48000, bitrate: 320 },
]

// shared, because every new instance compiles its code again
const oneEncoder = createMp3Encoder()

export async function encode(pcm: Float32Array, { sampleRate, bitrate, channels = 1 }: Encoding) {
  const encoder = await oneEncoder
  encoder.configure({ sampleRate, outputSampleRate: sampleRate, channels, bitrate })
  // the encoder's arrays are views of its memory, overwritten by the next call
  const body = encoder.encode(Array.from({ length: channels }, () => pcm)).slice()
  const tail = encoder.finalize().slice()
  const bytes = new Uint8Array(body.length + tail.length)
  bytes.set(body)
  bytes.set(tail, body.length)
  return bytes
}

/** 16-bit mono WAV with a plain 44-byte header → samples, -1 … 1. */
export function samplesOf(wav: Uint8Array): Float32Array {
  const view = new DataView(wav.buffer, wav.byteOffset + 44)
  return Float32Array.from({ length: view.byteLength >> 1 }, (_, at) => view.getInt16(at * 2, true) / 32768)
}

/** Linear interpolation: simple, and good enough for loudness. */
export function resample(samples: Float32Array, fromRate: number, toRate: number): Float32Array {
  const resampled = new Float32Array(Math.floor((samples.length * toRate) / fromRate))
  for (let at = 0; at < resampled.length; at += 1) {
    const position = (at * fromRate) / toRate
    const before = Math.floor(position)
    const here = samples[before] ?? 0
    resampled[at] = here + ((samples[before + 1] ?? 0) - here) * (position - before)
  }
  return resampled
}
