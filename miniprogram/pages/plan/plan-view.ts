// A plan and the settings → what the plan page shows, in the student's language.
import { dayOfText, textOfDay } from '../../core/plan/calendar-day'
import type { Plan } from '../../core/plan/planner'
import { askedTopics, type Season } from '../../core/plan/season'
import type { Settings } from '../../core/settings'
import { calendarDateText } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import type { Language } from '../../i18n/language'
import { reasonText, shortfallText } from '../../i18n/plan'
import { topicText } from '../../i18n/topic'

interface PlannedRow {
  readonly id: string
  readonly text: string
  /** The topic, and why this question. */
  readonly why: string
}

export interface PlanView {
  readonly exam: {
    /** `''` without one. */
    readonly date: string
    readonly label: string
    /** Where the picker starts, and the last day that it offers. */
    readonly first: string
    readonly last: string
    readonly isSet: boolean
  }
  readonly minutes: string
  /** What cannot be done; null if all can. */
  readonly shortfall: { readonly heading: string; readonly body: string } | null
  readonly today: {
    readonly time: string
    readonly rows: readonly PlannedRow[]
    /** `''` for none. */
    readonly phrases: string
    readonly isDone: boolean
  }
  readonly season: {
    /** What is asked, since when, who says so. */
    readonly lines: readonly string[]
    readonly progress: string
    /** 0 … 1. */
    readonly share: number
  }
}

interface Reader {
  readonly language: Language
  readonly messages: Messages
}

type PlanSettings = Pick<Settings, 'examDate' | 'minutesADay'>

/** How far ahead an exam can be booked, and a little more. */
const mostDaysAhead = 366

export function planViewOf(plan: Plan, settings: PlanSettings, reader: Reader): PlanView {
  const { words } = reader.messages
  const { questions, phraseCount, minutes, coverage } = plan
  return {
    exam: examOf(plan, settings, reader),
    minutes: format(words.minutes, { n: settings.minutesADay }),
    shortfall: shortfallOf(plan, settings, reader),
    today: {
      time: minutes > 0 ? format(words.planTodayTime, { n: minutes }) : '',
      rows: questions.map(({ question: { id, text, topic }, reason }) => ({
        ...{ id, text },
        why: [topicText(topic, reader.language), reasonText(reader.messages, reason)]
          .filter(Boolean)
          .join(' · '),
      })),
      phrases: phraseCount > 0 ? format(words.planPhrases, { n: phraseCount }) : '',
      isDone: questions.length === 0 && phraseCount === 0,
    },
    season: {
      lines: seasonLines(plan, reader),
      progress: format(words.twiceSpoken, { n: coverage.twice, total: coverage.topics }),
      share: coverage.topics > 0 ? coverage.twice / coverage.topics : 0,
    },
  }
}

function examOf({ today }: Plan, { examDate }: PlanSettings, { messages }: Reader): PlanView['exam'] {
  const { words } = messages
  const bounds = { first: textOfDay(today), last: textOfDay(today + mostDaysAhead) }
  const day = examDate === null ? null : dayOfText(examDate)
  if (examDate === null || day === null)
    return { ...bounds, date: '', label: words.examDateChoose, isSet: false }
  const text = day > today ? words.examInDays : day === today ? words.examToday : words.examOver
  const date = calendarDateText(messages, examDate, bounds.first)
  return { ...bounds, date: examDate, label: format(text, { date, n: day - today }), isSet: true }
}

function shortfallOf(
  { shortfall, enoughMinutes }: Plan,
  { minutesADay }: PlanSettings,
  { language, messages }: Reader,
): PlanView['shortfall'] {
  if (!shortfall) return null
  const nameOf = (topic: { readonly en: string; readonly zh: string }) => topic[language]
  const body = shortfallText(messages, shortfall, minutesADay, enoughMinutes, nameOf)
  return { heading: messages.words.shortTitle, body }
}

function seasonLines({ season, today, coverage, daysToExam }: Plan, { messages }: Reader): readonly string[] {
  const { words } = messages
  if (!season) return [format(words.askedBank, { n: coverage.topics })]
  const count = (status: string): number =>
    askedTopics(season).filter((asked) => asked.status === status).length
  const dateText = (text: string) => calendarDateText(messages, text, textOfDay(today))
  const examDay = today + (daysToExam ?? 0)
  return [
    format(words.askedTopics, { n: count('new'), m: count('kept') }),
    ...(examDay > season.to ? [words.askedEnds] : []),
    ...sourceLines(season, dateText, words),
  ]
}

function sourceLines(
  { from, to, source, date }: Season,
  dateText: (text: string) => string,
  words: Messages['words'],
): string[] {
  return [
    format(words.askedPeriod, { from: dateText(textOfDay(from)), to: dateText(textOfDay(to)) }),
    format(words.askedSource, { source, date: dateText(date) }),
  ]
}
