// Signs of life → one alarm when there has been none for too long.
import type { Clock } from '../ports'

export interface IdleWatchdogOptions {
  readonly clock: Clock
  /** How long the first byte may take, and each step on the way to it. */
  readonly firstByteMs: number
  /** How long each later byte may take. */
  readonly idleMs: number
  /** Called at most once, with the limit that was passed. */
  onIdle(limitMs: number): void
}

export interface IdleWatchdog {
  /** Something went on before the first byte: its limit is granted anew. */
  sawProgress(): void
  /** Bytes have arrived; the first call changes the limit from `firstByteMs` to `idleMs`. */
  sawBytes(): void
  /** The app was hidden: JavaScript may stop at any moment, so silence means nothing until `resume()`. */
  suspend(): void
  /** The app is back: a full limit is granted from now. */
  resume(): void
  /** Ends the watch; nothing is called afterwards. */
  stop(): void
}

// A timer this late did not wait for the service: the phone slept, and what it missed may still be on its way.
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
      stopped = true
      onIdle(limitMs)
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
      // a suspended watch stays so: resume() will find the new limit
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
