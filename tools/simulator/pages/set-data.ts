// The argument of setData → the copy that WeChat would make, or an error.

const LIMIT_BYTES = 1024 * 1024

/** WeChat passes data between its threads as JSON. */
export function jsonCopy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

/**
 * Undefined and functions are dropped at any depth, as in JSON and WeChat, and reported on the console: WeChat's guide to setData
 * warns that they cause problems in some versions. `quiet` is for npm packages, which the project cannot fix.
 * Throws above 1024 kB.
 */
export function copyForSetData(data: unknown, where: string, quiet: boolean): Record<string, unknown> {
  if (data === null || typeof data !== 'object') throw new TypeError(`${where}: setData needs an object`)
  if (!quiet) reportDropped(data, '', where)
  const json = JSON.stringify(data)
  // at most three bytes per UTF-16 unit: nearly every call avoids the exact count
  const sizeBytes = json.length * 3 > LIMIT_BYTES ? new TextEncoder().encode(json).length : 0
  if (sizeBytes > LIMIT_BYTES) {
    throw new RangeError(`${where}: setData with ${Math.round(sizeBytes / 1024)} kB, WeChat allows 1024 kB`)
  }
  return JSON.parse(json) as Record<string, unknown>
}

function reportDropped(value: unknown, path: string, where: string): void {
  if (value === undefined) return console.error(`${where}: setData drops "${path}": it is undefined`)
  if (typeof value === 'function') return console.error(`${where}: setData drops "${path}": it is a function`)
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value))
    reportDropped(item, path === '' ? key : `${path}.${key}`, where)
}
