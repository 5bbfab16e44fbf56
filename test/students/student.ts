// A simulated student: forgets by FSRS, with weights that the app does not know, and does not come every day.
import {
  dayMs,
  recallAt,
  review,
  usualWeights,
  type Memory,
  type Weights,
} from '../../miniprogram/core/memory'
import { topics, type Question } from '../../miniprogram/core/questions/bank'
import { practiceOrder } from '../../miniprogram/core/questions/practice-order'
import type { Season, SeasonStatus } from '../../miniprogram/core/plan/season'
import { spokenAgain, type Spoken } from '../../miniprogram/core/plan/spoken'
import { questionsADay, todayOf } from '../../miniprogram/core/plan/today'

export type Random = () => number

/** How a student chooses what to speak. `plan` is the app's own; the others choose from the bank or from the season. */
export type Habit = 'plan' | 'random' | 'in order' | 'random in season' | 'season in order'

/** What happens to one student, whatever the habit. */
export interface Life {
  readonly seed: number
  readonly days: number
  readonly minutesADay: number
  /** Chance of a day without practice. */
  readonly missing: number
  /** What is asked on the first day, and what is asked after the change. */
  readonly seasons: readonly Season[]
  /** The day on which the operator's next season becomes known; from then on it is what the exam asks. */
  readonly swapDay: number
  readonly weights: Weights
  /** Chance that a student who could not say much taps "Soon". */
  readonly saysSoon: number
}

export interface Outcome {
  /** Share of the season's topics that were spoken twice. */
  readonly covered: number
  /** Mean probability that a question of the season is remembered in the exam; 0 for one never spoken. */
  readonly recall: number
  readonly isComplete: boolean
  /** Nothing was named on the first day, no day was missed, and still a topic was not spoken twice. */
  readonly brokenPromise: boolean
}

const first = 20_000
const noon = (day: number): number => day * dayMs + dayMs / 2

/** Small, fast and the same everywhere: mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function lifeOf(seed: number): Life {
  const random = randomOf(seed)
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const days = 1 + Math.floor(random() * random() * 45)
  const before = seasonOf(random, 8 + Math.floor(random() * 14), null)
  // a third of the topics change, and only then
  const after = random() < 0.3 ? seasonOf(random, before.questions.size, before) : before
  const off = (weight: number): number => weight * (0.6 + random() * 0.8)
  return {
    ...{ seed, days, seasons: [before, after] },
    minutesADay: oneOf([5, 10, 10, 15, 20, 30, 60]),
    missing: oneOf([0, 0, 0.1, 0.25, 0.5]),
    swapDay: after === before ? 0 : first + Math.floor(days / 2),
    weights: {
      ...usualWeights,
      firstStability: {
        again: off(usualWeights.firstStability.again),
        hard: off(usualWeights.firstStability.hard),
        good: off(usualWeights.firstStability.good),
        easy: off(usualWeights.firstStability.easy),
      },
      recallGain: off(usualWeights.recallGain),
      lapse: off(usualWeights.lapse),
    },
    saysSoon: random(),
  }
}

/** Some topics, a third of them new; of `before`, two thirds are kept. */
function seasonOf(random: Random, count: number, before: Season | null): Season {
  const mixed = topics
    .map((topic) => ({ topic, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ topic }) => topic)
  const isBefore = (id: string) =>
    topics.some((topic) => topic.id === id && before?.questions.has(topic.questions[0]?.id ?? ''))
  const kept = before ? mixed.filter(({ id }) => isBefore(id)) : mixed
  const wanted = before ? Math.ceil((kept.length * 2) / 3) : count
  const stay = kept.slice(0, wanted)
  const added = before ? mixed.filter((topic) => !isBefore(topic.id)).slice(0, kept.length - wanted) : []
  const status = (index: number): SeasonStatus => (before ? 'kept' : index < wanted / 3 ? 'new' : 'kept')
  const questions = [
    ...stay.flatMap((topic, index) => topic.questions.map(({ id }) => [id, status(index)] as const)),
    ...added.flatMap((topic) => topic.questions.map(({ id }) => [id, 'new'] as const)),
  ]
  return { from: 0, to: 1e6, source: '', date: '', questions: new Map(questions) }
}

export function live(life: Life, habit: Habit): Outcome {
  const random = randomOf(life.seed ^ 0x5bd1e995)
  const examDay = first + life.days
  const [before, after] = life.seasons as [Season, Season]
  let spoken: ReadonlyMap<string, Spoken> = new Map()
  const truth = new Map<string, Memory>()
  let hasMissed = false
  let wasPossible = false
  for (let day = first; day < examDay; day += 1) {
    const season = day < life.swapDay ? before : after
    const plan = { today: day, examDay, minutesADay: life.minutesADay, season, spoken }
    // what a day brings must not depend on what was chosen before
    const isMissed = randomOf(life.seed + day * 7919)() < life.missing
    if (day === first)
      wasPossible = todayOf({ ...plan, duePhraseCount: 0, recalledPhraseCount: 0 }).shortfall === null
    if (isMissed) {
      hasMissed = true
      continue
    }
    for (const { id } of chooseBy(habit, plan, random)) {
      const before = truth.get(id) ?? null
      const isRecalled = random() < (before ? recallAt(before, noon(day), life.weights) : 0.6)
      truth.set(id, review(before, isRecalled ? 'good' : 'again', noon(day), life.weights))
      const says = !isRecalled && random() < life.saysSoon ? 'again' : 'good'
      spoken = new Map(spoken).set(id, spokenAgain(spoken.get(id), says, noon(day), day))
    }
  }
  const asked = [...after.questions.keys()]
  const recalls = asked.map((id) => {
    const memory = truth.get(id)
    return memory ? recallAt(memory, noon(examDay), life.weights) : 0
  })
  const inSeason = topics.filter(({ questions }) => questions.some(({ id }) => after.questions.has(id)))
  const timesOf = (questions: readonly Question[]) =>
    questions.reduce((sum, { id }) => sum + (spoken.get(id)?.days.length ?? 0), 0)
  const covered = inSeason.filter(({ questions }) => timesOf(questions) >= 2).length
  const isComplete = covered === inSeason.length
  return {
    covered: covered / inSeason.length,
    recall: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
    isComplete,
    brokenPromise: habit === 'plan' && wasPossible && !hasMissed && life.swapDay === 0 && !isComplete,
  }
}

function chooseBy(
  habit: Habit,
  plan: Omit<Parameters<typeof todayOf>[0], 'duePhraseCount' | 'recalledPhraseCount'>,
  random: Random,
): readonly Question[] {
  if (habit === 'plan')
    return todayOf({ ...plan, duePhraseCount: 0, recalledPhraseCount: 0 }).questions.map(
      ({ question }) => question,
    )
  const count = questionsADay(plan.minutesADay)
  const pool = habit.includes('season')
    ? practiceOrder.filter(({ id }) => plan.season?.questions.has(id))
    : practiceOrder
  if (habit.startsWith('random'))
    return Array.from({ length: count }, () => pool[Math.floor(random() * pool.length)] as Question)
  const start = [...plan.spoken.values()].reduce((sum, { days }) => sum + days.length, 0)
  return Array.from(
    { length: Math.min(count, pool.length) },
    (_, index) => pool[(start + index) % pool.length] as Question,
  )
}
