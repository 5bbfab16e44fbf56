import { createDeveloperStorage, developerKey } from '../../miniprogram/platform/developer-settings'

function phone(stored: unknown, isReleased = false) {
  const storage = new Map<string, unknown>([[developerKey, stored]])
  const wx = {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  } as Parameters<typeof createDeveloperStorage>[0]
  return { storage, developer: createDeveloperStorage(wx, isReleased) }
}

test('only what is of the right kind is read', () => {
  expect(
    phone({ apiAddress: 'http://a', cloudEnvironment: 1, transport: 'pigeon', x: 1 }).developer.read(),
  ).toEqual({
    apiAddress: 'http://a',
  })
  for (const stored of ['', null, 'http://a', 3]) expect(phone(stored).developer.read()).toEqual({})
})

test('an address is written beside what is there, and taken back', () => {
  const { developer, storage } = phone({ transport: 'cloud' })
  developer.writeAddress('http://b')
  expect(developer.read()).toEqual({ apiAddress: 'http://b', transport: 'cloud' })
  developer.writeAddress('')
  expect(storage.get(developerKey)).toEqual({ transport: 'cloud' })
})

test('a released build neither reads nor writes', () => {
  const { developer, storage } = phone({ apiAddress: 'http://a' }, true)
  developer.writeAddress('http://b')
  expect(developer.read()).toEqual({})
  expect(storage.get(developerKey)).toEqual({ apiAddress: 'http://a' })
})
