// Whether the student has read what is recorded, where it goes and how to delete it ↔ one storage key.
import type { KeyValueStore } from './ports'

const key = 'privacy-told'

export function createPrivacyNotice(store: KeyValueStore) {
  return {
    hasAcknowledged: (): boolean => store.get(key) === true,
    acknowledge(): void {
      try {
        store.set(key, true)
      } catch {
        // storage is full: the student is asked again at the next launch
      }
    },
  }
}
