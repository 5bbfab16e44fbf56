import { topicOf } from '../../../miniprogram/core/questions/bank'
import { dayOfText } from '../../../miniprogram/core/plan/calendar-day'
import { askedTopics, readSeasons, seasonOn, statusOfTopic } from '../../../miniprogram/core/plan/season'

const day = (text: string): number => dayOfText(text) ?? NaN
const autumn = {
  ...{ from: '2026-09-01', to: '2026-12-31', source: 'candidates’ reports', date: '2026-09-20' },
  ...{ new: ['food', 'home-future'], kept: ['home', 'sleep', 'no-such-topic', 7] },
}
const spring = { ...autumn, from: '2027-01-01', to: '2027-04-30', new: ['art'], kept: [] }

test('a topic stands for its questions, and what is said of a question is nearer', () => {
  const [season] = readSeasons({ seasons: [autumn] })
  expect(season?.questions.get('food-learn')).toBe('new')
  expect(season?.questions.get('home-future')).toBe('new')
  expect(season?.questions.get('home-describe-view')).toBe('kept')
  expect(season?.questions.size).toBe(
    ['food', 'home', 'sleep'].reduce((sum, id) => sum + (topicOf(id)?.questions.length ?? 0), 0),
  )
  expect(season).toMatchObject({ source: 'candidates’ reports', date: '2026-09-20' })
})

test('on its first and on its last day, and not outside', () => {
  const seasons = readSeasons({ seasons: [spring, autumn] })
  const on = (text: string) => seasonOn(seasons, day(text))?.from ?? null
  expect(['2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01', '2027-05-01'].map(on)).toEqual([
    null,
    day('2026-09-01'),
    day('2026-09-01'),
    day('2027-01-01'),
    null,
  ])
})

test('what is asked: new topics first, only the questions that are named; without a season the whole bank', () => {
  const [season = null] = readSeasons({ seasons: [{ ...autumn, new: ['sleep'], kept: ['home-future'] }] })
  expect(
    askedTopics(season).map(({ topic, status, questions }) => [topic.id, status, questions.length]),
  ).toEqual([
    ['sleep', 'new', topicOf('sleep')?.questions.length],
    ['home', 'kept', 1],
  ])
  expect(askedTopics(null)).toHaveLength(41)
  const food = topicOf('food')
  expect(food && statusOfTopic(food, season)).toBeNull()
})

test.each([
  [null],
  [[]],
  [{ seasons: 'autumn' }],
  [{ seasons: [null, 7, {}, { ...autumn, from: 'now' }, { ...autumn, to: '2026-08-01' }] }],
])('%j holds no season', (file) => {
  expect(readSeasons(file)).toEqual([])
})

test('lists that are none are empty', () => {
  const [season] = readSeasons({ seasons: [{ ...autumn, new: 'food', kept: null }] })
  expect(season?.questions.size).toBe(0)
})
