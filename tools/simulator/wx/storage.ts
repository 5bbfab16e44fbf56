// wx storage calls → strings in a mirror, within WeChat's limits.
import { callSync, failure, toApis } from './callbacks'
import type { Mirror } from './persistence'
import type { Switches } from './switches'

/** WeChat counts the UTF-16 units of key and value: 1 MB per entry, 10 MB in total. */
const entryMaxUnits = 1024 * 1024
const totalMaxUnits = 10 * 1024 * 1024

/** Stores the type with the data, like WeChat: Dates and undefined are restored. */
function encode(data: unknown): string {
  if (typeof data === 'function' || typeof data === 'symbol' || typeof data === 'bigint') {
    throw failure(`parameter error: data of type ${typeof data} cannot be stored`)
  }
  if (data instanceof Date) return JSON.stringify({ type: 'date', data: data.getTime() })
  if (typeof data === 'number') return JSON.stringify({ type: 'number', data: String(data) })
  return JSON.stringify({ type: 'json', data })
}

function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data?: unknown }
  if (type === 'date') return new Date(Number(data))
  if (type === 'number') return Number(data)
  return data
}

function checkKey(key: unknown): string {
  if (typeof key !== 'string') throw failure('parameter error: parameter.key should be String')
  if (key === '') throw failure('parameter error: parameter.key should not be empty')
  return key
}

/** Writes an object's keys to storage before the launch. @throws Error for any other value. */
export function seedStorage(mirror: Mirror<string>, seed: unknown): void {
  if (typeof seed !== 'object' || seed === null) throw new Error('simulator: storage= takes an object')
  for (const [key, data] of Object.entries(seed)) mirror.set(checkKey(key), encode(data))
}

export function createStorage(mirror: Mirror<string>, switches: Pick<Switches, 'get'>) {
  const sizeUnits = (): number =>
    mirror.entries().reduce((sum, [key, text]) => sum + key.length + text.length, 0)

  function set(rawKey: unknown, data: unknown): void {
    const key = checkKey(rawKey)
    const text = encode(data)
    if (key.length + text.length > entryMaxUnits) throw failure(':entry size limit reached')
    const replaced = mirror.get(key)
    const grownUnits = text.length - (replaced === undefined ? -key.length : replaced.length)
    const isFull = switches.get('storage') === 'full' && grownUnits > 0
    if (isFull || sizeUnits() + grownUnits > totalMaxUnits) throw failure('exceed storage max size 10Mb')
    mirror.set(key, text)
  }
  function get(rawKey: unknown): unknown {
    const text = mirror.get(checkKey(rawKey))
    return text === undefined ? '' : decode(text)
  }

  return {
    ...toApis({
      setStorage: ({ key, data }: { key: string; data: unknown }) => set(key, data),
      getStorage({ key }: { key: string }) {
        if (mirror.get(checkKey(key)) === undefined) throw failure('data not found')
        return { data: get(key) }
      },
      removeStorage: ({ key }: { key: string }) => mirror.delete(checkKey(key)),
    }),
    setStorageSync: (key: string, data: unknown) => callSync('setStorageSync', () => set(key, data)),
    getStorageSync: (key: string) => callSync('getStorageSync', () => get(key)),
    removeStorageSync: (key: string) => callSync('removeStorageSync', () => mirror.delete(checkKey(key))),
    getStorageInfoSync: () => ({
      keys: mirror.entries().map(([key]) => key),
      currentSize: Math.ceil(sizeUnits() / 1024),
      limitSize: totalMaxUnits / 1024,
    }),
  }
}
