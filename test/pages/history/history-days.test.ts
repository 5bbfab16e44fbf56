import { groupByDay, searchAttempts } from '../../../miniprogram/pages/history/history-days'
import { at, hometown, summary } from './summaries'

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

describe('search', () => {
  const rain = {
    id: 'r',
    topic: { en: 'Weather', zh: '天气' },
    text: 'Don’t you like rain?',
    gloss: '你不喜欢雨吗？',
  }
  const all = [summary(1, { question: rain }), summary(2), summary(3, { question: null })]

  test.each([
    ['', ['1', '2', '3']],
    ['   ', ['1', '2', '3']],
    ['LIKE', ['1', '2']],
    ['most hometown', ['2']],
    ['like rain', ['1']],
    ['like weather', ['1']],
    ['喜欢', ['1', '2']],
    ['喜欢 rain', ['1']],
    ["don't", ['1']],
    ['don’t', ['1']],
    ['天气', ['1']],
    ['nothing', []],
    ['.*', []],
  ])('%j finds %j', (query, ids) => {
    expect(searchAttempts(all, query).map(({ id }) => id)).toEqual(ids)
  })

  test('does not match across two fields', () => {
    const { text, gloss } = hometown
    expect(searchAttempts(all, text.slice(-4) + gloss.slice(0, 2))).toEqual([])
  })
})
