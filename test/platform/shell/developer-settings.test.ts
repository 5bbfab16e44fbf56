import { createDeveloperStorage, developerKey } from '../../../miniprogram/platform/shell/developer-settings'

function phone(stored: unknown, isReleased = false) {
  const storage = new Map<string, unknown>([[developerKey, stored]])
  const wx = {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  } as Parameters<typeof createDeveloperStorage>[0]
  return { storage, developer: createDeveloperStorage(wx, isReleased) }
}

test('reads only valid fields', () => {
  expect(
    phone({ apiAddress: 'http://a', cloudEnvironment: 1, transport: 'pigeon', x: 1 }).developer.read(),
  ).toEqual({
    apiAddress: 'http://a',
  })
  for (const stored of ['', null, 'http://a', 3]) expect(phone(stored).developer.read()).toEqual({})
})

test.each(['readsQuestion', 'speaks'])('%s is a boolean or nothing', (name) => {
  for (const value of [true, false])
    expect(phone({ [name]: value }).developer.read()).toEqual({ [name]: value })
  expect(phone({ [name]: 'true' }).developer.read()).toEqual({})
})

test('unreadable storage does not stop the launch', () => {
  const getStorageSync = () => {
    throw new Error('getStorageSync:fail')
  }
  const wx = { getStorageSync, setStorageSync: () => undefined }
  expect(createDeveloperStorage(wx, false).read()).toEqual({})
})

test('an address is stored beside other fields, and removed again', () => {
  const { developer, storage } = phone({ transport: 'cloud' })
  developer.writeAddress('http://b')
  expect(developer.read()).toEqual({ apiAddress: 'http://b', transport: 'cloud' })
  developer.writeAddress('')
  expect(storage.get(developerKey)).toEqual({ transport: 'cloud' })
})

test('a released build neither reads nor writes settings', () => {
  const { developer, storage } = phone({ apiAddress: 'http://a' }, true)
  developer.writeAddress('http://b')
  expect(developer.read()).toEqual({})
  expect(storage.get(developerKey)).toEqual({ apiAddress: 'http://a' })
})

test.each([
  '',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/plain,x',
  'wxfile://usr/a',
  '//evil.example',
  'https://user:password@evil.example',
  'https://evil.example?x=',
  'https://evil.example#',
  'https://evil.example/\n',
  ' https://evil.example',
  'ftp://evil.example',
  8787,
  { toString: () => 'http://127.0.0.1' },
])('rejects %p as an address', (apiAddress) => {
  expect(phone({ apiAddress, transport: 'cloud' }).developer.read()).toEqual({ transport: 'cloud' })
})

test('an address may contain a scenario; a cloud environment is a name', () => {
  const apiAddress = 'http://127.0.0.1:8787/scenario/ok;ms=3'
  expect(phone({ apiAddress, cloudEnvironment: 'env-1' }).developer.read()).toEqual({
    apiAddress,
    cloudEnvironment: 'env-1',
  })
  expect(phone({ cloudEnvironment: '../x' }).developer.read()).toEqual({})
})
