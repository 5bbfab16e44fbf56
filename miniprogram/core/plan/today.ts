// What is asked, what was spoken, and how much time there is → what to do today, and what will not be possible.
//
// Every topic that is asked is to be spoken twice before the exam: that comes first, as far as it must be done today for it to succeed
// even if every other day is missed. Then come phrases and questions that are due, then the rest of the topics, then what would be
// remembered least in the exam. Nothing is stored: what was missed yesterday is simply still to do today.
import { dayMs, dueAtMs, recallAt } from '../memory'
import type { Question, Topic } from '../questions/bank'
import { interleave, practiceOrder } from '../questions/practice-order'
import type { DayNumber } from './calendar-day'
import { askedTopics, type AskedTopic, type Season, type SeasonStatus } from './season'
import type { Spoken } from './spoken'

/** Reading a question, speaking for half a minute, reading the answer. */
const questionSeconds = 120
const phraseSeconds = 15
/** Of the day, for phrases. */
const phraseShare = 1 / 4
/** A season's length: what was spoken longer before the exam is to be spoken again. */
const freshDays = 120

/** Why a question is asked: it comes back, or it is asked now, or it is simply the next. */
export type Reason = SeasonStatus | 'back' | 'first'

export interface PlannedQuestion {
  readonly question: Question
  readonly reason: Reason
}

/** Topics that cannot be spoken twice by the last day, at this pace. */
export interface Shortfall {
  /** How many topics have not been spoken twice yet. */
  readonly leftCount: number
  /** Days until the exam, with today; how many questions they hold. */
  readonly days: number
  readonly questionCount: number
  readonly never: readonly Topic[]
  readonly once: readonly Topic[]
}

export interface Today {
  /** Still to speak, in order. */
  readonly questions: readonly PlannedQuestion[]
  /** Phrases still to recall. */
  readonly phraseCount: number
  /** What is still to do takes this long. */
  readonly minutes: number
  /** Different questions spoken today. */
  readonly spokenCount: number
  /** Null without an exam date. */
  readonly daysToExam: number | null
  readonly shortfall: Shortfall | null
  readonly coverage: { readonly topics: number; readonly once: number; readonly twice: number }
}

export interface PlanInput {
  readonly today: DayNumber
  /** Null if there is none, or it is over. */
  readonly examDay: DayNumber | null
  readonly minutesADay: number
  readonly season: Season | null
  readonly spoken: ReadonlyMap<string, Spoken>
  readonly duePhraseCount: number
  /** Phrases recalled today. */
  readonly recalledPhraseCount: number
}

/** @param minutesADay five or more */
export function questionsADay(minutesADay: number): number {
  return Math.floor((minutesADay * 60) / questionSeconds)
}

export function todayOf(input: PlanInput): Today {
  const { today, examDay, minutesADay, spoken, duePhraseCount, recalledPhraseCount } = input
  const needs = askedTopics(input.season).map((asked) => needOf(asked, input))
  const perDay = questionsADay(minutesADay)
  const spokenCount = [...spoken.values()].filter(({ days }) => days.includes(today)).length
  const slots = Math.max(0, perDay - spokenCount)
  // nothing must be done without an exam, nor on its day
  const days = examDay === null ? 0 : examDay - today
  const left = needs.reduce((sum, { missing }) => sum + missing, 0)
  const must = days > 0 ? Math.min(slots, Math.max(0, left - perDay * Math.floor((days - 1) / 2))) : 0
  const forPhrases = Math.max(0, minutesADay * 60 * phraseShare - recalledPhraseCount * phraseSeconds)
  const recalledSeconds = minutesADay * 60 * phraseShare - forPhrases
  const seconds = Math.max(0, minutesADay * 60 - recalledSeconds - spokenCount * questionSeconds)
  const phraseRoom = Math.max(0, Math.min(forPhrases, seconds - must * questionSeconds))
  const phraseCount = Math.min(duePhraseCount, Math.floor(phraseRoom / phraseSeconds))
  const room = Math.floor((seconds - phraseCount * phraseSeconds) / questionSeconds)
  const count = Math.min(slots, Math.max(must, room))
  const shortfall = days > 0 ? shortfallOf(needs, slots + perDay * (days - 1), days) : null
  const questions = chooseQuestions(shortfall ? possibleOf(needs, shortfall) : needs, must, count, input)
  const busySeconds = questions.length * questionSeconds + phraseCount * phraseSeconds
  return {
    ...{ questions, phraseCount, spokenCount },
    minutes: Math.ceil(busySeconds / 60),
    daysToExam: examDay === null ? null : examDay - today,
    shortfall,
    coverage: {
      topics: needs.length,
      once: needs.filter(({ missing }) => missing < 2).length,
      twice: needs.filter(({ missing }) => missing === 0).length,
    },
  }
}

/** A topic that is asked, and how often it is still to be spoken. */
interface Need extends AskedTopic {
  /** 2, 1 or 0. One question on two days counts as twice, and so do two questions on one day. */
  readonly missing: number
}

function needOf(asked: AskedTopic, { spoken, today, examDay }: PlanInput): Need {
  const times = asked.topic.questions
    .flatMap(({ id }) => spoken.get(id)?.days ?? [])
    .filter((day) => day > (examDay ?? today) - freshDays)
  return { ...asked, missing: Math.max(0, 2 - times.length) }
}

/** Those never spoken get the first places, then all that are not done, in their order. Null if there is room for all. */
function shortfallOf(needs: readonly Need[], questionCount: number, days: number): Shortfall | null {
  const untouched = needs.filter(({ missing }) => missing === 2)
  const never = untouched.slice(questionCount)
  const open = needs.filter(({ missing }) => missing > 0)
  const once = open
    .filter((need) => !never.includes(need))
    .slice(Math.max(0, questionCount - untouched.length))
  if (never.length + once.length === 0) return null
  const topicsOf = (list: readonly Need[]): Topic[] => list.map(({ topic }) => topic)
  return { leftCount: open.length, days, questionCount, never: topicsOf(never), once: topicsOf(once) }
}

/** Each as often as it can still be spoken: a topic that the shortfall names takes no other's place. */
function possibleOf(needs: readonly Need[], { never, once }: Shortfall): Need[] {
  return needs.map((need) => {
    if (never.includes(need.topic)) return { ...need, missing: 0 }
    return once.includes(need.topic) ? { ...need, missing: need.missing - 1 } : need
  })
}

function chooseQuestions(
  needs: readonly Need[],
  must: number,
  count: number,
  { today, examDay, season, spoken }: PlanInput,
): PlannedQuestion[] {
  const chosen = new Map<string, Question>()
  const isFree = ({ id }: Question): boolean => !chosen.has(id) && !spoken.get(id)?.days.includes(today)
  /** Adds those that are still free, until there are `limit`. */
  const add = (limit: number, questions: () => readonly Question[]): void => {
    if (chosen.size >= limit) return
    for (const question of questions()) {
      if (chosen.size < limit && isFree(question)) chosen.set(question.id, question)
    }
  }
  const leastFirst = forgottenFirst(spoken, examDay ?? today)
  /** One question of each topic: of those that are asked, else of the others; first what was never spoken. */
  const speak = (limit: number, topics: readonly Need[]): void => {
    for (const { topic, questions } of topics) {
      const next = leastFirst(questions).find(isFree) ?? leastFirst(topic.questions).find(isFree)
      if (next) add(limit, () => [next])
    }
  }

  const untouched = needs.filter(({ missing }) => missing === 2)
  const open = [...untouched, ...needs.filter(({ missing }) => missing === 1)]
  speak(must, open)
  // a second question of the same topic on one day only if there is no other day
  speak(must, untouched)

  const isSpoken = ({ id }: Question): boolean => spoken.has(id)
  const isAsked = ({ id }: Question): boolean => season === null || season.questions.has(id)
  const asked = interleave(needs.map(({ questions }) => questions))
  const known = practiceOrder.filter(isSpoken)
  const due = leastFirst(known.filter(({ id }) => dueDayOf(spoken.get(id)) <= today))
  const dueInOrder = [...due.filter(isAsked), ...due.filter((question) => !isAsked(question))]
  // Before an exam more is gained by what was never spoken, so one in five comes back until all was: see `npm run students`.
  const spare = count - must
  add(must + (examDay === null ? Math.ceil(spare / 2) : Math.floor(spare / 5)), () => dueInOrder)
  speak(count, open)
  add(count, () => asked.filter((question) => !isSpoken(question)))
  if (examDay !== null) add(count, () => leastFirst(asked))
  add(count, () => dueInOrder)
  add(count, () => practiceOrder.filter((question) => !isSpoken(question)))
  add(count, () => leastFirst(practiceOrder))
  return [...chosen.values()].map((question) => ({ question, reason: reasonOf(question, season, spoken) }))
}

/** Sorts a copy: never spoken, then what will be remembered least on `day`. */
function forgottenFirst(spoken: PlanInput['spoken'], day: DayNumber) {
  const recalls = new Map<string, number>()
  const recall = ({ id }: Question): number => {
    const before = recalls.get(id)
    const known = spoken.get(id)
    if (before !== undefined || !known) return before ?? 0
    const { memory, days } = known
    const after = recallAt(memory, memory.lastAtMs + (day - lastOf(days)) * dayMs)
    recalls.set(id, after)
    return after
  }
  return (questions: readonly Question[]): Question[] =>
    [...questions].sort((one, other) => recall(one) - recall(other))
}

function reasonOf({ id }: Question, season: Season | null, spoken: PlanInput['spoken']): Reason {
  return spoken.has(id) ? 'back' : (season?.questions.get(id) ?? 'first')
}

function dueDayOf(known: Spoken | undefined): DayNumber {
  if (!known) return Infinity
  const { memory, days } = known
  return lastOf(days) + Math.round((dueAtMs(memory) - memory.lastAtMs) / dayMs)
}

function lastOf(days: readonly DayNumber[]): DayNumber {
  return days[days.length - 1] ?? 0
}
