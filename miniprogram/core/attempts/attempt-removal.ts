// Ids to delete → files, entries and summaries gone; a removal that was killed is finished by the next launch.
import type { KeyValueStore, RecordingFiles } from '../ports'
import type { AttemptEntries } from './attempt-entries'
import type { AttemptIndex } from './attempt-index'
import { readId } from './read-attempt'

/** Holds the ids while they are being removed: without it, a file whose entry went first would be found again. */
const removingKey = 'attempts-removing'

interface RemovalParts {
  readonly store: KeyValueStore
  readonly files: RecordingFiles
  readonly entries: AttemptEntries
  readonly index: AttemptIndex
  /** Their entries and files are gone. */
  readonly removed: (ids: readonly string[]) => void
}

export interface AttemptRemoval {
  /** Rejects with AppError `recording-unreadable` when a file stays: its entry stays too. */
  remove(ids: readonly string[]): Promise<void>
  removeAll(): Promise<void>
  /** What an earlier launch began. Never rejects. */
  finish(): Promise<void>
}

export function createAttemptRemoval({
  store,
  files,
  entries,
  index,
  removed,
}: RemovalParts): AttemptRemoval {
  function idsBeingRemoved(): string[] {
    const stored = store.get(removingKey)
    return Array.isArray(stored) ? stored.filter((id): id is string => readId(id) !== null) : []
  }

  async function remove(ids: readonly string[]): Promise<void> {
    const removing = [...new Set([...idsBeingRemoved(), ...ids])]
    try {
      store.set(removingKey, removing)
    } catch {
      // Full storage must not keep the student from making room. Files go first, so a kill leaves no file that
      // would be found again, only an attempt without its sound.
    }
    const failures = await erase(removing)
    // a file that an earlier removal could not delete is no failure of this one
    for (const id of ids) if (failures.has(id)) throw failures.get(id)
  }

  /** Why files stay, by their ids. */
  async function erase(ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const gone: string[] = []
    const failures = new Map<string, unknown>()
    const eraseOne = async (id: string): Promise<void> => {
      try {
        await files.remove(id)
        entries.remove(id)
        entries.removeQuarantined(id)
        gone.push(id)
      } catch (error) {
        failures.set(id, error)
      }
    }
    await Promise.all(ids.map(eraseOne))
    index.remove(gone)
    removed(gone)
    if (failures.size === 0) store.remove(removingKey)
    return failures
  }

  return {
    remove,
    async removeAll() {
      const fileNames = (await files.list()).map(({ name }) => name).filter((name) => readId(name) !== null)
      await remove([...entries.ids(), ...entries.quarantinedIds(), ...fileNames])
    },
    async finish() {
      const ids = idsBeingRemoved()
      // those of files that stay are still written down: another time
      if (ids.length > 0) await erase(ids)
    },
  }
}
