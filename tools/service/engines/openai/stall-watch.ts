// Signs of life → a signal that aborts when they have stayed away too long.
import type { Clock } from '../../clock'

export interface StallWatch {
  /** Aborts after `maxMs` without a sign of life, pauses left out; at most a fifth of it later. */
  readonly signal: AbortSignal
  /** A sign of life; ends a pause. */
  alive(): void
  /** Nobody listens for a while: silence does not count until the next sign of life. */
  pause(): void
  end(): void
}

const ticks = 10

/**
 * Counts ticks, not time: a process that was itself kept from running for a while has heard nothing either, and finds the signs of
 * life only after its timer. One timer at a time, however many signs there are.
 */
export function createStallWatch(clock: Clock, maxMs: number): StallWatch {
  const stalled = new AbortController()
  const over = new AbortController()
  let silentTicks = 0
  let isPaused = false

  async function watch() {
    // the first tick is a part of one: the last sign of life lay somewhere within it
    while (silentTicks <= ticks) {
      await clock.wait(maxMs / ticks, over.signal)
      if (over.signal.aborted) return
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
    end: () => over.abort(),
  }
}
