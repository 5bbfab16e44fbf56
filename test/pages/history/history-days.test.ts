import { groupByDay } from '../../../miniprogram/pages/history/history-days'
import { at, summary } from './summaries'

const idsOf = (days: ReturnType<typeof groupByDay>) =>
  days.map(({ attempts }) => attempts.map(({ id }) => id))

test('shows no days without attempts', () => {
  expect(groupByDay([])).toEqual([])
})

test('a day goes from midnight to midnight', () => {
  const midnight = at(23, 0)
  const times = [midnight + 1, midnight, midnight - 1, at(22, 0), at(22, 0) - 1]
  expect(idsOf(groupByDay(times.map((time) => summary(time))))).toEqual([
    times.slice(0, 2).map(String),
    times.slice(2, 4).map(String),
    times.slice(4).map(String),
  ])
})

test('keeps days unique and in order after the clock was set back', () => {
  const times = [at(21, 9), at(23, 14), at(21, 8), at(23, 13)]
  const days = groupByDay(times.map((time) => summary(time)))
  expect(days.map(({ startMs }) => startMs)).toEqual([at(23, 0), at(21, 0)])
  expect(idsOf(days)).toEqual([
    [String(at(23, 14)), String(at(23, 13))],
    [String(at(21, 9)), String(at(21, 8))],
  ])
})
