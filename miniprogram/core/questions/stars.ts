// Topics and questions that the student has starred, stored.
import type { KeyValueStore } from '../ports'

export interface Stars {
  /** Ids of topics and of questions; another set after each change. May have some that the bank lacks. */
  readonly current: ReadonlySet<string>
  /** Stored before it returns. @throws AppError `storage-full`; then all is as it was */
  toggle(id: string): void
}

const key = 'stars'
// nobody stars as many; what is longer was not written here
const maxCount = 2_000
const maxLength = 100

export function createStars(store: KeyValueStore): Stars {
  let current: ReadonlySet<string> | null = null
  const read = (): ReadonlySet<string> => (current ??= readStars(store.get(key)))
  return {
    get current() {
      return read()
    },
    toggle(id) {
      const next = new Set(read())
      if (!next.delete(id)) next.add(id)
      store.set(key, [...next])
      current = next
    },
  }
}

/** What is no id is left out. */
export function readStars(value: unknown): ReadonlySet<string> {
  const values: unknown[] = Array.isArray(value) ? value.slice(0, maxCount) : []
  return new Set(values.filter(isId))
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}
