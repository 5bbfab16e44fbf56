// Attempts ↔ their storage keys: one key an attempt, another for an entry that cannot be read.
import type { KeyValueStore } from '../ports'
import type { Attempt } from './attempt'
import { isNewer, readAttempt, readId } from './read-attempt'

const entryPrefix = 'attempt.'
const quarantinePrefix = 'attempt-aside.'

type Entry =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** `newer`: a later version of the app wrote it, and will read it. */
  | { readonly kind: 'missing' | 'corrupt' | 'newer' }

export interface AttemptEntries {
  /** Of every entry, readable or not. One call to the store, whatever their number. */
  ids(): string[]
  read(id: string): Entry
  /** Throws AppError `storage-full`. */
  write(attempt: Attempt): void
  remove(id: string): void
  /** Copies an entry to its key for what cannot be read. Throws AppError `storage-full`. */
  quarantine(id: string): void
  /** Ids of the entries set aside. */
  quarantinedIds(): string[]
  removeQuarantined(id: string): void
}

/** `pathOf`: where a kept recording is in this launch; what is stored of it is only that it is kept. */
export function createAttemptEntries(store: KeyValueStore, pathOf: (id: string) => string): AttemptEntries {
  const idsBelow = (prefix: string): string[] =>
    store
      .keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .filter((id) => readId(id) !== null)

  return {
    ids: () => idsBelow(entryPrefix),
    read(id) {
      const value = store.get(entryPrefix + id)
      if (value === undefined) return { kind: 'missing' }
      if (isNewer(value)) return { kind: 'newer' }
      const attempt = readAttempt(value)
      if (attempt?.id !== id) return { kind: 'corrupt' }
      const { recording } = attempt
      if (!recording?.isKept) return { kind: 'attempt', attempt }
      return { kind: 'attempt', attempt: { ...attempt, recording: { ...recording, filePath: pathOf(id) } } }
    },
    write: (attempt) => store.set(entryPrefix + attempt.id, attempt),
    remove: (id) => store.remove(entryPrefix + id),
    quarantine: (id) => store.set(quarantinePrefix + id, store.get(entryPrefix + id)),
    quarantinedIds: () => idsBelow(quarantinePrefix),
    removeQuarantined: (id) => store.remove(quarantinePrefix + id),
  }
}
