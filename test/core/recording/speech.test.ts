import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import type { Granule } from '../../../miniprogram/core/recording/mp3'
import { readSound } from '../../../miniprogram/core/recording/read-sound'
import {
  findSpeech,
  lengthMs,
  longestPause,
  meanRunMs,
  spokenShare,
} from '../../../miniprogram/core/recording/speech'
import type { Speech } from '../../../miniprogram/core/recording/speech'
import { encode, type Encoding } from './encode'
import { cut, hometown, joined, walk } from './mp3-bytes'

/** Granules of 36 ms: how many, how loud. */
function granules(...stretches: [count: number, loudnessDb: number][]): Granule[] {
  return stretches.flatMap(([count, loudnessDb]) =>
    Array.from({ length: count }, () => ({ durationMs: 36, loudnessDb, level: 0 })),
  )
}

/** A buzz where `words` say so, in a room that hisses. */
function voice(
  words: readonly [startMs: number, endMs: number][],
  wholeMs: number,
  rate: number,
  hiss = 0.001,
) {
  const samples = new Float32Array(Math.round((wholeMs * rate) / 1000))
  let noise = 1
  samples.forEach((_, at) => {
    noise = (noise * 16_807) % 2_147_483_647
    const atMs = (at * 1000) / rate
    const isSpoken = words.some(([startMs, endMs]) => atMs >= startMs && atMs < endMs)
    const pitch = (at * 140) / rate
    const buzz = isSpoken ? 0.25 * (2 * (pitch - Math.floor(pitch)) - 1) : 0
    samples[at] = buzz + hiss * (noise / 1_073_741_824 - 1)
  })
  return samples
}

async function told(samples: Float32Array, encoding: Encoding = { sampleRate: 16_000, bitrate: 48 }) {
  const sound = readSound(await encode(samples, encoding))
  return sound instanceof AppError ? sound : sound.speech
}

describe('granules', () => {
  test('tell the first word, the last and the pauses between, to two granules', () => {
    const speech = findSpeech(granules([20, -60], [50, -20], [20, -60], [40, -22], [5, -60]))
    // the mean over both sides lets the loud one outweigh
    expect(speech).toEqual({
      firstWordMs: 19 * 36,
      lastWordMs: 131 * 36,
      pauses: [{ startMs: 71 * 36, endMs: 89 * 36 }],
      levelDb: -22,
    })
  })

  test('a click is no word, and a short gap no pause', () => {
    const speech = findSpeech(
      granules([20, -60], [1, -20], [20, -60], [50, -20], [6, -60], [50, -20], [20, -60]),
    )
    expect(speech).toMatchObject({ firstWordMs: 40 * 36, lastWordMs: 148 * 36, pauses: [] })
  })

  test('breath in a pause is part of the pause', () => {
    const speech = findSpeech(granules([40, -20], [10, -60], [10, -43], [10, -60], [40, -20], [20, -60]))
    expect(speech?.pauses).toEqual([{ startMs: 41 * 36, endMs: 69 * 36 }])
  })

  test.each([
    ['nothing', []],
    ['digital silence', granules([100, -Infinity])],
    ['a quiet room', granules([100, -70])],
    ['a whisper far away', granules([50, -52], [50, -80])],
    ['a voice in much noise', granules([50, -20], [20, -42], [50, -20])],
    ['a voice that hardly pauses', granules([60, -20], [8, -55], [60, -20])],
    ['a voice after a murmur that may be its first word', granules([20, -70], [20, -36], [80, -20])],
    ['a voice after somebody far away', granules([20, -70], [20, -36], [20, -70], [80, -20])],
  ])('of %s nothing is told', (_, sound) => {
    expect(findSpeech(sound)).toBeNull()
  })

  test('an hour takes no longer than its length', () => {
    const hour = granules(
      ...Array.from({ length: 2_000 }, (_, at): [number, number] => [50, at % 2 ? -20 : -60]),
    )
    expect(findSpeech(hour)?.pauses).toHaveLength(999)
  })
})

describe('an MP3', () => {
  const words: [number, number][] = [
    [900, 2_500],
    [3_400, 5_000],
    [5_600, 7_500],
  ]

  test.each<Encoding>([
    { sampleRate: 8_000, bitrate: 16 },
    { sampleRate: 11_025, bitrate: 48 },
    { sampleRate: 16_000, bitrate: 48 },
    { sampleRate: 24_000, bitrate: 32 },
    { sampleRate: 44_100, bitrate: 64 },
    { sampleRate: 48_000, bitrate: 320 },
  ])('of $sampleRate Hz and $bitrate kb/s tells each word to 150 ms', async (encoding) => {
    const speech = (await told(voice(words, 8_500, encoding.sampleRate), encoding)) as Speech
    const found = [
      speech.firstWordMs,
      ...speech.pauses.flatMap(({ startMs, endMs }) => [startMs, endMs]),
      speech.lastWordMs,
    ]
    const moments = words.flat()
    expect(found).toHaveLength(moments.length)
    found.forEach((atMs, at) => expect(Math.abs(atMs - (moments[at] ?? NaN))).toBeLessThanOrEqual(150))
  })

  test('whose bitrate changes is read on', async () => {
    const half = voice([[500, 2_000]], 3_000, 16_000)
    const bytes = joined(
      await encode(half, { sampleRate: 16_000, bitrate: 24 }),
      await encode(half, { sampleRate: 16_000, bitrate: 96 }),
    )
    expect(readSound(bytes)).toMatchObject({ speech: { pauses: [{}] } })
  })

  test('tells the same from the frames of the recorder, however they are cut', () => {
    const whole = readSound(hometown)
    const live = walk(cut(hometown, [1, 997, 3, 64, 4096, 1024])).granules
    expect(whole).toMatchObject({ speech: findSpeech(live) })
  })

  test('that is cut short tells what it has', () => {
    const whole = findSpeech(walk([hometown]).granules)
    const most = findSpeech(walk([hometown.subarray(0, hometown.length * 0.75)]).granules)
    expect(most?.firstWordMs).toBe(whole?.firstWordMs)
    // most of it is as loud as the whole, give or take
    expect(Math.abs((most?.pauses[0]?.endMs ?? NaN) - (whole?.pauses[0]?.endMs ?? NaN))).toBeLessThanOrEqual(
      72,
    )
  })

  test('in which somebody speaks to the very end', async () => {
    const speech = await told(voice([[700, 4_000]], 4_000, 16_000))
    expect(speech).toMatchObject({ pauses: [] })
    expect((speech as Speech).lastWordMs).toBeGreaterThan(3_850)
  })

  test('of two minutes', async () => {
    const sentences = Array.from({ length: 40 }, (_, at): [number, number] => [
      at * 3_000 + 500,
      at * 3_000 + 2_500,
    ])
    const speech = (await told(voice(sentences, 120_000, 16_000))) as Speech
    expect(speech.pauses).toHaveLength(39)
    expect(spokenShare(speech)).toBeCloseTo(0.68, 1)
  })

  test.each([
    ['silence', 0, []],
    ['noise', 0.3, []],
    ['a voice as loud as the noise', 0.25, words],
  ] as const)('of %s: nothing is told', async (_, hiss, spoken) => {
    expect(await told(voice(spoken as [number, number][], 8_500, 16_000, hiss))).toBeNull()
  })

  test('of any bytes: told in order, within the recording, or not at all', () => {
    const anyFrames = fc.array(fc.oneof(fc.nat(hometown.length - 1), fc.uint8Array({ maxLength: 600 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(anyFrames, (parts) => {
        const bytes = joined(
          ...parts.map((part) => (typeof part === 'number' ? hometown.subarray(part, part + 1_000) : part)),
        )
        const sound = readSound(joined(hometown.subarray(0, 500), bytes))
        if (sound instanceof AppError || !sound.speech) return
        const { firstWordMs, lastWordMs, pauses } = sound.speech
        const times = [
          0,
          firstWordMs,
          ...pauses.flatMap(({ startMs, endMs }) => [startMs, endMs]),
          lastWordMs,
          sound.durationMs,
        ]
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(pauses.every((pause) => lengthMs(pause) >= 299)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe('what follows from it', () => {
  const pauses = [
    { startMs: 2_000, endMs: 2_500 },
    { startMs: 5_000, endMs: 7_000 },
    { startMs: 8_000, endMs: 10_000 },
  ]
  const speech: Speech = { firstWordMs: 1_000, lastWordMs: 11_000, pauses, levelDb: -20 }

  test('share, longest pause (the first of equals), mean run', () => {
    expect(spokenShare(speech)).toBeCloseTo(0.55)
    expect(longestPause(speech)).toBe(pauses[1])
    expect(meanRunMs(speech)).toBe(1_375)
  })

  test('without a pause', () => {
    const fluent = { ...speech, pauses: [] }
    expect(spokenShare(fluent)).toBe(1)
    expect(longestPause(fluent)).toBeNull()
    expect(meanRunMs(fluent)).toBe(10_000)
  })
})
