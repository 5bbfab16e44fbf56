// All attempts → what has been practised: day by day, against the guide zone, and over the topics.
import type { Topic } from '../questions/question'
import { paceOf, type GuideZone, type Pace } from '../recording/pace'
import type { AttemptSummary } from '../attempts/attempt-summary'

interface Progress {
  /** Time spoken on each day, in the order of the days; ms. */
  readonly spokenMs: readonly number[]
  /** How many takes of those days were shorter than the guide zone, inside it, longer. */
  readonly takes: Readonly<Record<Pace, number>>
  /** How many topics have a question that was ever spoken. */
  readonly topicCount: number
}

/**
 * @param dayStartsMs where each day begins, oldest first, and where the last one ends: not always 24 hours apart
 * @param topics the bank's
 */
export function progressOf(
  attempts: readonly AttemptSummary[],
  dayStartsMs: readonly number[],
  zone: GuideZone,
  topics: readonly Topic[],
): Progress {
  const dayCount = Math.max(0, dayStartsMs.length - 1)
  const spokenMs = Array<number>(dayCount).fill(0)
  const takes = { before: 0, inside: 0, past: 0 }
  const spokenIds = new Set<string>()
  for (const { createdAtMs, durationMs, question } of attempts) {
    if (question) spokenIds.add(question.id)
    const day = dayOf(createdAtMs, dayStartsMs)
    if (day < 0 || day >= dayCount) continue
    spokenMs[day] = (spokenMs[day] ?? 0) + durationMs
    takes[paceOf(durationMs, zone)] += 1
  }
  const isCovered = ({ questions }: Topic) => questions.some(({ id }) => spokenIds.has(id))
  return { spokenMs, takes, topicCount: topics.filter(isCovered).length }
}

/** The place of the last start that is not after `timeMs`; -1 before the first. */
function dayOf(timeMs: number, startsMs: readonly number[]): number {
  let [low, high] = [0, startsMs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((startsMs[middle] ?? Infinity) <= timeMs) low = middle + 1
    else high = middle
  }
  return low - 1
}
