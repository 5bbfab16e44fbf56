// Attempts ↔ storage: one key per attempt, and another for an entry that cannot be read.
import type { KeyValueStore } from '../ports'
import type { Attempt } from './attempt'
import { isNewer, readAttempt, readId } from './read-attempt'

const entryPrefix = 'attempt.'
const quarantinePrefix = 'attempt-aside.'

type Entry =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** `newer`: written by a later version of the app, which will be able to read it. */
  | { readonly kind: 'missing' | 'corrupt' | 'newer' }

export interface AttemptEntries {
  /** The ids of all entries, readable or not. Calls the store once. */
  ids(): string[]
  read(id: string): Entry
  /** Throws AppError `storage-full`. */
  write(attempt: Attempt): void
  remove(id: string): void
  /** Copies an unreadable entry to a separate key. Throws AppError `storage-full`. */
  quarantine(id: string): void
  quarantinedIds(): string[]
  removeQuarantined(id: string): void
}

/** `pathOf`: where a saved recording is in this launch. Paths of saved recordings are not read from storage. */
export function createAttemptEntries(store: KeyValueStore, pathOf: (id: string) => string): AttemptEntries {
  const idsWith = (prefix: string): string[] =>
    store
      .keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .filter((id) => readId(id) !== null)

  return {
    ids: () => idsWith(entryPrefix),
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
    quarantinedIds: () => idsWith(quarantinePrefix),
    removeQuarantined: (id) => store.remove(quarantinePrefix + id),
  }
}
