// All attempts, newest first → those that were asked for, by the day on which they were made.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { matcherFor } from '../../core/questions/search'
import { startOfDayMs, startOfNextDayMs } from '../../i18n/day'

export interface HistoryDay {
  readonly startMs: number
  /** In the order in which they came. */
  readonly attempts: readonly AttemptSummary[]
}

/** Newest day first. The calendar is asked once a day, not once an attempt. */
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
  // a clock that was set back has made takes of an earlier day after those of a later one
  return [...days]
    .map(([start, ofDay]) => ({ startMs: start, attempts: ofDay }))
    .sort((one, other) => other.startMs - one.startMs)
}

/** Every word of `query` is somewhere in the question, its Chinese or its topic. An empty query takes all. */
export function searchAttempts(
  attempts: readonly AttemptSummary[],
  query: string,
): readonly AttemptSummary[] {
  if (query.trim() === '') return attempts
  const matches = matcherFor(query)
  return attempts.filter(
    ({ question }) =>
      question && matches(question.text, question.gloss, question.topic.en, question.topic.zh),
  )
}
