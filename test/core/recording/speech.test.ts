import type { Granule } from '../../../miniprogram/core/recording/mp3'
import { findSpeech, longestPause, meanRunMs, spokenShare } from '../../../miniprogram/core/recording/speech'
import type { Speech } from '../../../miniprogram/core/recording/speech'
import { hometown, walk } from './mp3-bytes'

/** Granules of 36 ms: how many, how loud. */
function granules(...stretches: [count: number, loudnessDb: number][]): Granule[] {
  return stretches.flatMap(([count, loudnessDb]) =>
    Array.from({ length: count }, () => ({ durationMs: 36, loudnessDb, level: 0 })),
  )
}

test('finds the first word, the last and the pauses between, to the granule', () => {
  const speech = findSpeech(granules([20, -60], [50, -20], [20, -60], [40, -22], [5, -60]))
  // the mean over four neighbours in dB lets a loud one outweigh the threshold by one granule on either side
  expect(speech).toEqual({
    firstWordMs: 19 * 36,
    lastWordMs: 131 * 36,
    pauses: [{ startMs: 71 * 36, endMs: 89 * 36 }],
    levelDb: -22,
  })
})

test('a synthetic voice pauses between its sentences', () => {
  const speech = findSpeech(walk([hometown]).granules)
  expect(speech?.firstWordMs).toBeLessThan(200)
  expect(speech?.pauses.length).toBeGreaterThan(1)
})

test.each([
  ['nothing', []],
  ['digital silence', granules([100, -Infinity])],
  ['a quiet room', granules([100, -70])],
])('tells nothing of %s', (_, sound) => {
  expect(findSpeech(sound)).toBeNull()
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
