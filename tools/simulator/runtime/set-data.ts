// Stage: what a mini program passes to setData → the copy that WeChat would have made, or a loud refusal.

const LIMIT_BYTES = 1024 * 1024

/** As WeChat hands data from the logic to the view: by JSON. */
export function jsonCopy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

/**
 * Undefined and functions are dropped at any depth, as JSON does and WeChat, and told of on the console: WeChat's guide to
 * setData warns of "latent problems", which differ by version. `quiet` is for npm packages, which nobody here can mend.
 * Throws above 1024 kB.
 */
export function copyForSetData(data: unknown, where: string, quiet: boolean): Record<string, unknown> {
  if (data === null || typeof data !== 'object') throw new TypeError(`${where}: setData needs an object`)
  if (!quiet) tellOfDropped(data, '', where)
  const json = JSON.stringify(data)
  // three bytes a unit at most: nearly every call is spared the counting
  const sizeBytes = json.length * 3 > LIMIT_BYTES ? new TextEncoder().encode(json).length : 0
  if (sizeBytes > LIMIT_BYTES) {
    throw new RangeError(`${where}: setData with ${Math.round(sizeBytes / 1024)} kB, WeChat takes 1024 kB`)
  }
  return JSON.parse(json) as Record<string, unknown>
}

function tellOfDropped(value: unknown, path: string, where: string): void {
  if (value === undefined) return console.error(`${where}: setData with "${path}" undefined`)
  if (typeof value === 'function') return console.error(`${where}: setData with "${path}" a function`)
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value))
    tellOfDropped(item, path === '' ? key : `${path}.${key}`, where)
}
