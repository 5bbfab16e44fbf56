// Kinds of environment variables: text → value, or an error that names the variable.

export type Environment = Readonly<Record<string, string | undefined>>

export interface Variable<Value> {
  readonly fallback: Value
  /** As the table of docs/deploy.md shows it: Markdown. */
  readonly shownDefault: string
  readonly meaning: string
  /** Throws an error that says what was expected. */
  readonly parse: (text: string) => Value
}

export function text(fallback: string, meaning: string): Variable<string> {
  return { fallback, shownDefault: code(fallback), meaning, parse: (value) => value }
}

export function choice<Name extends string>(
  names: readonly [Name, ...Name[]],
  meaning: string,
): Variable<Name> {
  return {
    fallback: names[0],
    shownDefault: code(names[0]),
    meaning,
    parse(value) {
      const known = names.find((name) => name === value)
      if (known === undefined) throw new Error(`expected ${names.join(' or ')}`)
      return known
    },
  }
}

/** A whole number, at least `min`. */
export function integer(fallback: number, min: number, meaning: string): Variable<number> {
  return {
    fallback,
    shownDefault: code(String(fallback)),
    meaning,
    parse(value) {
      if (!/^\d{1,12}$/.test(value) || Number(value) < min)
        throw new Error(`not a whole number of at least ${min}`)
      return Number(value)
    },
  }
}

/** http or https, without a slash at its end. */
export function url(fallback: string, meaning: string): Variable<string> {
  return { fallback, shownDefault: code(fallback), meaning, parse: parseUrl }
}

/** Separated by commas or spaces; by default empty. */
export function list(meaning: string): Variable<readonly string[]> {
  return {
    fallback: [],
    shownDefault: '–',
    meaning,
    parse: (value) => value.split(/[\s,]+/).filter((part) => part !== ''),
  }
}

/** `api.example.com`, without port; in lower case. */
export function hostNames(meaning: string): Variable<readonly string[]> {
  const names = list(meaning)
  return {
    ...names,
    parse(value) {
      const wrong = names.parse(value).find((name) => !/^[a-z0-9.-]+$/i.test(name))
      if (wrong !== undefined) throw new Error(`${wrong} is no host name (api.example.com)`)
      return names.parse(value.toLowerCase())
    },
  }
}

/** A JSON object, by default empty, without the members that are `fixed`. */
export function object(
  fixed: readonly string[],
  meaning: string,
): Variable<Readonly<Record<string, unknown>>> {
  return {
    fallback: {},
    shownDefault: '–',
    meaning,
    parse(value) {
      const members = parseObject(value)
      const taken = fixed.find((name) => name in members)
      if (taken !== undefined) throw new Error(`"${taken}" cannot be set here`)
      return members
    },
  }
}

/** Undefined if unset, or what the variable `otherwise` says. */
export function optionalText(meaning: string, otherwise?: string): Variable<string | undefined> {
  return { fallback: undefined, shownDefault: code(otherwise), meaning, parse: (value) => value }
}

export function optionalUrl(meaning: string, otherwise?: string): Variable<string | undefined> {
  return { fallback: undefined, shownDefault: code(otherwise), meaning, parse: parseUrl }
}

export function redisUrl(meaning: string): Variable<string | undefined> {
  return {
    fallback: undefined,
    shownDefault: code(undefined),
    meaning,
    parse(value) {
      if (!/^rediss?:\/\//.test(value) || !URL.canParse(value))
        throw new Error('expected a URL (redis://127.0.0.1:6379)')
      return value
    },
  }
}

/** An empty value counts as unset. */
export function read<Value>(environment: Environment, name: string, variable: Variable<Value>): Value {
  const value = environment[name]?.trim() ?? ''
  if (value === '') return variable.fallback
  try {
    return variable.parse(value)
  } catch (error) {
    throw new Error(`${name}=${value}: ${(error as Error).message}`)
  }
}

function parseUrl(value: string): string {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) throw new Error('expected a URL (https://…)')
  return value.replace(/\/+$/, '')
}

function parseObject(value: string): Readonly<Record<string, unknown>> {
  let members: unknown
  try {
    members = JSON.parse(value)
  } catch {
    // said below
  }
  if (typeof members !== 'object' || members === null || Array.isArray(members)) {
    throw new Error('expected a JSON object ({"enable_thinking":false})')
  }
  return members as Readonly<Record<string, unknown>>
}

const code = (value: string | undefined) => (value === undefined ? '–' : `\`${value}\``)
