// A clock controlled by the test: time stands still until advance().
import type { Clock } from '../../miniprogram/core/ports'

export interface FakeClock extends Clock {
  /** Advances time by `ms`, running due timers in order, each at its own time. */
  advance(ms: number): void
  /** Advances time without running timers, like a sleeping phone. Overdue timers run at the next `advance`. */
  sleep(ms: number): void
  /** The number of timers that have neither run nor been cancelled. */
  pendingTimers(): number
  /** The phone's clock is set back: timers and the stopwatch continue. */
  setBack(ms: number): void
}

export function createFakeClock(startMs = 1_700_000_000_000): FakeClock {
  let nowMs = startMs
  let behindMs = 0
  let timers: { dueMs: number; run: () => void }[] = []

  return {
    nowMs: () => nowMs - behindMs,
    monotonicMs: () => nowMs,
    setTimer(delayMs, run) {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const endMs = nowMs + ms
      for (;;) {
        // timers due together run in the order in which they were set
        const next = timers.reduce<(typeof timers)[number] | undefined>(
          (first, timer) =>
            timer.dueMs <= endMs && (first === undefined || timer.dueMs < first.dueMs) ? timer : first,
          undefined,
        )
        if (next === undefined) break
        timers = timers.filter((other) => other !== next)
        nowMs = Math.max(nowMs, next.dueMs)
        next.run()
      }
      nowMs = endMs
    },
    sleep(ms) {
      nowMs += ms
    },
    setBack(ms) {
      behindMs += ms
    },
    pendingTimers: () => timers.length,
  }
}
