// A plan → texts, in the student's language.
import type { Plan } from '../core/plan/planner'
import { textOfDay } from '../core/plan/calendar-day'
import type { Season, SeasonStatus } from '../core/plan/season'
import type { Reason, Shortfall } from '../core/plan/today'
import { calendarDateText, dayNumberOf } from './day'
import { format, type Messages } from './index'

/** What is still to do today, and how much of it is done. */
export function todayText(
  { words, clauseComma }: Messages,
  { questions, phraseCount, spokenCount }: Pick<Plan, 'questions' | 'phraseCount' | 'spokenCount'>,
): string {
  const total = spokenCount + questions.length
  const phrases = phraseCount > 0 ? clauseComma + format(words.todayPhrases, { n: phraseCount }) : ''
  if (spokenCount === 0) return format(words.todayQuestions, { n: total }) + phrases
  if (questions.length > 0) return format(words.todaySpoken, { n: spokenCount, total }) + phrases
  return format(words.todayDone, { n: spokenCount }) + phrases
}

/** `''` for one that is simply the next. */
export function reasonText(messages: Messages, reason: Reason): string {
  if (reason === 'first') return ''
  return reason === 'back' ? messages.words.comesBack : statusText(messages, reason)
}

export function statusText({ words }: Messages, status: SeasonStatus): string {
  return { new: words.seasonNew, kept: words.seasonKept }[status]
}

/** Who says what is asked, and as of when. */
export function sourceText(messages: Messages, { source, date }: Season, nowMs: number): string {
  const day = calendarDateText(messages, date, textOfDay(dayNumberOf(nowMs)))
  return format(messages.words.askedSource, { source, date: day })
}

/** Names are few, so that the sentence stays one. */
const mostNames = 6

/** What cannot be done at this pace, and which pace would do. */
export function shortfallText(
  messages: Messages,
  { leftCount, days, questionCount, never, once }: Shortfall,
  minutes: number,
  /** Null if no pace that can be chosen is enough. */
  enoughMinutes: number | null,
  nameOf: (topic: { readonly en: string; readonly zh: string }) => string,
): string {
  const { words, sentenceSpace, listComma } = messages
  const missed = never.length > 0 ? never : once
  const names = missed.slice(0, mostNames).map(nameOf).join(listComma)
  const isCut = missed.length > mostNames
  const short = format(never.length > 0 ? words.shortNever : words.shortOnce, {
    ...{ topics: leftCount, days, minutes, n: questionCount },
    names: isCut ? format(words.shortMore, { names, n: missed.length - mostNames }) : names,
  })
  if (enoughMinutes === null) return short
  return short + sentenceSpace + format(words.shortEnough, { n: enoughMinutes })
}
