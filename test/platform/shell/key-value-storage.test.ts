import { AppError } from '../../../miniprogram/core/errors'
import { createKeyValueStorage } from '../../../miniprogram/platform/shell/key-value-storage'
import type { WxKeyValueStorage } from '../../../miniprogram/platform/shell/key-value-storage'

/** WeChat's storage: JSON in a map, '' for a missing key. */
function createFakeStorage(refusal?: object) {
  const stored = new Map<string, string>()
  const refuse = (): void => {
    // WeChat throws Errors in some versions, plain objects in others
    if (refusal !== undefined) throw refusal as Error
  }
  const wx = {
    getStorageSync(key: string): unknown {
      refuse()
      const json = stored.get(key)
      return json === undefined ? '' : (JSON.parse(json) as unknown)
    },
    setStorageSync(key: string, data: unknown) {
      refuse()
      stored.set(key, JSON.stringify(data))
    },
    removeStorageSync(key: string) {
      refuse()
      stored.delete(key)
    },
    getStorageInfoSync() {
      refuse()
      return { keys: [...stored.keys()], currentSize: 3, limitSize: 10240 }
    },
  } as WxKeyValueStorage
  return { wx, stored }
}

test('returns a copy of what was set under the prefix, or undefined for a missing key', () => {
  const { wx, stored } = createFakeStorage()
  const storage = createKeyValueStorage(wx, 'ielts/')
  const value = { words: ['a'], count: 0, none: null }
  storage.set('one', value)
  expect([...stored.keys()]).toEqual(['ielts/one'])
  expect(storage.get('one')).toEqual(value)
  expect(storage.get('one')).not.toBe(value)
  expect(storage.get('two')).toBeUndefined()
  storage.set('zero', 0)
  expect(storage.get('zero')).toBe(0)
})

test('lists only its own keys, without the prefix', () => {
  const { wx, stored } = createFakeStorage()
  stored.set('uid.installation', '"17"')
  const storage = createKeyValueStorage(wx, 'ielts/')
  storage.set('a', 1)
  storage.set('b', 2)
  storage.remove('a')
  storage.remove('never there')
  expect(storage.keys()).toEqual(['b'])
  expect([...stored.keys()]).toEqual(['uid.installation', 'ielts/b'])
})

test('reports the usage of all keys together, in bytes', () => {
  const storage = createKeyValueStorage(createFakeStorage().wx, 'ielts/')
  expect(storage.usage()).toEqual({ usedBytes: 3072, limitBytes: 10_485_760 })
})

test.each([
  { errMsg: 'setStorageSync:fail exceed storage max size 10Mb' },
  { errMsg: 'setStorageSync:fail:entry size limit reached' },
  new Error('setStorage:fail exceed storage limit'),
  new Error('QuotaExceededError'),
])('a failed write throws storage-full with WeChat’s message: %p', (refusal) => {
  const storage = createKeyValueStorage(createFakeStorage(refusal).wx, 'ielts/')
  const message = refusal instanceof Error ? refusal.message : refusal.errMsg
  expect(() => storage.set('one', 1)).toThrow(new AppError('storage-full', { message, cause: refusal }))
})

test('nothing but a write throws', () => {
  const storage = createKeyValueStorage(createFakeStorage({ errMsg: 'fail' }).wx, 'ielts/')
  expect(storage.get('one')).toBeUndefined()
  expect(storage.keys()).toEqual([])
  expect(storage.usage()).toEqual({ usedBytes: 0, limitBytes: 10_485_760 })
  expect(() => storage.remove('one')).not.toThrow()
})
