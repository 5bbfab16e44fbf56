// Attempts → the progress card above the list: charts, and one sentence for screen readers.
import { progressOf } from '../../core/progress/progress'
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { topics } from '../../core/questions/bank'
import type { GuideZone } from '../../core/recording/pace'
import { dayText, spokenText, startOfDayBeforeMs, startOfNextDayMs } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import { zoneText } from '../../i18n/pace'
import { wholeSeconds } from '../../i18n/time'

/** Days on the card: four weeks. */
const dayCount = 28

interface ProgressView {
  readonly sentence: string
  /** Days practised; time spoken. */
  readonly figures: readonly { readonly number: number; readonly unit: string }[]
  /** One per day, oldest first, in per cent of the longest; 0 for a day without attempts. */
  readonly bars: readonly { readonly startMs: number; readonly height: number }[]
  /** Labels below the first, the middle and the last bar. */
  readonly dates: readonly string[]
  /** Attempts by length: shorter than the guide zone, inside it, longer. Empty without attempts. */
  readonly lengths: readonly { readonly pace: string; readonly count: number; readonly label: string }[]
  readonly zone: string
  readonly topics: { readonly label: string; readonly share: number }
}

export function progressViewOf(
  attempts: readonly AttemptSummary[],
  zone: GuideZone,
  messages: Messages,
  nowMs: number,
): ProgressView {
  const { words } = messages
  const startsMs = Array.from({ length: dayCount }, (_, index) =>
    startOfDayBeforeMs(nowMs, dayCount - 1 - index),
  )
  const ends = [...startsMs, startOfNextDayMs(nowMs)]
  const { spokenMs, attemptCounts, topicCount } = progressOf(attempts, ends, zone, topics)
  const longestMs = Math.max(...spokenMs)
  const totalMs = spokenMs.reduce((sum, ms) => sum + ms, 0)
  const practisedDays = spokenMs.filter((ms) => ms > 0).length
  const seconds = wholeSeconds(totalMs)
  const spoken =
    seconds < 60
      ? { number: seconds, unit: words.secondsSpoken }
      : { number: Math.round(seconds / 60), unit: words.minutesSpoken }
  const { before, inside, past } = attemptCounts
  const time = spokenText(messages, totalMs)
  const counts = { days: practisedDays, time, before, inside, past }
  const dateAt = (index: number) => dayText(messages, startsMs[index] ?? nowMs, nowMs)
  const lengths = [
    { pace: 'before', count: before, label: format(words.attemptsShort, { n: before }) },
    { pace: 'inside', count: inside, label: format(words.attemptsInside, { n: inside }) },
    { pace: 'past', count: past, label: format(words.attemptsLong, { n: past }) },
  ]
  return {
    sentence: format(words.progressSentence, { ...counts, topics: topicCount, total: topics.length }),
    figures: [{ number: practisedDays, unit: words.daysPractised }, spoken],
    // keep short attempts visible
    bars: startsMs.map((startMs, day) => {
      const ms = spokenMs[day] ?? 0
      return { startMs, height: ms > 0 ? Math.max(8, Math.round((ms / longestMs) * 100)) : 0 }
    }),
    dates: [dateAt(0), dateAt(dayCount / 2), dateAt(dayCount - 1)],
    lengths: before + inside + past > 0 ? lengths : [],
    zone: zoneText(words, zone),
    topics: {
      label: format(words.topicsCovered, { n: topicCount, total: topics.length }),
      share: topicCount / topics.length,
    },
  }
}
