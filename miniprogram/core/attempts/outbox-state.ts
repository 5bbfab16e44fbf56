// Attempts to be sent → the one whose answer is being written, and those waiting. Pure.

export interface OutboxState {
  /** Null only if none is waiting. */
  readonly running: string | null
  /** In the order of sending. */
  readonly waiting: readonly string[]
  /** How many have ended since the outbox was last empty: with those still to come, "3 of 8". */
  readonly endedCount: number
  /** One of these answers could not be stored (`storage-full`). */
  readonly isUnwritten: boolean
}

export const emptyOutbox: OutboxState = { running: null, waiting: [], endedCount: 0, isUnwritten: false }

/** Attempts that are running or waiting are not added again. */
export function added(state: OutboxState, attemptIds: readonly string[]): OutboxState {
  const before = state.running === null ? emptyOutbox : state
  const waiting = [...new Set([...before.waiting, ...attemptIds.filter((id) => id !== before.running)])]
  return waiting.length === before.waiting.length ? state : next({ ...before, waiting })
}

/** The running one has ended, however it did: the next one follows. */
export function ended(state: OutboxState, attemptId: string): OutboxState {
  if (state.running !== attemptId) return state
  return next({ ...state, running: null, endedCount: state.endedCount + 1 })
}

/** Those are not sent, if they are waiting. */
export function dropped(state: OutboxState, attemptIds: readonly string[]): OutboxState {
  const waiting = state.waiting.filter((id) => !attemptIds.includes(id))
  return waiting.length === state.waiting.length ? state : { ...state, waiting }
}

export function unwritten(state: OutboxState): OutboxState {
  return state.isUnwritten ? state : { ...state, isUnwritten: true }
}

function next(state: OutboxState): OutboxState {
  const [first, ...rest] = state.waiting
  if (state.running !== null || first === undefined) return state
  return { ...state, running: first, waiting: rest }
}
