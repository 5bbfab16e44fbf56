import fc from 'fast-check'
import { progressOf } from '../../../miniprogram/core/progress/progress'
import { topics } from '../../../miniprogram/core/questions/bank'
import { summary } from '../../pages/history/summaries'

const zone = { startMs: 15_000, endMs: 30_000 }
/** Three days; the middle one has 25 hours, as when clocks are put back. */
const starts = [0, 24, 49, 73].map((hours) => 1_700_000_000_000 + hours * 3_600_000)
const at = (hours: number) => 1_700_000_000_000 + hours * 3_600_000
const take = (hours: number, durationMs: number) => summary(at(hours), { durationMs })

test('each attempt counts on the day it was made: a day includes its first moment', () => {
  const attempts = [
    take(-0.1, 1),
    take(0, 2),
    take(23.9, 3),
    take(24, 4),
    take(48.9, 5),
    take(49, 6),
    take(73, 7),
  ]
  expect(progressOf(attempts, starts, zone, topics).spokenMs).toEqual([5, 9, 6])
})

test('attempts of those days are compared with the guide zone, which includes both ends', () => {
  const durations = [14_999, 15_000, 22_000, 30_000, 30_001]
  const attempts = [...durations.map((ms) => take(30, ms)), take(-30, 22_000)]
  expect(progressOf(attempts, starts, zone, topics).attemptCounts).toEqual({ before: 1, inside: 3, past: 1 })
})

test('a topic counts once, whenever it was practised; a question no longer in the bank does not count', () => {
  const [first, second] = topics
  const questions = [first?.questions[0], first?.questions[1], second?.questions[0]]
  const attempts = [
    ...questions.map((question, day) => summary(at(-1000 * day), { question: question ?? null })),
    summary(at(1), { question: null }),
    summary(at(2), { question: { id: 'gone', topic: { en: '', zh: '' }, text: '', gloss: '' } }),
  ]
  expect(progressOf(attempts, starts, zone, topics).topicCount).toBe(2)
})

test('empty without days or attempts', () => {
  expect(progressOf([], starts, zone, topics)).toEqual({
    spokenMs: [0, 0, 0],
    attemptCounts: { before: 0, inside: 0, past: 0 },
    topicCount: 0,
  })
  expect(progressOf([take(1, 1)], [], zone, topics).spokenMs).toEqual([])
})

test('all time within the days is counted exactly once', () => {
  const takes = fc.array(fc.tuple(fc.double({ min: -10, max: 90, noNaN: true }), fc.nat(60_000)))
  fc.assert(
    fc.property(takes, (made) => {
      const attempts = made.map(([hours, ms]) => take(hours, ms))
      const { spokenMs, attemptCounts: counted } = progressOf(attempts, starts, zone, topics)
      const within = attempts.filter(({ createdAtMs }) => createdAtMs >= at(0) && createdAtMs < at(73))
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
      expect(sum(spokenMs)).toBe(sum(within.map(({ durationMs }) => durationMs)))
      expect(sum(Object.values(counted))).toBe(within.length)
    }),
  )
})
