// All attempts → what has been practised: by day, against the guide zone, and by topic.
import type { Topic } from '../questions/question'
import { paceOf, type GuideZone, type Pace } from '../recording/pace'
import type { AttemptSummary } from '../attempts/attempt-summary'

interface Progress {
  /** Time spoken on each day, in ms, in the order of the days. */
  readonly spokenMs: readonly number[]
  /** How many attempts of those days were shorter than the guide zone, inside it, or longer. */
  readonly attemptCounts: Readonly<Record<Pace, number>>
  /** How many topics have a question that was ever practised. */
  readonly topicCount: number
}

/**
 * @param dayStartsMs when each day begins, oldest first, and when the last one ends: not always 24 hours apart
 * @param topics those of the question bank
 */
export function progressOf(
  attempts: readonly AttemptSummary[],
  dayStartsMs: readonly number[],
  zone: GuideZone,
  topics: readonly Topic[],
): Progress {
  const dayCount = Math.max(0, dayStartsMs.length - 1)
  const spokenMs = Array<number>(dayCount).fill(0)
  const attemptCounts = { before: 0, inside: 0, past: 0 }
  const practisedIds = new Set<string>()
  for (const { createdAtMs, durationMs, question } of attempts) {
    if (question) practisedIds.add(question.id)
    const day = dayOf(createdAtMs, dayStartsMs)
    if (day < 0 || day >= dayCount) continue
    spokenMs[day] = (spokenMs[day] ?? 0) + durationMs
    attemptCounts[paceOf(durationMs, zone)] += 1
  }
  const isCovered = ({ questions }: Topic) => questions.some(({ id }) => practisedIds.has(id))
  return { spokenMs, attemptCounts, topicCount: topics.filter(isCovered).length }
}

/** Index of the day that contains `timeMs`; -1 before the first. */
function dayOf(timeMs: number, startsMs: readonly number[]): number {
  let [low, high] = [0, startsMs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((startsMs[middle] ?? Infinity) <= timeMs) low = middle + 1
    else high = middle
  }
  return low - 1
}
