// Time, injected into the service so that tests need not wait.
import { setTimeout as delay } from 'node:timers/promises'

export interface Clock {
  /** Milliseconds from an arbitrary origin: only differences are meaningful. */
  nowMs(): number
  /** Resolves after `ms` (never, for `Infinity`) or as soon as `signal` aborts; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  async wait(ms, signal) {
    if (signal.aborted) return
    if (ms === Infinity) {
      await new Promise<void>((resolve) => {
        signal.addEventListener(
          'abort',
          () => {
            resolve()
          },
          { once: true },
        )
      })
      return
    }
    await delay(ms, undefined, { signal }).catch(() => undefined)
  },
}
