import { groupByDay } from '../../../miniprogram/pages/history/history-days'
import { createHistoryList, type HistoryList } from '../../../miniprogram/pages/history/history-list'
import type { Patch } from '../../../miniprogram/presentation/patch'
import { dayViewOf, type DayView } from '../../../miniprogram/pages/history/history-view'
import { messagesFor } from '../../../miniprogram/i18n/index'
import type { AttemptSummary } from '../../../miniprogram/core/attempts/attempt-summary'
import { applyPatch } from '../apply-patch'
import { at, summary } from './summaries'

const messages = messagesFor('en')
let list: HistoryList
let data: Record<string, unknown> & { days: DayView[]; hasMore: boolean }
let nowMs: number

beforeEach(() => {
  nowMs = at(23, 18)
  list = createHistoryList((day) => dayViewOf(day, messages, nowMs), 40)
  data = { days: [], hasMore: false }
})

function apply(patch: Patch): string[] {
  applyPatch(data, patch)
  return Object.keys(patch)
}

const start = (attempts: readonly AttemptSummary[]) => apply(list.start(groupByDay(attempts)))
const refresh = (attempts: readonly AttemptSummary[]) => apply(list.refresh(groupByDay(attempts)))
const more = () => apply(list.more())

const shownIds = () => data.days.flatMap(({ rows }) => rows.map(({ id }) => id))

/** `counts[0]` attempts on 23 November, `counts[1]` on the 22nd …, newest first. */
function attemptsOf(...counts: number[]): AttemptSummary[] {
  return counts.flatMap((count, daysAgo) =>
    Array.from({ length: count }, (_, place) => summary(at(23 - daysAgo, 18) - place * 60_000)),
  )
}

test('shows rows step by step, each once, until all are shown', () => {
  const attempts = attemptsOf(3, 50, 0, 60, 1)
  expect(start(attempts)).toEqual(['days', 'hasMore'])
  expect(shownIds()).toEqual(attempts.slice(0, 40).map(({ id }) => id))
  expect(data.hasMore).toBe(true)

  expect(more()).toEqual([...Array.from({ length: 13 }, (_, row) => `days[1].rows[${row + 37}]`), 'days[2]'])
  expect(shownIds()).toEqual(attempts.slice(0, 80).map(({ id }) => id))
  more()
  expect(shownIds()).toEqual(attempts.map(({ id }) => id))
  expect(data.hasMore).toBe(false)
  expect(more()).toEqual([])
})

test("a day's heading counts all its attempts, shown or not", () => {
  start(attemptsOf(50))
  expect(data.days[0]).toMatchObject({ title: 'Today', total: '50 attempts · 18 min 40 s' })
  expect(data.days[0]?.rows).toHaveLength(40)
})

test('an unchanged list causes no patch', () => {
  const attempts = attemptsOf(3, 50)
  start(attempts)
  expect(refresh(attempts)).toEqual([])
})

test('a new status changes only its row', () => {
  const attempts = attemptsOf(3, 10)
  start(attempts)
  attempts[4] = { ...(attempts[4] ?? summary(0)), status: 'idle' }
  expect(refresh(attempts)).toEqual(['days[1].rows[1].status'])
  expect(data.days[1]?.rows[1]?.status).toBe('partial')
})

test('a new attempt today changes only today', () => {
  const attempts = attemptsOf(2, 60)
  start(attempts)
  const added = [summary(at(23, 18) + 1), ...attempts]
  expect(refresh(added).every((path) => path.startsWith('days[0]'))).toBe(true)
  expect(data.days[0]).toMatchObject({ total: '3 attempts · 1 min 7 s' })
  expect(shownIds()).toEqual(added.slice(0, 41).map(({ id }) => id))
  more()
  more()
  expect(shownIds()).toEqual(added.map(({ id }) => id))
})

test('the first attempt of a new day starts from the top', () => {
  const attempts = attemptsOf(0, 60)
  start(attempts)
  more()
  const added = [summary(at(23, 18)), ...attempts]
  expect(refresh(added)).toEqual(['days', 'hasMore'])
  expect(shownIds()).toEqual(added.slice(0, 40).map(({ id }) => id))
})

test('a deleted attempt disappears, and its day stays empty if it was the last', () => {
  const attempts = attemptsOf(2, 1, 3)
  start(attempts)
  const without = attempts.filter((_attempt, place) => place !== 2)
  expect(refresh(without)).toEqual(['days[1].rows'])
  expect(shownIds()).toEqual(without.map(({ id }) => id))
  expect(refresh(without.slice(1))).toEqual(['days[0].total', 'days[0].rows'])
  expect(shownIds()).toEqual(without.slice(1).map(({ id }) => id))
})

test('shows older attempts once everything visible has been deleted', () => {
  const attempts = attemptsOf(40, 5)
  start(attempts)
  refresh(attempts.slice(40))
  expect(shownIds()).toEqual(attempts.slice(40).map(({ id }) => id))
  refresh([])
  expect(data).toEqual({ days: [], hasMore: false })
})

test('after midnight only the headings change', () => {
  const attempts = attemptsOf(2, 2)
  start(attempts)
  nowMs = at(24, 1)
  expect(refresh(attempts)).toEqual(['days[0].title', 'days[1].title'])
  expect(data.days.map(({ title }) => title)).toEqual(['Yesterday', '22 Nov'])
})

test('any sequence of changes: the page shows what the log has, in its order', () => {
  let attempts = attemptsOf(5, 70, 2, 90)
  start(attempts)
  const changes: (() => AttemptSummary[])[] = [
    () => attempts.filter((_attempt, place) => place % 7 !== 3),
    () => attempts.slice(3),
    () => attempts.map((attempt, place) => (place % 5 === 0 ? { ...attempt, status: 'network' } : attempt)),
    () => [summary(at(23, 20)), summary(at(23, 19)), ...attempts],
    () => attempts.filter(({ createdAtMs }) => createdAtMs >= at(23, 0) || createdAtMs < at(22, 0)),
  ]
  for (const change of changes) {
    attempts = change()
    refresh(attempts)
    expect(shownIds()).toEqual(attempts.slice(0, shownIds().length).map(({ id }) => id))
    more()
    expect(shownIds()).toEqual(attempts.slice(0, shownIds().length).map(({ id }) => id))
  }
  while (data.hasMore) more()
  expect(shownIds()).toEqual(attempts.map(({ id }) => id))
})
