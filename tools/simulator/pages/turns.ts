// Calls at each turn of the program's loops and functions (compile/turns.ts) → an error where the program has not yielded for long.

const TURNS_BETWEEN_LOOKS = 256
/** A look later than that has been kept waiting by a debugger or a sleeping machine. */
const LONGEST_MS = 1000

export function createTurns(limitMs: number) {
  let left = TURNS_BETWEEN_LOOKS
  let spentMs = 0
  let lookedMs = 0
  let isStopped = false
  // a message waits for its turn like any other task, also in the background, where timers are slowed down
  const { port1, port2 } = new MessageChannel()
  let isAwaited = false
  port1.onmessage = () => {
    isAwaited = false
    isStopped = false
  }

  function look(place: string): void {
    left = TURNS_BETWEEN_LOOKS
    const now = performance.now()
    if (!isAwaited) {
      isAwaited = true
      spentMs = 0
      port2.postMessage(0)
    } else spentMs += Math.min(now - lookedMs, LONGEST_MS)
    lookedMs = now
    if (spentMs < limitMs) return
    isStopped = true
    left = 0
    throw new Error(`${place}: stopped, because the program has let nothing else run for ${limitMs / 1000} s`)
  }

  return {
    turn(place: string) {
      left -= 1
      if (left < 0) look(place)
    },
    /** From the first error until the program yields, every turn throws: a catch inside the loop does not help it. */
    isStopped: () => isStopped,
  }
}
