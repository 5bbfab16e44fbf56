import {
  defaultGuideZone,
  paceFraction,
  paceOf,
  zoneFractions,
} from '../../../miniprogram/core/recording/pace'

test.each([
  [0, 'before'],
  [14_999, 'before'],
  [15_000, 'inside'],
  [30_000, 'inside'],
  [30_001, 'past'],
] as const)('at %d ms the pace in the default zone is %s', (elapsedMs, pace) => {
  expect(paceOf(elapsedMs, defaultGuideZone)).toBe(pace)
})

test("a full turn is one and a half times the zone's end; the default zone is its middle third", () => {
  expect(paceFraction(44_999, defaultGuideZone)).toBeLessThan(1)
  expect(paceFraction(45_000, defaultGuideZone)).toBe(1)
  const { start, end } = zoneFractions(defaultGuideZone)
  expect(start).toBeCloseTo(1 / 3, 10)
  expect(end).toBeCloseTo(2 / 3, 10)
})

test('the fraction grows to a full turn and stays there', () => {
  expect(paceFraction(0, defaultGuideZone)).toBe(0)
  expect(paceFraction(22_500, defaultGuideZone)).toBe(0.5)
  expect(paceFraction(45_000, defaultGuideZone)).toBe(1)
  expect(paceFraction(120_000, defaultGuideZone)).toBe(1)
})
