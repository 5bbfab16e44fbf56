// Stage: what a mini program passes to setData → the copy that WeChat would have made, or a loud refusal.

const LIMIT_BYTES = 1024 * 1024

/** As WeChat hands data from the logic to the view: by JSON. */
export function jsonCopy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

/**
 * Throws on undefined at any depth (WeChat drops the field and goes on, differently by version), on functions, and above
 * 1024 kB. `lenient` is for npm packages, which nobody here can mend: there both are dropped, as JSON does.
 */
export function copyForSetData(data: unknown, where: string, lenient: boolean): Record<string, unknown> {
  if (data === null || typeof data !== 'object') throw new TypeError(`${where}: setData needs an object`)
  if (!lenient) refuse(data, '', where)
  const json = JSON.stringify(data)
  const sizeBytes = new Blob([json]).size
  if (sizeBytes > LIMIT_BYTES) {
    throw new RangeError(`${where}: setData with ${Math.round(sizeBytes / 1024)} kB, WeChat takes 1024 kB`)
  }
  return JSON.parse(json) as Record<string, unknown>
}

function refuse(value: unknown, path: string, where: string): void {
  if (value === undefined) throw new TypeError(`${where}: setData with "${path}" undefined`)
  if (typeof value === 'function') throw new TypeError(`${where}: setData with "${path}" a function`)
  if (value === null || typeof value !== 'object') return
  for (const [key, item] of Object.entries(value)) refuse(item, path === '' ? key : `${path}.${key}`, where)
}
