import { dayOfText } from '../../../miniprogram/core/plan/calendar-day'
import { createPlanner } from '../../../miniprogram/core/plan/planner'
import { readSeasons } from '../../../miniprogram/core/plan/season'
import { questionOf } from '../../../miniprogram/core/questions/bank'
import { nextQuestion } from '../../../miniprogram/core/questions/practice-order'
import { dayMs } from '../../../miniprogram/core/memory'
import type { AttemptSummary } from '../../../miniprogram/core/attempts/attempt-summary'
import { summary } from '../../pages/history/summaries'

const day = (text: string): number => dayOfText(text) ?? NaN
const noon = (text: string): number => day(text) * dayMs + dayMs / 2
const season = { source: 'reports', date: '2026-11-20', kept: [] }
const seasons = readSeasons({
  seasons: [
    { ...season, from: '2026-11-01', to: '2026-12-31', new: ['food'] },
    { ...season, from: '2027-01-01', to: '2027-04-30', new: ['sleep'] },
  ],
})

/** A phone on 30 November 2026, where ten minutes a day are five questions. */
function phone({ examDate = null as string | null, isSeasonKnown = true, minutesADay = 10 } = {}) {
  const world = {
    ...{ nowMs: noon('2026-11-30'), past: [] as readonly AttemptSummary[], due: 0 },
    settings: { current: { examDate, minutesADay } },
  }
  const planner = createPlanner({
    attempts: { list: () => world.past },
    settings: world.settings,
    phrases: { dueCount: () => world.due, list: () => [] },
    seasons: isSeasonKnown ? seasons : [],
    nowMs: () => world.nowMs,
    dayOf: (timeMs) => Math.floor(timeMs / dayMs),
  })
  return {
    world,
    planner,
    speak(id: string, changes: Partial<AttemptSummary> = {}) {
      world.past = [
        summary(world.nowMs + world.past.length, { question: questionOf(id), ...changes }),
        ...world.past,
      ]
    },
    planned: () => planner.plan().questions.map(({ question }) => question.id),
  }
}

test('the next question is the next of the plan, until the plan is done; then the bank goes on', () => {
  const { planner, planned, speak, world } = phone()
  const [first = '', second = ''] = planned()
  expect(planned()).toHaveLength(5)
  expect(planner.next().id).toBe(first)
  expect(planner.next(questionOf(first)).id).toBe(second)
  expect(planner.next(questionOf('art-school')).id).toBe(first)
  for (const id of planned()) speak(id)
  expect(planned()).toEqual([])
  const spoken = new Set(world.past.map(({ question }) => question?.id ?? ''))
  expect(planner.next().id).toBe(nextQuestion(world.past[0]?.question, spoken).id)
})

test('a question that is all that is left is not followed by itself', () => {
  const { planner, planned, speak } = phone()
  for (const id of planned().slice(0, -1)) speak(id)
  const [last = ''] = planned()
  expect(planned()).toHaveLength(1)
  expect(planner.next(questionOf(last)).id).not.toBe(last)
})

test('the plan is the same until an attempt, the day, a setting or a phrase changes it', () => {
  const { planner, world, speak, planned } = phone()
  const plan = planner.plan()
  world.nowMs += dayMs / 4
  expect(planner.plan()).toBe(plan)
  world.due = 2
  expect(planner.plan().phraseCount).toBe(2)
  speak(planned()[0] ?? '')
  expect(planner.plan()).toMatchObject({ spokenCount: 1 })
  world.settings.current = { examDate: null, minutesADay: 20 }
  expect(planned().length).toBeGreaterThan(5)
  world.nowMs += dayMs
  expect(planner.plan()).toMatchObject({ spokenCount: 0, today: day('2026-12-01') })
})

test('what was missed is simply still to do', () => {
  const { world, planned } = phone({ examDate: '2026-12-10' })
  const before = planned()
  world.nowMs += 3 * dayMs
  expect(planned()).toEqual(before)
})

test('a plan is made for the season of the exam, but what is asked today is today’s', () => {
  const { planner, planned, world } = phone({ examDate: '2027-01-10' })
  expect(planner.plan().season).toBe(seasons[1])
  expect(planner.season()).toBe(seasons[0])
  expect(planned()[0]).toMatch(/^sleep-/)
  world.nowMs = noon('2027-06-01')
  expect(planner.season()).toBeNull()
  expect(planner.plan()).toMatchObject({ season: null, daysToExam: null })
})

test.each([['2026-11-29'], ['tomorrow'], ['2026-02-30']])('an exam on %s counts as none', (examDate) => {
  expect(phone({ examDate }).planner.plan()).toMatchObject({
    daysToExam: null,
    shortfall: null,
    enoughMinutes: null,
  })
})

test('what cannot be done is said, with the minutes that would be enough', () => {
  const { planner } = phone({ examDate: '2026-12-08', isSeasonKnown: false, minutesADay: 10 })
  const { shortfall, enoughMinutes } = planner.plan()
  expect(shortfall).toMatchObject({ leftCount: 41, days: 8, questionCount: 40 })
  expect([shortfall?.never.length, shortfall?.once.length]).toEqual([1, 40])
  expect(enoughMinutes).toBe(30)
})

test('what was hard comes back sooner than what was easy', () => {
  const daysUntil = (askAgain: AttemptSummary['askAgain']): number => {
    const { world, speak, planner } = phone({ isSeasonKnown: false })
    speak('hometown-like-most', askAgain && { askAgain })
    const comesBack = () =>
      planner
        .plan()
        .questions.some(({ question, reason }) => reason === 'back' && question.id === 'hometown-like-most')
    for (let days = 1; days < 60; days += 1) {
      world.nowMs += dayMs
      if (comesBack()) return days
    }
    return Infinity
  }
  expect(daysUntil('soon')).toBeLessThan(daysUntil(undefined))
  expect(daysUntil(undefined)).toBeLessThan(daysUntil('later'))
})
