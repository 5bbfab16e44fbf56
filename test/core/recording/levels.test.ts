import fc from 'fast-check'
import { createLevelMeter, summarise } from '../../../miniprogram/core/recording/levels'

describe('createLevelMeter', () => {
  const granules = (count: number, durationMs: number, level: number) =>
    Array.from({ length: count }, () => ({ durationMs, level }))

  test.each([12, 26.122448979591837, 36, 72])('granules of %d ms give ten values a second', (durationMs) => {
    const meter = createLevelMeter()
    const count = Math.round(60_000 / durationMs)
    const levels = granules(count, durationMs, 0.5).flatMap((granule) => meter.feed([granule]))
    expect(Math.abs(levels.length - 600)).toBeLessThanOrEqual(1)
    expect(levels.every((level) => Math.abs(level - 0.5) < 1e-9)).toBe(true)
  })

  test('a value is the mean of its granules, oldest first', () => {
    const meter = createLevelMeter()
    expect(meter.feed([...granules(1, 50, 0), ...granules(1, 50, 1), ...granules(1, 100, 0.2)])).toEqual([
      0.5, 0.2,
    ])
  })

  test('gives the same values however the granules are split over calls', () => {
    const sound = Array.from({ length: 100 }, (_, at) => ({ durationMs: 36, level: (at % 7) / 7 }))
    const whole = createLevelMeter().feed(sound)
    const meter = createLevelMeter()
    expect(sound.flatMap((granule) => meter.feed([granule]))).toEqual(whole)
  })
})

describe('summarise', () => {
  test('gives equal slices, each the mean of its levels', () => {
    expect(summarise([0, 1, 0.5, 0.5, 1, 1], 3)).toEqual([0.5, 0.5, 1])
    expect(summarise([0, 1, 1], 2)).toEqual([1 / 3, 1])
  })

  test('stretches a few levels', () => {
    expect(summarise([0.2, 0.8], 4)).toEqual([0.2, 0.2, 0.8, 0.8])
  })

  test('gives silence without levels', () => {
    expect(summarise([], 3)).toEqual([0, 0, 0])
  })

  test('gives any levels as the requested number of slices, each 0 … 1, with the same mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 100 }),
        (levels, count) => {
          const slices = summarise(levels, count)
          expect(slices).toHaveLength(count)
          expect(slices.every((slice) => slice >= 0 && slice <= 1)).toBe(true)
          const mean = (values: readonly number[]) =>
            values.reduce((sum, value) => sum + value, 0) / values.length
          expect(mean(slices)).toBeCloseTo(mean(levels), 6)
        },
      ),
    )
  })
})
