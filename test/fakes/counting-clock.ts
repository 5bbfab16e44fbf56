// The phone's real clock, which tells how many of its timers are set.
import type { Clock } from '../../miniprogram/core/ports'
import { createClock } from '../../miniprogram/platform/clock'

export interface CountingClock extends Clock {
  /** Timers set and neither run nor cancelled. */
  pendingTimers(): number
}

export function createCountingClock(): CountingClock {
  const clock = createClock()
  const pending = new Set<object>()
  return {
    nowMs: clock.nowMs,
    setTimer(delayMs, run) {
      const timer = {}
      pending.add(timer)
      const cancel = clock.setTimer(delayMs, () => {
        pending.delete(timer)
        run()
      })
      return () => {
        pending.delete(timer)
        cancel()
      }
    },
    pendingTimers: () => pending.size,
  }
}
