// One mock Part 1: its questions in order, and what became of each. Pure; the first open one is the one to be asked.
import type { AskedQuestion } from '../questions/question'
import type { AttemptSummary } from '../attempts/attempt-summary'

/** Of what is written to storage. A set of another version is not read: its takes are in the log all the same. */
export const mockVersion = 1

export type MockOutcome =
  /** `takeSinceMs`: since when a take has been answering it; null when none is. */
  | { readonly kind: 'open'; readonly takeSinceMs: number | null }
  | { readonly kind: 'answered'; readonly attemptId: string; readonly durationMs: number }
  /** With the take in which something had been said already; it is kept, and not sent. */
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

/** An attempt, or the recording that it has its id from. */
type Spoken = Pick<AttemptSummary, 'id' | 'durationMs'>

const open: MockOutcome = { kind: 'open', takeSinceMs: null }

export function createMockSet(questions: readonly AskedQuestion[], startedAtMs: number): MockSet {
  const items = questions.map(({ id, topic, text, gloss }) => ({
    question: { id, topic, text, gloss },
    outcome: open,
  }))
  return { version: mockVersion, startedAtMs, items }
}

/** Where the question to be asked stands; null when there is none left. */
export function askedIndex({ items }: MockSet): number | null {
  const index = items.findIndex(({ outcome }) => outcome.kind === 'open')
  return index === -1 ? null : index
}

export function askedQuestion(set: MockSet): AskedQuestion | null {
  const index = askedIndex(set)
  return index === null ? null : (set.items[index]?.question ?? null)
}

/** How long the student has spoken, in all recordings of the set. */
export function spokenMs({ items }: MockSet): number {
  return items.reduce((sum, { outcome }) => sum + (outcome.kind === 'open' ? 0 : outcome.durationMs), 0)
}

/** A take begins to answer the open question. A set without one is returned unchanged, here and below. */
export function takeStarted(set: MockSet, nowMs: number): MockSet {
  return settle(set, { kind: 'open', takeSinceMs: nowMs })
}

/** Nothing came of the take: the question will be asked again. */
export function takeDropped(set: MockSet): MockSet {
  return settle(set, open)
}

export function answered(set: MockSet, { id, durationMs }: Spoken): MockSet {
  return settle(set, { kind: 'answered', attemptId: id, durationMs })
}

export function skipped(set: MockSet, spoken: Spoken | null): MockSet {
  return settle(set, { kind: 'skipped', attemptId: spoken?.id ?? null, durationMs: spoken?.durationMs ?? 0 })
}

/**
 * For a set that was left in the middle of a take: if its recording had been saved before the app was killed, that is
 * the answer; otherwise the question is asked again.
 * @param attempts newest first
 */
export function takeSettled(set: MockSet, attempts: readonly AttemptSummary[]): MockSet {
  const item = set.items[askedIndex(set) ?? -1]
  if (item?.outcome.kind !== 'open' || item.outcome.takeSinceMs === null) return set
  const { takeSinceMs } = item.outcome
  const saved = attempts.find(
    ({ createdAtMs, question }) => createdAtMs >= takeSinceMs && question?.id === item.question.id,
  )
  return saved ? answered(set, saved) : takeDropped(set)
}

function settle(set: MockSet, outcome: MockOutcome): MockSet {
  const asked = askedIndex(set)
  if (asked === null) return set
  return { ...set, items: set.items.map((item, index) => (index === asked ? { ...item, outcome } : item)) }
}
