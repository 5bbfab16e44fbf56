import { createMirror } from '../../../../tools/simulator/wx/persistence'
import { createStorage, seedStorage } from '../../../../tools/simulator/wx/storage'
import { createSwitches } from '../../../../tools/simulator/wx/switches'
import { createMemoryPersistence } from './memory-persistence'

async function launch(kept = new Map<string, string>(), query = '') {
  const mirror = createMirror(createMemoryPersistence(kept))
  await mirror.ready()
  const switches = createSwitches(new URLSearchParams(query))
  return { mirror, switches, storage: createStorage(mirror, switches) }
}

const megabyte = 1024 * 1024

describe('wx storage', () => {
  test('returns a copy with its type, also after the next launch', async () => {
    const kept = new Map<string, string>()
    const { storage } = await launch(kept)
    const data = { list: [1, 'two', null], deep: { yes: true } }
    storage.setStorageSync('object', data)
    data.list.push('later')
    storage.setStorageSync('date', new Date(86_400_000))
    storage.setStorageSync('nothing', undefined)
    storage.setStorageSync('number', NaN)
    for (const { storage: read } of [{ storage }, await launch(kept)]) {
      expect(read.getStorageSync('object')).toEqual({ list: [1, 'two', null], deep: { yes: true } })
      expect(read.getStorageSync('date')).toEqual(new Date(86_400_000))
      expect(read.getStorageSync('nothing')).toBeUndefined()
      expect(read.getStorageSync('number')).toBeNaN()
      expect(read.getStorageSync('missing')).toBe('')
    }
  })

  test('answers in both of WeChat’s conventions, and fails for a missing key', async () => {
    const { storage } = await launch()
    await storage.setStorage({ key: 'a', data: [1] })
    expect(await storage.getStorage({ key: 'a' })).toEqual({ data: [1], errMsg: 'getStorage:ok' })
    await storage.removeStorage({ key: 'a' })
    expect(storage.getStorageSync('a')).toBe('')
    await expect(storage.getStorage({ key: 'a' })).rejects.toEqual({
      errMsg: 'getStorage:fail data not found',
    })
  })

  test('1 MB per entry', async () => {
    const { storage } = await launch()
    storage.setStorageSync('fits', 'x'.repeat(megabyte - 100))
    expect(() => storage.setStorageSync('key', 'x'.repeat(megabyte))).toThrow(
      'setStorageSync:fail:entry size limit reached',
    )
    expect(storage.getStorageSync('key')).toBe('')
  })

  test('10 MB in total; existing entries stay, replacing and removing free space', async () => {
    const { storage } = await launch()
    const data = 'x'.repeat(megabyte - 100)
    for (let index = 0; index < 10; index += 1) storage.setStorageSync(`key${index}`, data)
    expect(() => storage.setStorageSync('more', data)).toThrow(
      'setStorageSync:fail exceed storage max size 10Mb',
    )
    storage.setStorageSync('key0', data)
    storage.removeStorageSync('key1')
    storage.setStorageSync('more', data)
    expect(storage.getStorageInfoSync()).toMatchObject({ currentSize: 10240, limitSize: 10240 })
  })

  test('storage=full rejects growth but allows smaller replacements', async () => {
    const { storage, switches } = await launch()
    storage.setStorageSync('key', 'some text')
    switches.set('storage', 'full')
    expect(() => storage.setStorageSync('key', 'some longer text')).toThrow('exceed storage max size')
    expect(() => storage.setStorageSync('other', '')).toThrow('exceed storage max size')
    storage.setStorageSync('key', 'less')
    expect(storage.getStorageSync('key')).toBe('less')
  })

  test('seeds', async () => {
    const { mirror, storage } = await launch(new Map(), 'storage={"a":1}')
    seedStorage(mirror, { a: { b: [1] } })
    expect(storage.getStorageSync('a')).toEqual({ b: [1] })
    expect(() => seedStorage(mirror, 3)).toThrow('takes an object')
  })

  test('rejects values that cannot be stored', async () => {
    const { storage } = await launch()
    expect(() => storage.setStorageSync('key', () => undefined)).toThrow('cannot be stored')
    expect(() => storage.setStorageSync('', 1)).toThrow('should not be empty')
  })
})
