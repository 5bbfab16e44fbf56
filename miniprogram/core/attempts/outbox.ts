// Attempts that the student has asked to send → one POST each, one after another, whatever page is open. One per launch.
import type { Clock } from '../ports'
import type { PracticeSession } from '../session/session-runner'
import { isAnswering } from '../session/session-state'
import { errorOf, latestOf, type Attempt } from './attempt'
import type { AttemptLog } from './attempt-log'
import type { AttemptSessionOptions } from './attempt-session'
import * as states from './outbox-state'
import { emptyOutbox, type OutboxState } from './outbox-state'

interface OutboxParts {
  readonly attempts: Pick<AttemptLog, 'get' | 'onRemoved'>
  readonly clock: Pick<Clock, 'nowMs'>
  openSession(options: AttemptSessionOptions): PracticeSession
}

export interface Outbox {
  readonly state: OutboxState
  /** Calls `listener` after every change; returns a function to unsubscribe. */
  subscribe(listener: (state: OutboxState) => void): () => void
  /**
   * Sends these, in this order, after those that wait already. At its turn, an attempt is passed over if it was deleted, has
   * no audio, or was sent in the meantime. If the service says that it takes nothing before a later time, those after it are not sent.
   */
  send(attemptIds: readonly string[]): void
  /** The same for what the student has not asked for just now: before that time, nothing is sent. */
  offer(attemptIds: readonly string[]): void
  /** Stops the answer that is being written, with the text so far, and sends none of the others. */
  stop(): void
}

/** Nothing is stored: after a kill, an attempt that was waiting is unsent, as it was before. */
export function createOutbox({ attempts, clock, openSession }: OutboxParts): Outbox {
  const listeners = new Set<(state: OutboxState) => void>()
  /** The request ID that each attempt had when it was added. */
  const logids = new Map<string, string>()
  let state = emptyOutbox
  let session: PracticeSession | null = null
  /** The service takes nothing before. */
  let retryAtMs = 0

  function become(after: OutboxState): void {
    const before = state
    if (after === before) return
    state = after
    if (after.running !== null && after.running !== before.running) run(after.running)
    // otherwise a later change has been announced already
    if (state === after) for (const listener of [...listeners]) listener(state)
  }

  function run(attemptId: string): void {
    const attempt = attempts.get(attemptId)
    if (!attempt?.recording || logidOf(attempt) !== logids.get(attemptId)) return end(attemptId)
    const opened = openSession({ attempt, onUnwritten: () => become(states.unwritten(state)) })
    session = opened
    const unsubscribe = opened.subscribe((now) => {
      if (isAnswering(now)) return
      unsubscribe()
      session = null
      opened.leave()
      end(attemptId)
    })
    opened.send()
  }

  function drop(attemptIds: readonly string[]): void {
    const after = states.dropped(state, attemptIds)
    forget(state.waiting.filter((id) => !after.waiting.includes(id)))
    become(after)
  }

  function end(attemptId: string): void {
    const attempt = attempts.get(attemptId)
    retryAtMs = (attempt && errorOf(attempt)?.retryAtMs) ?? 0
    const refused = retryAtMs > clock.nowMs() ? state.waiting : []
    forget([attemptId, ...refused])
    become(states.ended(states.dropped(state, refused), attemptId))
  }

  function forget(attemptIds: readonly string[]): void {
    for (const id of attemptIds) logids.delete(id)
  }

  function send(attemptIds: readonly string[]): void {
    for (const id of attemptIds) if (!logids.has(id)) logids.set(id, logidOf(attempts.get(id)))
    become(states.added(state, attemptIds))
  }

  attempts.onRemoved(drop)

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send,
    offer(attemptIds) {
      if (clock.nowMs() >= retryAtMs) send(attemptIds)
    },
    stop() {
      drop(state.waiting)
      session?.stop()
    },
  }
}

function logidOf(attempt: Attempt | null): string {
  return (attempt && latestOf(attempt.answers)?.logid) ?? ''
}
