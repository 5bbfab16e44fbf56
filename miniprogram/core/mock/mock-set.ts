// One mock Part 1: its questions in order, and the outcome of each. Pure; the first open question is asked next.
import type { AskedQuestion } from '../questions/question'
import type { AttemptSummary } from '../attempts/attempt-summary'

/** Of the stored form. A set of another version is not read; its recordings are in the log anyway. */
export const mockVersion = 1

export type MockOutcome =
  /** `takeSinceMs`: when the take that answers it began; null without one. */
  | { readonly kind: 'open'; readonly takeSinceMs: number | null }
  | { readonly kind: 'answered'; readonly attemptId: string; readonly durationMs: number }
  /** With the recording, if there was one long enough to save; it is not sent. */
  | { readonly kind: 'skipped'; readonly attemptId: string | null; readonly durationMs: number }

export interface MockItem {
  readonly question: AskedQuestion
  readonly outcome: MockOutcome
}

export interface MockSet {
  readonly version: typeof mockVersion
  readonly startedAtMs: number
  /** At least one. */
  readonly items: readonly MockItem[]
}

/** An attempt, or its recording, which has the same id. */
type Spoken = Pick<AttemptSummary, 'id' | 'durationMs'>

const open: MockOutcome = { kind: 'open', takeSinceMs: null }

export function createMockSet(questions: readonly AskedQuestion[], startedAtMs: number): MockSet {
  const items = questions.map(({ id, topic, text, gloss }) => ({
    question: { id, topic, text, gloss },
    outcome: open,
  }))
  return { version: mockVersion, startedAtMs, items }
}

/** Index of the question to be asked; null when none is left. */
export function askedIndex({ items }: MockSet): number | null {
  const index = items.findIndex(({ outcome }) => outcome.kind === 'open')
  return index === -1 ? null : index
}

export function askedQuestion(set: MockSet): AskedQuestion | null {
  const index = askedIndex(set)
  return index === null ? null : (set.items[index]?.question ?? null)
}

/** The one that is asked after the open question, unless that stays open. */
export function followingQuestion({ items }: MockSet): AskedQuestion | null {
  return items.filter(({ outcome }) => outcome.kind === 'open')[1]?.question ?? null
}

/** How long each recording of the set is, whether it answers its question or was skipped. */
export function spokenMsOf({ items }: MockSet): readonly number[] {
  return items.flatMap(({ outcome }) =>
    outcome.kind === 'open' || outcome.attemptId === null ? [] : [outcome.durationMs],
  )
}

/** In all of them. */
export function totalSpokenMs(set: MockSet): number {
  return spokenMsOf(set).reduce((sum, durationMs) => sum + durationMs, 0)
}

/** A take begins to answer the open question. Here and below, a set without an open question is returned unchanged. */
export function takeStarted(set: MockSet, nowMs: number): MockSet {
  return withOutcome(set, { kind: 'open', takeSinceMs: nowMs })
}

/** The take gave no answer: the question will be asked again. */
export function takeDropped(set: MockSet): MockSet {
  return withOutcome(set, open)
}

export function answered(set: MockSet, { id, durationMs }: Spoken): MockSet {
  return withOutcome(set, { kind: 'answered', attemptId: id, durationMs })
}

export function skipped(set: MockSet, spoken: Spoken | null): MockSet {
  return withOutcome(set, {
    kind: 'skipped',
    attemptId: spoken?.id ?? null,
    durationMs: spoken?.durationMs ?? 0,
  })
}

/**
 * For a set that was interrupted by a kill during a take: if the recording was saved before that, it is the answer;
 * otherwise the question is asked again.
 * @param attempts newest first
 */
export function takeRecovered(set: MockSet, attempts: readonly AttemptSummary[]): MockSet {
  const item = set.items[askedIndex(set) ?? -1]
  if (item?.outcome.kind !== 'open' || item.outcome.takeSinceMs === null) return set
  const { takeSinceMs } = item.outcome
  const saved = attempts.find(
    ({ createdAtMs, question }) => createdAtMs >= takeSinceMs && question?.id === item.question.id,
  )
  return saved ? answered(set, saved) : takeDropped(set)
}

function withOutcome(set: MockSet, outcome: MockOutcome): MockSet {
  const asked = askedIndex(set)
  if (asked === null) return set
  return { ...set, items: set.items.map((item, index) => (index === asked ? { ...item, outcome } : item)) }
}
