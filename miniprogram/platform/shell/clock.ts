// The phone's time → core's Clock.
import type { Clock } from '../../core/ports'

export function createClock(): Clock {
  let lastMs = Date.now()
  let sumMs = 0
  return {
    nowMs: () => Date.now(),
    // WeChat documents no monotonic clock: backward steps are ignored, forward steps look like sleep
    monotonicMs() {
      const nowMs = Date.now()
      sumMs += Math.max(0, nowMs - lastMs)
      lastMs = nowMs
      return sumMs
    },
    setTimer(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
