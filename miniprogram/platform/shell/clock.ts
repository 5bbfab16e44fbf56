// The phone's time → core's Clock.
import type { Clock } from '../../core/ports'

export function createClock(): Clock {
  return {
    nowMs: () => Date.now(),
    setTimer(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}
