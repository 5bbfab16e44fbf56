// The clock → the request's id.
import type { Clock } from '../ports'

/** Makes the `logid` of each request of one launch. */
interface Logids {
  /**
   * Milliseconds since the epoch, as a decimal string. Each call in a launch returns a larger number than the
   * last, even within one millisecond or after the phone's clock was set back.
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
