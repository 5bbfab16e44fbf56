// What outlives a launch → a map in memory, instead of IndexedDB.
import type { Persistence } from '../../../../tools/simulator/wx/persistence'

export function createMemoryPersistence<V>(kept = new Map<string, V>()): Persistence<V> {
  return {
    // as a real one, not before what has been written in this turn
    load: () => Promise.resolve().then(() => new Map(kept)),
    write(changes) {
      for (const [key, value] of changes) {
        if (value === undefined) kept.delete(key)
        else kept.set(key, value)
      }
      return Promise.resolve()
    },
  }
}
