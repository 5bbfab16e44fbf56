// Signs of life → a signal that aborts when there have been none for too long.
import type { Clock } from '../../clock'

export interface StallWatch {
  /** Aborts after `maxMs` without a sign of life, pauses excluded; at most a fifth later. */
  readonly signal: AbortSignal
  /** Reports a sign of life; ends a pause. */
  alive(): void
  /** The consumer is busy: silence does not count until the next sign of life. */
  pause(): void
  end(): void
}

const ticks = 10

/**
 * Counts ticks rather than time: when the process was suspended, its timer fires before the signs of life that arrived meanwhile.
 * Uses one timer, however many signs there are.
 */
export function createStallWatch(clock: Clock, maxMs: number): StallWatch {
  const stalled = new AbortController()
  const ended = new AbortController()
  let silentTicks = 0
  let isPaused = false

  async function watch() {
    // the first tick may be partial: the last sign of life came somewhere within it
    while (silentTicks <= ticks) {
      await clock.wait(maxMs / ticks, ended.signal)
      if (ended.signal.aborted) return
      if (!isPaused) silentTicks++
    }
    stalled.abort()
  }
  void watch()

  return {
    signal: stalled.signal,
    alive() {
      silentTicks = 0
      isPaused = false
    },
    pause() {
      isPaused = true
    },
    end: () => ended.abort(),
  }
}
