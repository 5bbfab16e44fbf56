// The clock → the request's id.
import type { Clock } from '../ports'

/** Makes the `logid` of each request of one launch. */
export interface Logids {
  /**
   * Milliseconds since the epoch, as a decimal string. Every call of one launch gives a larger number than the
   * one before, also within one millisecond and after the phone's clock was set back.
   */
  next(): string
}

export function createLogids(clock: Pick<Clock, 'nowMs'>): Logids {
  let lastMs = 0
  return {
    next() {
      lastMs = Math.max(Math.floor(clock.nowMs()), lastMs + 1)
      return String(lastMs)
    },
  }
}
