import { AppError } from '../../../miniprogram/core/errors'
import type { KeyValueStore } from '../../../miniprogram/core/ports'
import { createStars, readStars } from '../../../miniprogram/core/questions/stars'

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

test('given, taken back, there at the next launch; another set each time', () => {
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

test('storage is full: all is as it was', () => {
  const store = createStore(['weather'])
  const stars = starsOf(store)
  const before = stars.current
  store.isFull = true
  expect(() => stars.toggle('home')).toThrow(AppError)
  expect(stars.current).toBe(before)
  expect(store.stored).toEqual(['weather'])
})

test('a star of a question that the bank lacks is kept', () => {
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
  expect([...readStars(value)]).toEqual(ids)
})

test('what is far too long was not written here', () => {
  expect(readStars(Array.from({ length: 5_000 }, (_, place) => `id-${place}`)).size).toBe(2_000)
})
