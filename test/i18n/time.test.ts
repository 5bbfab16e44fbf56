import { clockText, wholeSeconds } from '../../miniprogram/i18n/time'

test.each([
  [0, '0:00'],
  [999, '0:00'],
  [1000, '0:01'],
  [18_400, '0:18'],
  [60_000, '1:00'],
  [119_999, '1:59'],
  [600_000, '10:00'],
  [-5, '0:00'],
])('%d ms is %s', (durationMs, text) => {
  expect(clockText(durationMs)).toBe(text)
})

test('whole seconds agree with the clock', () => {
  expect([0, 999, 1000, 22_999, -1].map(wholeSeconds)).toEqual([0, 0, 1, 22, 0])
})
