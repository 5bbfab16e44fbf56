// All attempts → when each question was last practised, and for how long.
import type { AttemptSummary } from '../attempts/attempt-summary'

export interface Practised {
  /** Milliseconds since the epoch. */
  readonly lastAtMs: number
  readonly lastDurationMs: number
}

const cache = new WeakMap<readonly AttemptSummary[], ReadonlyMap<string, Practised>>()

/**
 * By the question's id, including questions no longer in the bank.
 * @param attempts newest first, as in `AttemptLog.list`; the result is cached for each array
 */
export function practisedIn(attempts: readonly AttemptSummary[]): ReadonlyMap<string, Practised> {
  const cached = cache.get(attempts)
  if (cached) return cached
  const practised = new Map<string, Practised>()
  for (const { question, createdAtMs, durationMs } of attempts) {
    if (!question || practised.has(question.id)) continue
    practised.set(question.id, { lastAtMs: createdAtMs, lastDurationMs: durationMs })
  }
  cache.set(attempts, practised)
  return practised
}
