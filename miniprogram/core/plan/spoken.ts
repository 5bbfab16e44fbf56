// All attempts → for each question, on which days it was spoken, and how well it is remembered.
import type { AskAgain, Attempt } from '../attempts/attempt'
import { review, type Grade, type Memory } from '../memory'
import type { DayNumber } from './calendar-day'

export interface Spoken {
  readonly memory: Memory
  /** Each day once, oldest first. */
  readonly days: readonly DayNumber[]
}

type SpokenAttempt = Pick<Attempt, 'createdAtMs' | 'askAgain'> & {
  readonly question: { readonly id: string } | null
}

const grades: Readonly<Record<AskAgain, Grade>> = { soon: 'again', later: 'easy' }

/**
 * By the question's id. Saying nothing about an attempt counts as good.
 * @param attempts newest first, as in `AttemptLog.list`
 * @param dayOf the day of a moment, where the phone is
 */
export function spokenIn(
  attempts: readonly SpokenAttempt[],
  dayOf: (timeMs: number) => DayNumber,
): ReadonlyMap<string, Spoken> {
  const spoken = new Map<string, Spoken>()
  for (const { createdAtMs, question, askAgain } of [...attempts].reverse()) {
    if (!question) continue
    const grade = askAgain ? grades[askAgain] : 'good'
    spoken.set(question.id, spokenAgain(spoken.get(question.id), grade, createdAtMs, dayOf(createdAtMs)))
  }
  return spoken
}

export function spokenAgain(
  before: Spoken | undefined,
  grade: Grade,
  timeMs: number,
  day: DayNumber,
): Spoken {
  const days = before?.days ?? []
  return {
    memory: review(before?.memory ?? null, grade, timeMs),
    days: days.includes(day) ? days : [...days, day],
  }
}
