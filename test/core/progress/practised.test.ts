import { practisedIn } from '../../../miniprogram/core/progress/practised'
import { at, hometown, summary } from '../../pages/history/summaries'

const rain = { ...hometown, id: 'weather-mood' }

test('the last attempt at each question counts, whatever its status', () => {
  const practised = practisedIn([
    summary(at(23), { status: 'recorded', durationMs: 9_000 }),
    summary(at(22), { question: rain, status: 'network' }),
    summary(at(21), { durationMs: 30_000 }),
    summary(at(20), { question: null }),
  ])
  expect([...practised]).toEqual([
    ['hometown-like-most', { lastAtMs: at(23), lastDurationMs: 9_000 }],
    ['weather-mood', { lastAtMs: at(22), lastDurationMs: 22_400 }],
  ])
})

test('the result is cached for the same list', () => {
  let readCount = 0
  const counted = {
    ...summary(at(23)),
    get question() {
      readCount += 1
      return hometown
    },
  }
  const attempts = [counted]
  const first = practisedIn(attempts)
  expect(practisedIn(attempts)).toBe(first)
  expect(readCount).toBe(1)
  expect(practisedIn([counted])).not.toBe(first)
})
