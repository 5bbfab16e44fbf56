// All attempts → what was spoken of each question.
import type { AttemptSummary } from '../attempts/attempt-summary'

export interface Practised {
  /** Milliseconds since the epoch. */
  readonly lastAtMs: number
  readonly lastDurationMs: number
}

const known = new WeakMap<readonly AttemptSummary[], ReadonlyMap<string, Practised>>()

/**
 * By the question's id; also of questions that the bank does not have any more.
 * @param attempts newest first, as `AttemptLog.list` has them: the same array is gone through once
 */
export function practisedIn(attempts: readonly AttemptSummary[]): ReadonlyMap<string, Practised> {
  const before = known.get(attempts)
  if (before) return before
  const practised = new Map<string, Practised>()
  for (const { question, createdAtMs, durationMs } of attempts) {
    if (!question || practised.has(question.id)) continue
    practised.set(question.id, { lastAtMs: createdAtMs, lastDurationMs: durationMs })
  }
  known.set(attempts, practised)
  return practised
}

/** How many different questions were spoken at `fromMs` or later. A take whose question is not known is one. */
export function countSince(attempts: readonly AttemptSummary[], fromMs: number): number {
  const ids = new Set<string>()
  for (const { id, question, createdAtMs } of attempts) {
    if (createdAtMs >= fromMs) ids.add(question ? question.id : id)
  }
  return ids.size
}
