// WeChat's headers (unknown) → the value of one.

/** Phones differ in the case of the names. `''` without it. */
export function headerOf(headers: unknown, lowerCaseName: string): string {
  if (typeof headers !== 'object' || headers === null) return ''
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === lowerCaseName) ?? []
  return value === undefined ? '' : String(value).trim()
}
