// The argument of setData → what WeChat sets, or an error; what its view would not get is reported.

const LIMIT_BYTES = 1024 * 1024

/** WeChat passes data between its threads as JSON. */
export function jsonCopy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

/**
 * The program's own values: glass-easel copies them for the view, as WeChat does. A field set to undefined is left out. Undefined
 * and functions at any depth are reported once: the view does not get them, and WeChat's guide to setData warns of both.
 * `quiet` is for npm packages, which the project cannot fix. Throws above 1024 kB.
 */
export function checkSetData(data: unknown, where: string, quiet: boolean): Record<string, unknown> {
  if (data === null || typeof data !== 'object') throw new TypeError(`${where}: setData needs an object`)
  const json = JSON.stringify(data)
  if (!quiet) reportDropped(data, '', where)
  // at most three bytes per UTF-16 unit: nearly every call avoids the exact count
  const sizeBytes = json.length * 3 > LIMIT_BYTES ? new TextEncoder().encode(json).length : 0
  if (sizeBytes > LIMIT_BYTES) {
    throw new RangeError(`${where}: setData with ${Math.round(sizeBytes / 1024)} kB, WeChat allows 1024 kB`)
  }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}

const reported = new Set<string>()

function reportDropped(value: unknown, path: string, where: string): void {
  if (value === undefined || typeof value === 'function') {
    const what = value === undefined ? 'undefined' : 'a function'
    // one report for all elements of an array
    const place = `${where} ${path.replace(/\d+/g, 'n')} ${what}`
    if (!reported.has(place)) console.error(`${where}: setData drops "${path}": it is ${what}`)
    reported.add(place)
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value))
      reportDropped(item, path === '' ? key : `${path}.${key}`, where)
  }
}
