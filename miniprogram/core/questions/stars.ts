// Starring and unstarring topics and questions → the set of starred ids, in storage.
import type { KeyValueStore } from '../ports'

interface Stars {
  /** Ids of topics and questions; a new set after each change. It may contain ids that are not in the bank. */
  readonly current: ReadonlySet<string>
  /** Saved before it returns. @throws AppError `storage-full`; then nothing has changed */
  toggle(id: string): void
  /** Stars those that are not starred yet. @throws as `toggle` does */
  add(ids: readonly string[]): void
}

const key = 'stars'
// nobody stars this many: a longer list was not written by this app
const maxCount = 2_000
const maxLength = 100

export function createStars(store: KeyValueStore): Stars {
  let current: ReadonlySet<string> | null = null
  const read = (): ReadonlySet<string> => (current ??= readStars(store.get(key)))

  function write(next: ReadonlySet<string>): void {
    store.set(key, [...next])
    current = next
  }

  return {
    get current() {
      return read()
    },
    toggle(id) {
      const next = new Set(read())
      if (!next.delete(id)) next.add(id)
      write(next)
    },
    add(ids) {
      const next = readStars([...read(), ...ids])
      if (next.size > read().size) write(next)
    },
  }
}

/** Leaves out whatever is not an id. */
function readStars(value: unknown): ReadonlySet<string> {
  const values: unknown[] = Array.isArray(value) ? value.slice(0, maxCount) : []
  return new Set(values.filter(isId))
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength
}
