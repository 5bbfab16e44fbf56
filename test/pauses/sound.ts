// Recordings, noise, and both mixed; recordings as MP3.
import { execFileSync } from 'node:child_process'
import type { Encoding } from '../core/recording/encode'

/** Any file that ffmpeg reads → mono samples, -1 … 1. */
export function decode(path: string, sampleRate: number): Float32Array {
  const format = ['-f', 'f32le', '-ac', '1', '-ar', String(sampleRate), '-']
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...format], { maxBuffer: 2 ** 30 })
  return new Float32Array(new Uint8Array(bytes).buffer)
}

/** By an encoder of ffmpeg's: phones need not have LAME, so `libshine` too. */
export function encodeByFfmpeg(path: string, encoder: string, { sampleRate, bitrate }: Encoding): Uint8Array {
  const format = [
    '-ac',
    '1',
    '-ar',
    String(sampleRate),
    '-c:a',
    encoder,
    '-b:a',
    `${bitrate}k`,
    '-f',
    'mp3',
    '-',
  ]
  return execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...format], { maxBuffer: 2 ** 30 })
}

/** The same samples for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Hiss: as strong at every frequency. */
export function white(length: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => random() + random() + random() - 1.5)
}

/** Rooms, traffic, fans: 3 dB softer with each octave (Kellet's filter). */
export function pink(length: number, seed: number): Float32Array {
  const poles = [
    [0.99886, 0.0555179],
    [0.99332, 0.0750759],
    [0.969, 0.153852],
    [0.8665, 0.3104856],
    [0.55, 0.5329522],
    [-0.7616, -0.016898],
  ] as const
  const memory = new Float64Array(poles.length)
  return white(length, seed).map((sample) => {
    let sum = 0.5362 * sample
    poles.forEach(([pole, gain], at) => (sum += memory[at] = pole * (memory[at] ?? 0) + gain * sample))
    return sum
  })
}

/** Six other voices at once, each as loud as the next, each from its own place in its recording. */
export function babble(length: number, voices: readonly Float32Array[], seed: number): Float32Array {
  const random = createRandom(seed)
  const mixed = new Float32Array(length)
  for (const voice of voices) {
    const gain = 1 / Math.sqrt(powerOf(voice))
    const begin = Math.floor(random() * voice.length)
    for (let at = 0; at < length; at += 1)
      mixed[at] = (mixed[at] ?? 0) + gain * (voice[(begin + at) % voice.length] ?? 0)
  }
  return mixed
}

export function powerOf(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
}

/** @param voicePower of the samples in which somebody speaks */
export function mix(
  samples: Float32Array,
  noise: Float32Array,
  voicePower: number,
  snrDb: number,
): Float32Array {
  const gain = Math.sqrt(voicePower / 10 ** (snrDb / 10) / powerOf(noise))
  return samples.map((sample, at) => Math.max(-1, Math.min(1, sample + gain * (noise[at] ?? 0))))
}
