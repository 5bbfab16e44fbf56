// Ids to delete → files, entries and summaries deleted; the next launch finishes a removal that was killed.
import type { KeyValueStore, RecordingFiles } from '../ports'
import type { AttemptEntries } from './attempt-entries'
import type { AttemptIndex } from './attempt-index'
import { readId } from './read-attempt'

/** The ids that are being removed: without it, a file whose entry was deleted first would be recovered. */
const removingKey = 'attempts-removing'

interface RemovalParts {
  readonly store: KeyValueStore
  readonly files: RecordingFiles
  readonly entries: AttemptEntries
  readonly index: AttemptIndex
  /** Called once their entries and files are deleted. */
  readonly removed: (ids: readonly string[]) => void
}

export interface AttemptRemoval {
  /** Rejects with AppError `recording-unreadable` when a file could not be deleted: its entry stays too. */
  remove(ids: readonly string[]): Promise<void>
  removeAll(): Promise<void>
  /** These are here again: no launch may delete them for an earlier removal. Throws AppError `storage-full`. */
  spare(ids: readonly string[]): void
  /** Finishes what an earlier launch began. Never rejects. */
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
      // Full storage must not stop the student from making room. Files are deleted first, so a kill leaves no file
      // that would be recovered, only an attempt without its audio.
    }
    const failures = await erase(removing)
    // failures of earlier removals are not reported again
    for (const id of ids) if (failures.has(id)) throw failures.get(id)
  }

  /** The failures, by id. */
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
    spare(ids) {
      const removing = idsBeingRemoved()
      const others = removing.filter((id) => !ids.includes(id))
      if (others.length < removing.length) store.set(removingKey, others)
    },
    async finish() {
      const ids = idsBeingRemoved()
      // ids whose files could not be deleted stay in storage for another time
      if (ids.length > 0) await erase(ids)
    },
  }
}
