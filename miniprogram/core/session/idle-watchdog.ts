// Signs of life → an alarm when there have been none for too long.
import type { Clock } from '../ports'

interface IdleWatchdogOptions {
  readonly clock: Clock
  /** How long the first byte may take, and each step before it. */
  readonly firstByteMs: number
  /** How long each later byte may take. */
  readonly idleMs: number
  /**
   * Called with the limit that was passed. True: something is being done about it, and watching goes on with `resume()`.
   * False: this was the last call.
   */
  onIdle(limitMs: number): boolean
}

interface IdleWatchdog {
  /** Progress was made before the first byte: its limit starts again. */
  sawProgress(): void
  /** Bytes have arrived. The first call changes the limit from `firstByteMs` to `idleMs`. */
  sawBytes(): void
  /** The app was hidden: JavaScript may stop at any moment, so silence proves nothing until `resume()`. */
  suspend(): void
  /** The app is back: the full limit starts now. */
  resume(): void
  /** Nothing is called afterwards. */
  stop(): void
}

// A timer that fires this late means that the phone was asleep: what it missed may still arrive.
const overdueMs = 1000

/** Starts watching at once. One timer at a time, however many bytes arrive. */
export function createIdleWatchdog({
  clock,
  firstByteMs,
  idleMs,
  onIdle,
}: IdleWatchdogOptions): IdleWatchdog {
  let limitMs = firstByteMs
  let heardAtMs = clock.monotonicMs()
  let cancelTimer: (() => void) | null = null
  let stopped = false

  function check(): void {
    const silentMs = clock.monotonicMs() - heardAtMs
    if (silentMs >= limitMs + overdueMs) {
      restart()
    } else if (silentMs >= limitMs) {
      cancelTimer = null
      stopped = !onIdle(limitMs)
    } else {
      cancelTimer = clock.setTimer(limitMs - silentMs, check)
    }
  }

  function restart(): void {
    suspend()
    if (stopped) return
    heardAtMs = clock.monotonicMs()
    cancelTimer = clock.setTimer(limitMs, check)
  }

  function suspend(): void {
    cancelTimer?.()
    cancelTimer = null
  }

  restart()

  return {
    sawProgress() {
      heardAtMs = clock.monotonicMs()
    },
    sawBytes() {
      heardAtMs = clock.monotonicMs()
      if (limitMs === idleMs) return
      limitMs = idleMs
      // a suspended watchdog stays suspended: resume() will apply the new limit
      if (cancelTimer) restart()
    },
    suspend,
    resume: restart,
    stop() {
      stopped = true
      suspend()
    },
  }
}
