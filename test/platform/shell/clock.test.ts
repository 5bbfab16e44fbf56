import { createClock } from '../../../miniprogram/platform/shell/clock'

beforeEach(() => jest.useFakeTimers({ now: 1_700_000_000_000 }))
afterEach(() => jest.useRealTimers())

test('returns the time and runs a timer once', () => {
  const clock = createClock()
  const run = jest.fn()
  clock.setTimer(50, run)
  jest.advanceTimersByTime(49)
  expect(run).not.toHaveBeenCalled()
  jest.advanceTimersByTime(500)
  expect(run).toHaveBeenCalledTimes(1)
  expect(clock.nowMs()).toBe(1_700_000_000_549)
})

test('a cancelled timer never runs; cancelling late or twice has no effect', () => {
  const run = jest.fn()
  const cancel = createClock().setTimer(50, run)
  cancel()
  cancel()
  jest.advanceTimersByTime(100)
  expect(run).not.toHaveBeenCalled()
})

test('the stopwatch never goes back, and continues after the clock is set back', () => {
  const now = jest.spyOn(Date, 'now')
  now.mockReturnValue(10_000_000)
  const clock = createClock()
  const beganMs = clock.monotonicMs()
  now.mockReturnValue(10_000_500)
  expect(clock.monotonicMs() - beganMs).toBe(500)
  now.mockReturnValue(6_400_000)
  expect(clock.monotonicMs() - beganMs).toBe(500)
  now.mockReturnValue(6_400_250)
  expect(clock.monotonicMs() - beganMs).toBe(750)
  now.mockRestore()
})
