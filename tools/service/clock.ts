// Time, injected into the service so that tests need not wait.

export interface Clock {
  /** Milliseconds from an arbitrary origin: only differences are meaningful. */
  nowMs(): number
  /** Resolves after `ms` (never, for `Infinity`) or as soon as `signal` aborts; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  // node:timers/promises would make an error, with its stack, for each wait that is ended
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const timer = ms === Infinity || signal.aborted ? undefined : setTimeout(end, ms)
      if (signal.aborted) end()
      else signal.addEventListener('abort', end)
    }),
}
