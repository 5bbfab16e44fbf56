// Events of one exchange → the calls that its caller may see.

/**
 * Stands between callbacks of the platform, which may come early, late or twice, and one caller's handlers:
 * no call before the function that made the gate has returned, one terminal call, none after it or after `close`.
 */
export interface CallGate {
  /** False once a terminal call was taken or the gate was closed. */
  readonly isOpen: boolean
  pass(call: () => void): void
  /** Takes `call` as the terminal one; nothing that comes later is passed. */
  end(call: () => void): void
  /** The caller has aborted: what is still waiting is dropped too. True if the gate was open. */
  close(): boolean
}

export function createCallGate(): CallGate {
  let isOpen = true
  let isAborted = false
  let waiting: (() => void)[] | undefined = []

  const run = (call: () => void) => {
    if (waiting) waiting.push(call)
    else call()
  }

  // A microtask is the first moment after the synchronous caller has returned; WeChat may call `fail` before that.
  void Promise.resolve().then(() => {
    const calls = waiting ?? []
    try {
      // Calls made meanwhile queue up behind, so that the order holds.
      for (let i = 0; i < calls.length && !isAborted; i++) calls[i]?.()
    } finally {
      // A handler that throws must not hold back what comes later.
      waiting = undefined
    }
  })

  return {
    get isOpen() {
      return isOpen
    },
    pass(call) {
      if (isOpen) run(call)
    },
    end(call) {
      if (!isOpen) return
      isOpen = false
      run(call)
    },
    close() {
      const wasOpen = isOpen
      isOpen = false
      isAborted = true
      return wasOpen
    },
  }
}
