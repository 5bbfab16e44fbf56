// The service's headers → for how long it keeps an answer, remembered for its address.
import type { KeyValueStore } from '../../core/ports'
import { headerOf } from './header'

interface KeptMemory {
  /** What the service at this address said the last time, in milliseconds; 0 if it keeps none. */
  ms: number
}

const storageKey = 'answers-kept'

/** Never throws. */
export function createKeptMemory(
  store: Pick<KeyValueStore, 'get' | 'set' | 'remove'>,
  address: () => string,
): KeptMemory {
  return {
    get ms() {
      const stored: unknown = store.get(storageKey)
      const [of, ms] = Array.isArray(stored) ? (stored as unknown[]) : []
      return of === address() && typeof ms === 'number' ? ms : 0
    },
    set ms(ms) {
      if (ms === this.ms) return
      try {
        if (ms > 0) store.set(storageKey, [address(), ms])
        else store.remove(storageKey)
      } catch {
        // storage is full: known for this answer only
      }
    },
  }
}

/** 0 without the header: the service keeps no answers. */
export function keptMsOf(headers: unknown): number {
  const seconds = headerOf(headers, 'answer-kept-seconds')
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : 0
}
