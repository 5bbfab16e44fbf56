// Kept takes → their answers: one exchange after another, one for each time that a take was added.

/** How an exchange ended. `taken`: another one took its place, or WeChat was left; the next had better wait. */
export type ExchangeEnd = 'over' | 'taken'

export interface AnswerQueueParts {
  /**
   * Sends the attempt: one POST. Calls `onEnd` once, now or later; the returned function closes the exchange.
   * What is not to be sent any more ends at once.
   */
  send(attemptId: string, onEnd: (end: ExchangeEnd) => void): () => void
  /** After every change of `running` and `waiting`. */
  onChange(): void
}

export interface AnswerQueue {
  readonly running: string | null
  /** In the order in which they will be sent. */
  readonly waiting: readonly string[]
  /** What waits or runs already is not added again. */
  add(attemptIds: readonly string[]): void
  /** After an exchange that was `taken`: the next one may go. */
  goOn(): void
  /** Closes what runs and forgets what waits. */
  clear(): void
}

interface Run {
  readonly attemptId: string
  isOver: boolean
  close(): void
}

export function createAnswerQueue({ send, onChange }: AnswerQueueParts): AnswerQueue {
  let run: Run | null = null
  let waiting: readonly string[] = []
  let isHeld = false

  function sendNext(): void {
    const [attemptId, ...rest] = waiting
    if (run || isHeld || attemptId === undefined) return
    const begun: Run = { attemptId, isOver: false, close: () => undefined }
    run = begun
    waiting = rest
    begun.close = send(attemptId, (end) => {
      if (begun.isOver) return
      begun.isOver = true
      run = null
      isHeld = end === 'taken'
      sendNext()
      onChange()
    })
  }

  return {
    get running() {
      return run?.attemptId ?? null
    },
    get waiting() {
      return waiting
    },
    add(attemptIds) {
      const fresh = attemptIds.filter((id) => id !== run?.attemptId && !waiting.includes(id))
      if (fresh.length === 0) return
      waiting = [...waiting, ...new Set(fresh)]
      sendNext()
      onChange()
    },
    goOn() {
      if (!isHeld) return
      isHeld = false
      sendNext()
      onChange()
    },
    clear() {
      waiting = []
      isHeld = false
      if (!run) return
      const { close } = run
      run.isOver = true
      run = null
      close()
    },
  }
}
