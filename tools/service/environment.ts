// Environment variables → settings, or an error that names the variable.

export type Environment = Readonly<Record<string, string | undefined>>

/** An empty value counts as unset. */
export function readText(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}

/** A whole number, at least `min`. */
export function readInteger(environment: Environment, name: string, fallback: number, min = 0): number {
  const value = readText(environment, name)
  if (value === undefined) return fallback
  if (!/^\d{1,12}$/.test(value) || Number(value) < min) {
    throw new Error(`${name}=${value}: not a whole number of at least ${min}`)
  }
  return Number(value)
}

/** Separated by commas or spaces. */
export function readList(environment: Environment, name: string): readonly string[] {
  return (readText(environment, name) ?? '').split(/[\s,]+/).filter((part) => part !== '')
}

/** http or https. */
export function readUrl(environment: Environment, name: string, fallback: string): string {
  const value = readText(environment, name) ?? fallback
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new Error(`${name}=${value}: expected a URL (https://…)`)
  }
  return value
}
