import fc from 'fast-check'
import { topics } from '../../../miniprogram/core/questions/bank'
import { practiceOrder } from '../../../miniprogram/core/questions/practice-order'
import type { Season } from '../../../miniprogram/core/plan/season'
import { spokenAgain, type Spoken } from '../../../miniprogram/core/plan/spoken'
import { questionsADay, todayOf, type PlanInput, type Today } from '../../../miniprogram/core/plan/today'
import { dayMs, type Grade } from '../../../miniprogram/core/memory'

const first = 20_000
const noon = (day: number): number => day * dayMs + dayMs / 2
const none: PlanInput = {
  ...{ today: first, examDay: null, minutesADay: 10, season: null },
  ...{ spoken: new Map(), duePhraseCount: 0, recalledPhraseCount: 0 },
}

/** The season in which all questions of these topics are asked, the first `newCount` of them as new. */
function seasonOf(ids: readonly string[], newCount = 0): Season {
  const status = (id: string) => (ids.indexOf(id) < newCount ? 'new' : 'kept')
  const asked = topics.filter(({ id }) => ids.includes(id))
  const questions = asked.flatMap((topic) => topic.questions.map(({ id }) => [id, status(topic.id)] as const))
  return { from: first - 50, to: first + 50, source: '', date: '', questions: new Map(questions) }
}

function speak(
  spoken: ReadonlyMap<string, Spoken>,
  ids: readonly string[],
  day: number,
  grade: Grade = 'good',
) {
  const next = new Map(spoken)
  for (const id of ids) next.set(id, spokenAgain(next.get(id), grade, noon(day), day))
  return next
}

const idsOf = ({ questions }: Pick<Today, 'questions'>): string[] =>
  questions.map(({ question }) => question.id)

/** How often each topic was spoken, on different days or with different questions. */
function timesOf(spoken: ReadonlyMap<string, Spoken>, topicId: string): number {
  const questions = topics.find(({ id }) => id === topicId)?.questions ?? []
  return questions.reduce((sum, { id }) => sum + (spoken.get(id)?.days.length ?? 0), 0)
}

/** Somebody who does what the plan says on the days of `comes`, and nothing on the others. */
function follow(input: PlanInput, lastDay: number, comes: (day: number) => boolean = () => true) {
  let { spoken } = input
  for (let day = input.today; day <= lastDay; day += 1) {
    if (comes(day)) spoken = speak(spoken, idsOf(todayOf({ ...input, spoken, today: day })), day)
  }
  return spoken
}

const someTopics = fc.subarray(
  topics.map(({ id }) => id),
  { minLength: 1 },
)
/** A history, a season, some days and some minutes: what any first day may be like. */
const firstDays = fc
  .record({
    ids: someTopics,
    newCount: fc.nat(20),
    hasSeason: fc.boolean(),
    days: fc.integer({ min: 1, max: 40 }),
    minutesADay: fc.constantFrom(5, 10, 15, 20, 30, 60),
    duePhraseCount: fc.nat(40),
    recalledPhraseCount: fc.nat(40),
    past: fc.array(
      fc.record({
        question: fc.nat(practiceOrder.length - 1),
        daysAgo: fc.nat(200),
        grade: fc.constantFrom<Grade[]>('again', 'good', 'easy'),
      }),
      { maxLength: 60 },
    ),
  })
  .map(({ ids, newCount, hasSeason, days, minutesADay, duePhraseCount, recalledPhraseCount, past }) => {
    const inOrder = [...past].sort((one, other) => other.daysAgo - one.daysAgo)
    const spoken = inOrder.reduce<ReadonlyMap<string, Spoken>>(
      (map, { question, daysAgo, grade }) =>
        speak(map, [practiceOrder[question]?.id ?? ''], first - daysAgo, grade),
      new Map(),
    )
    const season = hasSeason ? seasonOf(ids, newCount) : null
    const phrases = { duePhraseCount, recalledPhraseCount }
    const input = { today: first, examDay: first + days, minutesADay, season, spoken, ...phrases }
    return { input, asked: hasSeason ? ids : topics.map(({ id }) => id) }
  })

describe('before an exam', () => {
  test('every topic that is asked is spoken twice by the last day, except those that the first day names', () => {
    fc.assert(
      fc.property(firstDays, ({ input, asked }) => {
        const { shortfall } = todayOf(input)
        const spoken = follow(input, (input.examDay ?? 0) - 1)
        const fresh = new Map(
          [...spoken].map(([id, { memory, days }]) => [
            id,
            { memory, days: days.filter((day) => day > (input.examDay ?? 0) - 120) },
          ]),
        )
        const never = shortfall?.never.map(({ id }) => id) ?? []
        const once = shortfall?.once.map(({ id }) => id) ?? []
        for (const id of asked) {
          const times = timesOf(fresh, id)
          if (never.includes(id)) expect(times).toBe(0)
          else if (once.includes(id)) expect(times).toBe(1)
          else expect(times).toBeGreaterThanOrEqual(2)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a topic that is named as spoken once leaves its second place to those before it', () => {
    const [one, two, three, last] = topics
    if (!one || !two || !three || !last) throw new Error('too few topics')
    const asked = [one, two, three, last]
    const spoken = speak(new Map(), [last.questions[0]?.id ?? ''], first - 1)
    const input = { ...none, examDay: first + 1, season: seasonOf(asked.map(({ id }) => id)), spoken }
    expect(todayOf(input).shortfall?.once).toEqual([three, last])
    const after = follow(input, first)
    expect(asked.map(({ id }) => timesOf(after, id))).toEqual([2, 2, 1, 1])
  })

  test('the first day says that it cannot be only if the days do not hold that many questions', () => {
    fc.assert(
      fc.property(firstDays, ({ input, asked }) => {
        const today = todayOf(input)
        const recent = new Map(
          [...input.spoken].map(([id, known]) => [
            id,
            { ...known, days: known.days.filter((day) => day > (input.examDay ?? 0) - 120) },
          ]),
        )
        const missing = asked.reduce((sum, id) => sum + Math.max(0, 2 - timesOf(recent, id)), 0)
        const perDay = questionsADay(input.minutesADay)
        const room =
          Math.max(0, perDay - today.spokenCount) + perDay * ((input.examDay ?? 0) - input.today - 1)
        expect(today.shortfall !== null).toBe(missing > room)
      }),
      { numRuns: 200 },
    )
  })

  test('who never misses two days running still speaks every topic twice, if there were twice the days', () => {
    const absences = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(firstDays, absences, ({ input, asked }, misses) => {
        const days = (input.examDay ?? 0) - input.today
        const perDay = questionsADay(input.minutesADay)
        const today = todayOf(input)
        fc.pre(today.coverage.topics * 2 <= perDay * Math.floor((days - 1) / 2))
        const comes = (day: number) =>
          day === first || !misses[day - first] || Boolean(misses[day - first - 1])
        const spoken = follow({ ...input, spoken: new Map() }, first + days - 1, comes)
        for (const id of asked) expect(timesOf(spoken, id)).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: 50 },
    )
  })

  test('what is planned fits into the day, never twice the same question, nothing already spoken today', () => {
    fc.assert(
      fc.property(firstDays, ({ input }) => {
        const { questions, phraseCount, minutes } = todayOf(input)
        expect(minutes).toBeLessThanOrEqual(input.minutesADay)
        expect(phraseCount).toBeLessThanOrEqual(input.duePhraseCount)
        const ids = questions.map(({ question }) => question.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.filter((id) => input.spoken.get(id)?.days.includes(input.today))).toEqual([])
      }),
    )
  })
})

test('what cannot be done is said in topics, days and questions', () => {
  const ids = topics.slice(10, 22).map(({ id }) => id)
  const { shortfall } = todayOf({ ...none, season: seasonOf(ids), examDay: first + 3, minutesADay: 6 })
  expect(shortfall).toMatchObject({ leftCount: 12, days: 3, questionCount: 9 })
  expect(shortfall?.never).toHaveLength(3)
  expect(shortfall?.once).toHaveLength(9)
})

test('new topics come before kept ones, and each says why', () => {
  const { questions } = todayOf({ ...none, season: seasonOf(['food', 'home', 'daily-routine'], 1) })
  expect(questions.map(({ question, reason }) => [question.topicId, reason])).toEqual([
    ['food', 'new'],
    ['home', 'kept'],
    ['daily-routine', 'kept'],
    ['food', 'new'],
    ['home', 'kept'],
  ])
})

test('without a season and an exam, the bank in its order', () => {
  const today = todayOf(none)
  expect(idsOf(today)).toEqual(practiceOrder.slice(0, 5).map(({ id }) => id))
  expect(today.questions.map(({ reason }) => reason)).toEqual(Array(5).fill('first'))
  expect(today).toMatchObject({ minutes: 10, daysToExam: null, shortfall: null, phraseCount: 0 })
})

test('what went badly comes back the next day, what was easy does not', () => {
  const [weak, easy] = ['food-favourite', 'home-describe-view']
  const spoken = speak(speak(new Map(), [weak], first, 'again'), [easy], first, 'easy')
  const { questions } = todayOf({ ...none, today: first + 1, spoken })
  expect(questions.filter(({ reason }) => reason === 'back').map(({ question }) => question.id)).toEqual([
    weak,
  ])
})

test('the day is done after as many questions as it holds, whichever they were', () => {
  const spoken = speak(
    new Map(),
    practiceOrder.slice(100, 105).map(({ id }) => id),
    first,
  )
  expect(todayOf({ ...none, spoken, duePhraseCount: 3 })).toMatchObject({
    questions: [],
    phraseCount: 0,
    spokenCount: 5,
    minutes: 0,
  })
})

test('phrases take a quarter of the day at most, and nothing from what must be spoken today', () => {
  expect(todayOf({ ...none, duePhraseCount: 30 })).toMatchObject({ phraseCount: 10, minutes: 9 })
  const tight = { ...none, season: seasonOf(topics.slice(0, 12).map(({ id }) => id)), examDay: first + 2 }
  expect(todayOf({ ...tight, duePhraseCount: 30 })).toMatchObject({ phraseCount: 0 })
})

test('recalling phrases takes time from the day, and brings no question in their place', () => {
  const spoken = speak(new Map(), idsOf(todayOf({ ...none, duePhraseCount: 10 })), first)
  expect(spoken.size).toBe(3)
  expect(todayOf({ ...none, spoken, recalledPhraseCount: 10 })).toMatchObject({
    questions: [],
    phraseCount: 0,
  })
})

test('on the day of the exam nothing is missing any more', () => {
  const season = seasonOf(topics.map(({ id }) => id))
  expect(todayOf({ ...none, season, examDay: first })).toMatchObject({ daysToExam: 0, shortfall: null })
})
