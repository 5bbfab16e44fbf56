// The log and the outbox → the status of each answer of a mock set.
import { errorOf, isHalfWay, type Attempt, type AttemptError, type AttemptStatus } from '../attempts/attempt'
import type { AttemptLog } from '../attempts/attempt-log'
import type { OutboxState } from '../attempts/outbox-state'
import type { MockSet } from './mock-set'

export interface MockAnswer {
  readonly status:
    | 'ready'
    | 'writing'
    /** Sent when those before it have ended. */
    | 'queued'
    /** It was sent, or could not be, and there is no complete answer. */
    | 'failed'
    /** By the student. */
    | 'stopped'
    | 'unsent'
    /** The attempt was deleted. */
    | 'gone'
  readonly error: AttemptError | null
  /** Without audio it cannot be sent. */
  readonly hasAudio: boolean
}

export const goneAnswer: MockAnswer = { status: 'gone', error: null, hasAudio: false }

/** Reads the log's index, and only the entries of attempts without a complete answer. */
export function readAnswers(
  set: MockSet | null,
  attempts: Pick<AttemptLog, 'get' | 'list'>,
  { running, waiting }: Pick<OutboxState, 'running' | 'waiting'>,
): ReadonlyMap<string, MockAnswer> {
  const ids = new Set(
    (set?.items ?? []).map(({ outcome }) => (outcome.kind === 'open' ? null : outcome.attemptId)),
  )
  const answers = new Map<string, MockAnswer>()
  for (const { id, status, audio } of attempts.list()) {
    if (!ids.has(id)) continue
    const attempt: Attempt | null = status === 'done' ? null : attempts.get(id)
    const error = attempt && errorOf(attempt)
    const hasAudio = audio !== 'none'
    if (id === running) answers.set(id, { status: 'writing', error, hasAudio })
    else if (waiting.includes(id)) answers.set(id, { status: 'queued', error, hasAudio })
    else answers.set(id, { status: statusOf(status, error), error, hasAudio })
  }
  return answers
}

/** Answered questions only: the recording of a skipped one needs its own tap. */
export function unsentIdsIn(
  set: MockSet | null,
  answers: ReadonlyMap<string, MockAnswer>,
): readonly string[] {
  return (set?.items ?? []).flatMap(({ outcome }) =>
    outcome.kind === 'answered' && answers.get(outcome.attemptId)?.status === 'unsent'
      ? [outcome.attemptId]
      : [],
  )
}

function statusOf(status: AttemptStatus, error: AttemptError | null): MockAnswer['status'] {
  if (isHalfWay(status)) return 'writing'
  if (status === 'done') return 'ready'
  if (status === 'stopped') return 'stopped'
  return status === 'recorded' && !error ? 'unsent' : 'failed'
}
