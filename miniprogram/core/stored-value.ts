// What was read from storage (unknown) → checked values, or null.

export type Fields = Readonly<Record<string, unknown>>

export function readFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Durations, sizes, times: finite and not negative. */
export function readAmount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}

export function readOneOf<T extends string>(names: Readonly<Record<T, true>>, value: unknown): T | null {
  return typeof value === 'string' && Object.prototype.hasOwnProperty.call(names, value) ? (value as T) : null
}
