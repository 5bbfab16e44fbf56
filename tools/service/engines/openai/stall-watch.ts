// Signs of life → a signal that aborts when they have stayed away too long.
import type { Clock } from '../../clock'

export interface StallWatch {
  /** Aborts once `maxMs` have passed since the last sign of life, pauses left out. */
  readonly signal: AbortSignal
  /** A sign of life; ends a pause. */
  alive(): void
  /** Nobody listens for a while: silence does not count until the next sign of life. */
  pause(): void
  end(): void
}

/** One timer at a time, however many signs there are. */
export function createStallWatch(clock: Clock, maxMs: number): StallWatch {
  const stalled = new AbortController()
  const over = new AbortController()
  let aliveMs = clock.nowMs()
  let isPaused = false

  async function watch() {
    for (;;) {
      await clock.wait(isPaused ? maxMs : aliveMs + maxMs - clock.nowMs(), over.signal)
      if (over.signal.aborted) return
      if (isPaused || clock.nowMs() - aliveMs < maxMs) continue
      stalled.abort()
      return
    }
  }
  void watch()

  return {
    signal: stalled.signal,
    alive() {
      aliveMs = clock.nowMs()
      isPaused = false
    },
    pause() {
      isPaused = true
    },
    end: () => over.abort(),
  }
}
