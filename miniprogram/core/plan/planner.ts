// Attempts, settings, phrases and the operator's seasons, as they are now → today's plan, and the question that follows another.
import type { AttemptSummary } from '../attempts/attempt-summary'
import type { AskedQuestion } from '../questions/question'
import type { Question } from '../questions/bank'
import { nextQuestion } from '../questions/practice-order'
import type { Memory } from '../memory'
import { minutesChoices, type Settings } from '../settings'
import { dayOfText, type DayNumber } from './calendar-day'
import { seasonOn, type Season } from './season'
import { spokenIn } from './spoken'
import { todayOf, type Today } from './today'

/** What of the phrase book a plan needs. */
interface PhraseTimes {
  dueCount(nowMs: number): number
  list(): readonly { readonly memory: Memory | null }[]
}

interface PlannerParts {
  readonly attempts: { list(): readonly AttemptSummary[] }
  readonly settings: { readonly current: Pick<Settings, 'examDate' | 'minutesADay'> }
  readonly phrases: PhraseTimes
  readonly seasons: readonly Season[]
  nowMs(): number
  /** The day of a moment, where the phone is. */
  dayOf(timeMs: number): DayNumber
}

export interface Plan extends Today {
  readonly today: DayNumber
  /** The season that is planned for: on the day of the exam if that is known, else today's. */
  readonly season: Season | null
  /** The least of the minutes to choose from that leave nothing out; null if none does, or all do. */
  readonly enoughMinutes: number | null
}

export interface Planner {
  /** The same object until something changes. */
  plan(): Plan
  /** Today's season; null if none is known, or the last one is over. */
  season(): Season | null
  /** The question after `after` in today's plan; once that is done, the bank's next one. */
  next(after?: AskedQuestion | null): Question
}

export function createPlanner(parts: PlannerParts): Planner {
  const { attempts, settings, phrases, seasons, nowMs, dayOf } = parts
  let last: { readonly key: readonly unknown[]; readonly plan: Plan } | null = null

  function plan(): Plan {
    const today = dayOf(nowMs())
    const past = attempts.list()
    const { examDate, minutesADay } = settings.current
    const duePhraseCount = phrases.dueCount(nowMs())
    const recalled = ({ memory }: { readonly memory: Memory | null }) =>
      memory && dayOf(memory.lastAtMs) === today
    const recalledPhraseCount = phrases.list().filter(recalled).length
    const key = [past, today, examDate, minutesADay, duePhraseCount, recalledPhraseCount]
    if (last && key.every((part, index) => part === last?.key[index])) return last.plan
    const day = examDate === null ? null : dayOfText(examDate)
    const examDay = day !== null && day >= today ? day : null
    const season = (examDay === null ? null : seasonOn(seasons, examDay)) ?? seasonOn(seasons, today)
    const input = {
      ...{ today, examDay, minutesADay, season, duePhraseCount, recalledPhraseCount },
      spoken: spokenIn(past, dayOf),
    }
    const plan = todayOf(input)
    const isEnough = (minutes: number) => todayOf({ ...input, minutesADay: minutes }).shortfall === null
    const enoughMinutes = plan.shortfall ? (minutesChoices.find(isEnough) ?? null) : null
    last = { key, plan: { ...plan, today, season, enoughMinutes } }
    return last.plan
  }

  return {
    plan,
    season: () => seasonOn(seasons, dayOf(nowMs())),
    next(after) {
      const planned = plan().questions.map(({ question }) => question)
      // the first one if `after` is not, or no longer, in the plan; the first again after the last
      const place = planned.findIndex(({ id }) => id === after?.id)
      const following = planned[place + 1] ?? planned[0]
      if (following && following.id !== after?.id) return following
      const past = attempts.list()
      const spoken = new Set(past.flatMap(({ question }) => (question ? [question.id] : [])))
      return nextQuestion(after ?? past.find(({ question }) => question)?.question, spoken)
    },
  }
}
