// Attempts, newest first → the same grouped by day.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { startOfDayMs, startOfNextDayMs } from '../../i18n/day'

export interface HistoryDay {
  readonly startMs: number
  /** In the order of the list. */
  readonly attempts: readonly AttemptSummary[]
}

/** Newest day first. The calendar is used once per day, not once per attempt. */
export function groupByDay(attempts: readonly AttemptSummary[]): HistoryDay[] {
  const days = new Map<number, AttemptSummary[]>()
  let startMs = 0
  let endMs = 0
  for (const attempt of attempts) {
    const { createdAtMs } = attempt
    if (createdAtMs < startMs || createdAtMs >= endMs) {
      startMs = startOfDayMs(createdAtMs)
      endMs = startOfNextDayMs(createdAtMs)
    }
    const day = days.get(startMs)
    if (day) day.push(attempt)
    else days.set(startMs, [attempt])
  }
  // after a clock was set back, attempts of an earlier day may follow those of a later one
  return [...days]
    .map(([start, ofDay]) => ({ startMs: start, attempts: ofDay }))
    .sort((one, other) => other.startMs - one.startMs)
}
