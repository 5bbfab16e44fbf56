import { createIdleWatchdog } from '../../../miniprogram/core/session/idle-watchdog'
import { createFakeClock } from '../../fakes/fake-clock'

function watch() {
  const clock = createFakeClock()
  const silences: number[] = []
  const watchdog = createIdleWatchdog({
    clock,
    firstByteMs: 30_000,
    idleMs: 5_000,
    onIdle: (limitMs) => silences.push(limitMs) < 0,
  })
  return { clock, silences, watchdog }
}

test('no first byte: alarm after exactly firstByteMs, once', () => {
  const { clock, silences } = watch()
  clock.advance(29_999)
  expect(silences).toEqual([])
  clock.advance(1)
  expect(silences).toEqual([30_000])
  clock.advance(600_000)
  expect(silences).toEqual([30_000])
  expect(clock.pendingTimers()).toBe(0)
})

test('after the first byte: alarm exactly idleMs after the last one', () => {
  const { clock, silences, watchdog } = watch()
  clock.advance(29_000)
  watchdog.sawBytes()
  for (let i = 0; i < 20; i++) {
    clock.advance(4_999)
    watchdog.sawBytes()
  }
  clock.advance(4_999)
  expect(silences).toEqual([])
  clock.advance(1)
  expect(silences).toEqual([5_000])
})

test('one timer, however many bytes', () => {
  const { clock, watchdog } = watch()
  for (let i = 0; i < 1_000; i++) {
    watchdog.sawBytes()
    clock.advance(3)
    expect(clock.pendingTimers()).toBe(1)
  }
})

test('hidden time does not count as silence: a full limit after the app is shown again', () => {
  const { clock, silences, watchdog } = watch()
  watchdog.sawBytes()
  clock.advance(3_000)
  watchdog.suspend()
  clock.advance(60_000)
  expect(silences).toEqual([])
  watchdog.resume()
  clock.advance(4_999)
  expect(silences).toEqual([])
  clock.advance(1)
  expect(silences).toEqual([5_000])
})

test("setting the phone's clock back does not extend the limit", () => {
  const { clock, silences, watchdog } = watch()
  watchdog.sawBytes()
  clock.advance(3_000)
  clock.setBack(3_600_000)
  clock.advance(2_000)
  expect(silences).toEqual([5_000])
})

test('an overdue timer means that the phone was asleep', () => {
  const { clock, silences, watchdog } = watch()
  watchdog.sawBytes()
  clock.sleep(120_000)
  clock.advance(0)
  expect(silences).toEqual([])
  clock.advance(5_000)
  expect(silences).toEqual([5_000])
})

test.each([
  [999, [5_000]],
  [1_000, []],
])('a timer %d ms late', (lateMs, expected) => {
  const { clock, silences, watchdog } = watch()
  watchdog.sawBytes()
  clock.sleep(5_000 + lateMs)
  clock.advance(0)
  expect(silences).toEqual(expected)
})

test('bytes that arrive while hidden do not restart the timer', () => {
  const { clock, silences, watchdog } = watch()
  watchdog.suspend()
  watchdog.sawBytes()
  clock.advance(60_000)
  expect(silences).toEqual([])
  watchdog.resume()
  clock.advance(5_000)
  expect(silences).toEqual([5_000])
})

test('nothing happens after stop, not even after resume', () => {
  const { clock, silences, watchdog } = watch()
  watchdog.stop()
  watchdog.sawBytes()
  watchdog.resume()
  expect(clock.pendingTimers()).toBe(0)
  clock.advance(60_000)
  expect(silences).toEqual([])
})
