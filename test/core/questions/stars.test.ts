import { AppError } from '../../../miniprogram/core/errors'
import type { KeyValueStore } from '../../../miniprogram/core/ports'
import { createStars } from '../../../miniprogram/core/questions/stars'

function createStore(stored?: unknown) {
  const store = {
    stored,
    isFull: false,
    get: () => store.stored,
    set(_key: string, value: unknown) {
      if (store.isFull) throw new AppError('storage-full')
      store.stored = JSON.parse(JSON.stringify(value)) as unknown
    },
  }
  return store
}

const starsOf = (store: ReturnType<typeof createStore>) => createStars(store as unknown as KeyValueStore)

test('stars are added, removed and kept across launches; each change creates a new set', () => {
  const store = createStore()
  const stars = starsOf(store)
  const none = stars.current
  stars.toggle('weather')
  stars.toggle('weather-mood')
  expect(none.size).toBe(0)
  expect([...starsOf(store).current]).toEqual(['weather', 'weather-mood'])
  stars.toggle('weather')
  expect([...stars.current]).toEqual(['weather-mood'])
  expect([...starsOf(store).current]).toEqual(['weather-mood'])
})

test('those of another phone are added; nothing is written without a new one', () => {
  const store = createStore(['weather'])
  const stars = starsOf(store)
  stars.add(['home', 'weather', '', 'home'])
  expect([...starsOf(store).current]).toEqual(['weather', 'home'])
  store.isFull = true
  stars.add(['home'])
  expect(() => stars.add(['sky'])).toThrow(AppError)
  expect([...stars.current]).toEqual(['weather', 'home'])
})

test('when storage is full, nothing changes', () => {
  const store = createStore(['weather'])
  const stars = starsOf(store)
  const before = stars.current
  store.isFull = true
  expect(() => stars.toggle('home')).toThrow(AppError)
  expect(stars.current).toBe(before)
  expect(store.stored).toEqual(['weather'])
})

test('keeps the star of a question that is not in the bank', () => {
  const store = createStore(['of-another-version'])
  starsOf(store).toggle('weather')
  expect(store.stored).toEqual(['of-another-version', 'weather'])
})

test.each([
  [undefined, []],
  ['weather', []],
  [{ weather: true }, []],
  [
    ['weather', 7, null, '', 'x'.repeat(101), ['home'], 'weather', 'home'],
    ['weather', 'home'],
  ],
])('stored %j is read as %j', (value, ids) => {
  expect([...starsOf(createStore(value)).current]).toEqual(ids)
})

test('ignores ids and lists that are far too long', () => {
  const stored = Array.from({ length: 5_000 }, (_, place) => `id-${place}`)
  expect(starsOf(createStore(stored)).current.size).toBe(2_000)
})
