// Real encodings: their durations and levels.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { isMp3 } from '../../../miniprogram/core/recording/mp3'
import { everyNth } from '../every-nth'
import { encode, hometownGranules, recorderEncodings, resample, samplesOf } from './encode'
import { audio, byteByByte, cut, hometown, walk } from './mp3-bytes'

const speech = samplesOf(new Uint8Array(readFileSync(join(audio, 'hometown.wav'))))
const speechRate = 16000

/** Pearson's correlation of the levels with the PCM's level in dB, granule by granule, on the same scale. */
function correlation(levels: readonly number[], pcm: Float32Array): number {
  // LAME's and the filter bank's delay: the sound of granule n is one granule earlier in the PCM
  const measured = levels.map((_, granule) => {
    const begin = Math.max(0, (granule - 1) * 576)
    const samples = pcm.subarray(begin, Math.max(0, granule * 576))
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)
    return Math.min(-10, Math.max(-55, 10 * Math.log10(power + 1e-12)))
  })
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [levelMean, measuredMean] = [mean(levels), mean(measured)]
  let both = 0
  let one = 0
  let other = 0
  levels.forEach((level, at) => {
    const a = level - levelMean
    const b = (measured[at] ?? 0) - measuredMean
    both += a * b
    one += a * a
    other += b * b
  })
  return both / Math.sqrt(one * other)
}

describe('a synthetic voice of 19.6 s', () => {
  const whole = walk([hometown])

  test('has 544 granules of 36 ms, without the Info frame', () => {
    expect(whole.granules).toHaveLength(544)
    expect(whole.durationMs).toBeCloseTo(19_584, 6)
    // the encoder's own count, from its Info frame
    expect(new DataView(hometown.buffer).getUint32(45 + 4 + 9 + 8)).toBe(544)
  })

  test('reads the same byte by byte', () => {
    expect(walk(byteByByte(hometown))).toEqual(whole)
  })

  test('reads the same at random cuts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (sizes) => {
        expect(walk(cut(hometown, sizes))).toEqual(whole)
      }),
      { seed: 1, numRuns: 40 },
    )
  })

  test('levels follow the decoded sound: correlation above 0.86', () => {
    const levels = whole.granules.map(({ level }) => level)
    expect(correlation(levels, speech)).toBeGreaterThan(0.86)
  })

  test('levels use the whole scale: pauses at 0, speech in the upper half', () => {
    const sorted = whole.granules.map(({ level }) => level).sort((a, b) => a - b)
    const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN
    expect(quantile(0.05)).toBe(0)
    expect(quantile(0.5)).toBeGreaterThan(0.5)
    expect(quantile(0.95)).toBeGreaterThan(0.86)
  })
})

const encodings = recorderEncodings.filter((_, at) => at % everyNth === 0)

describe.each(encodings)('LAME at $sampleRate Hz, $bitrate kb/s', (encoding) => {
  let pcm: Float32Array = new Float32Array()
  let bytes = new Uint8Array()
  let whole: ReturnType<typeof walk>
  beforeAll(async () => {
    pcm = resample(speech, speechRate, encoding.sampleRate)
    bytes = await encode(pcm, encoding)
    whole = walk([bytes])
  })

  test('is MP3 with exactly the duration that ffprobe reports', () => {
    expect(isMp3(bytes)).toBe(true)
    const { granules, durationMs } = whole
    const expected = hometownGranules[encoding.sampleRate]
    expect(granules).toHaveLength(expected)
    expect(durationMs).toBeCloseTo((expected * 576_000) / encoding.sampleRate, 6)
  })

  test('reads the same however it is cut', () => {
    const part = bytes.subarray(0, 20_000)
    expect(walk(byteByByte(part))).toEqual(walk([part]))
    expect(walk(cut(bytes, [1, 997, 3, 64, 4096, 1024]))).toEqual(whole)
  })

  test('levels follow the sound: correlation above 0.81', () => {
    const levels = whole.granules.map(({ level }) => level)
    expect(correlation(levels, pcm)).toBeGreaterThan(0.81)
  })
})

test('stereo: one granule for both channels, with the level of the louder one', async () => {
  const pcm = resample(speech, speechRate, 44_100).subarray(0, 200_000)
  const mono = walk([await encode(pcm, { sampleRate: 44_100, bitrate: 128 })])
  const stereo = walk([await encode(pcm, { sampleRate: 44_100, bitrate: 192, channels: 2 })])
  expect(stereo.granules).toHaveLength(mono.granules.length)
  expect(
    correlation(
      stereo.granules.map(({ level }) => level),
      pcm,
    ),
  ).toBeGreaterThan(0.81)
})

test('digital silence has level 0, although LAME writes a high gain for it', async () => {
  const { granules } = walk([await encode(new Float32Array(16_000), { sampleRate: 16_000, bitrate: 48 })])
  expect(granules.length).toBeGreaterThan(25)
  expect(granules.every(({ level }) => level === 0)).toBe(true)
})
