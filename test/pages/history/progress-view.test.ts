import { topics } from '../../../miniprogram/core/questions/bank'
import { messagesFor } from '../../../miniprogram/i18n/index'
import { progressViewOf } from '../../../miniprogram/pages/history/progress-view'
import { at, summary } from './summaries'

const zone = { startMs: 15_000, endMs: 30_000 }
const now = at(23, 14)
const view = (attempts: Parameters<typeof progressViewOf>[0], language: 'zh' | 'en' = 'en') =>
  progressViewOf(attempts, zone, messagesFor(language), now)

test('shows the last four weeks: one bar per day, the longest at full height', () => {
  const attempts = [
    summary(at(23, 9), { durationMs: 60_000 }),
    summary(at(22, 9), { durationMs: 30_000 }),
    summary(at(27, 9, 10), { durationMs: 1_000 }),
    // the day before the first of the four weeks
    summary(at(26, 9, 10), { durationMs: 90_000 }),
  ]
  const { bars, dates, figures } = view(attempts)
  expect(bars).toHaveLength(28)
  expect(bars.map(({ height }) => height).filter(Boolean)).toEqual([8, 50, 100])
  expect(bars[0]).toEqual({ startMs: at(27, 0, 10), height: 8 })
  expect(dates).toEqual(['27 Oct', '10 Nov', 'Today'])
  expect(figures).toEqual([
    { number: 3, unit: 'of 28 days' },
    { number: 2, unit: 'min spoken' },
  ])
})

test('describes the progress in one sentence, in either language', () => {
  const attempts = [10_000, 20_000, 20_000, 40_000].map((durationMs, hour) =>
    summary(at(20, hour), { durationMs }),
  )
  expect(view(attempts).sentence).toBe(
    `In the last 4 weeks you practised on 1 day and spoke for 1 min 30 s. Attempts on target: 2, shorter: 1, longer: 1. Topics practised: 1 of ${topics.length}.`,
  )
  expect(view(attempts, 'zh').sentence).toBe(
    `近 4 周练习了 1 天，开口 1 分 30 秒；2 遍在参考时长内，1 遍偏短，1 遍偏长。${topics.length} 个话题里练过 1 个。`,
  )
  expect(view(attempts).lengths.map(({ count, label }) => [count, label])).toEqual([
    [1, 'Short 1'],
    [2, 'On target 2'],
    [1, 'Long 1'],
  ])
})

test('says seconds until a minute has been spoken', () => {
  expect(view([summary(at(23, 9), { durationMs: 1_900 })]).figures[1]).toEqual({
    number: 1,
    unit: 's spoken',
  })
  expect(view([summary(at(23, 9), { durationMs: 60_000 })]).figures[1]).toEqual({
    number: 1,
    unit: 'min spoken',
  })
})

test('with only old attempts, shows empty weeks without lengths, and their topics', () => {
  const { bars, lengths, figures, topics: covered } = view([summary(at(1, 9, 6))])
  expect(bars.every(({ height }) => height === 0)).toBe(true)
  expect({ lengths, spoken: figures[1]?.number, share: covered.share }).toEqual({
    lengths: [],
    spoken: 0,
    share: 1 / topics.length,
  })
})
