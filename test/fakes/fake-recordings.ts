// Storage controlled by the test: recordings are moved and deleted by hand.
import type { SavedRecordings } from '../../miniprogram/core/session/running-take'

export interface FakeRecordings extends SavedRecordings {
  readonly moved: Parameters<SavedRecordings['onMoved']>[0]
  readonly removed: Parameters<SavedRecordings['onRemoved']>[0]
  /** The ids given to `remove`. */
  readonly deletedIds: string[]
}

/** By default a recording is saved under its current path. */
export function createFakeRecordings(save?: SavedRecordings['save']): FakeRecordings {
  const moveListeners = new Set<FakeRecordings['moved']>()
  const removeListeners = new Set<FakeRecordings['removed']>()
  const deletedIds: string[] = []
  return {
    deletedIds,
    remove: (id) => void deletedIds.push(id),
    save: save ?? ((_question, recording) => Promise.resolve({ recording, error: null })),
    onMoved(listener) {
      moveListeners.add(listener)
      return () => moveListeners.delete(listener)
    },
    onRemoved(listener) {
      removeListeners.add(listener)
      return () => removeListeners.delete(listener)
    },
    moved: (recording, error) => moveListeners.forEach((listener) => listener(recording, error)),
    removed: (ids) => removeListeners.forEach((listener) => listener(ids)),
  }
}
