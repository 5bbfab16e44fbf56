import { topics } from '../../../miniprogram/core/questions/bank'
import { findInBank, matcherFor, type SearchQuery } from '../../../miniprogram/core/questions/search'

const practised = { lastAtMs: 0, lastDurationMs: 0 }

function find(sought: Partial<SearchQuery>) {
  const found = findInBank({
    ...{ query: '', filter: 'all', practised: new Map(), starred: new Set(), asked: new Set() },
    ...sought,
  })
  return {
    topics: found.topics.map(({ id }) => id),
    questions: found.questions.map(({ id }) => id),
  }
}

const allTopics = topics.map(({ id }) => id)

test('without a query or a filter, finds every topic and no single questions', () => {
  expect(find({})).toEqual({ topics: allTopics, questions: [] })
  expect(find({ query: ' \t ' })).toEqual({ topics: allTopics, questions: [] })
})

test.each([
  ['HOMETOWN', 'hometown'],
  ['家乡', 'hometown'],
  ['cooking food', 'food'],
  ['天气', 'weather'],
])('a topic by its name, in either language: %s', (query, id) => {
  expect(find({ query }).topics).toEqual([id])
})

test('finds a question by its own text or by the name of its topic', () => {
  expect(find({ query: 'stage' }).questions).toEqual(['music-concert'])
  expect(find({ query: '天气预报' })).toEqual({ topics: [], questions: ['weather-forecast'] })
  expect(find({ query: 'music mood' })).toEqual({ topics: [], questions: [] })
  expect(find({ query: 'weather forecast' })).toEqual({ topics: [], questions: ['weather-forecast'] })
})

test('a topic found by its name comes with all its questions, before those of other topics', () => {
  const { questions = [] } = topics.find(({ id }) => id === 'weather') ?? {}
  const found = find({ query: 'weather' })
  expect(found.topics).toEqual(['weather'])
  expect(found.questions.slice(0, questions.length)).toEqual(questions.map(({ id }) => id))
  expect(new Set(found.questions).size).toBe(found.questions.length)
})

test('straight and curly apostrophes match', () => {
  const ids = ['shopping-how-often']
  expect(find({ query: "don't really" }).questions).toEqual(ids)
  expect(find({ query: 'don’t really' }).questions).toEqual(ids)
  expect(matcherFor("it's")('It’s late')).toBe(true)
})

test('filter new: topics without a practised question; single questions only with a query', () => {
  const sought = { filter: 'new', practised: new Map([['weather-mood', practised]]) } as const
  expect(find(sought)).toEqual({ topics: allTopics.filter((id) => id !== 'weather'), questions: [] })
  expect(find({ ...sought, query: 'weather' })).toEqual({
    topics: [],
    questions: [
      'weather-favourite',
      'weather-mood',
      'weather-forecast',
      'weather-rainy-days',
      'weather-hot-or-cold',
    ].filter((id) => id !== 'weather-mood'),
  })
})

test('filter starred: topics and questions, each by its own star', () => {
  const sought = { filter: 'starred', starred: new Set(['weather', 'weather-mood', 'home-future']) } as const
  expect(find(sought)).toEqual({ topics: ['weather'], questions: ['home-future', 'weather-mood'] })
  expect(find({ ...sought, query: '天气' })).toEqual({ topics: ['weather'], questions: ['weather-mood'] })
  expect(find({ ...sought, query: 'music' })).toEqual({ topics: [], questions: [] })
  expect(find({ filter: 'starred' })).toEqual({ topics: [], questions: [] })
})
