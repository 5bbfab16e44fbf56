// What earlier launches left in the log → the one attempt to offer, until the student has seen it.
import type { Clock, KeyValueStore } from '../ports'
import type { AttemptLog } from './attempt-log'
import type { Recovery } from './attempt-recovery'

export interface UnfinishedAttempt {
  readonly id: string
  /** Its answer was interrupted, or its recording was never sent. */
  readonly kind: 'interrupted' | 'unsent'
}

export interface Unfinished {
  /**
   * Null until the launch has recovered. First an answer that the last launch did not finish; else the newest attempt
   * of all, if it was never sent and is from an earlier launch of the last 24 hours. As the log is now: an answer may
   * have been completed elsewhere, or its attempt deleted.
   */
  current(): UnfinishedAttempt | null
  /** Its page was opened: it is not offered any more, not even by later launches. */
  seen(id: string): void
}

interface UnfinishedParts {
  readonly log: Pick<AttemptLog, 'list'>
  readonly store: Pick<KeyValueStore, 'get' | 'set'>
  readonly clock: Pick<Clock, 'nowMs'>
  readonly recovery: Promise<Recovery>
}

/** Only the newest attempt can be offered, so one id is enough. */
const seenKey = 'unsent-seen'
const recentMs = 24 * 3_600_000

export function createUnfinished({ log, store, clock, recovery }: UnfinishedParts): Unfinished {
  const launchedAtMs = clock.nowMs()
  const seenIds = new Set([store.get(seenKey)])
  let interruptedIds: readonly string[] | null = null
  void recovery.then(({ interrupted }) => (interruptedIds = interrupted))

  return {
    current() {
      if (!interruptedIds) return null
      const ids = new Set(interruptedIds.filter((id) => !seenIds.has(id)))
      const attempts = log.list()
      const interrupted = attempts.find(({ id, status }) => status === 'interrupted' && ids.has(id))
      if (interrupted) return { id: interrupted.id, kind: 'interrupted' }
      const [newest] = attempts
      if (newest?.status !== 'recorded' || newest.audio === 'none' || seenIds.has(newest.id)) return null
      const { id, createdAtMs } = newest
      const isRecent = createdAtMs < launchedAtMs && clock.nowMs() - createdAtMs < recentMs
      return isRecent ? { id, kind: 'unsent' } : null
    },
    seen(id) {
      seenIds.add(id)
      if (log.list().find((attempt) => attempt.id === id)?.status !== 'recorded') return
      try {
        store.set(seenKey, id)
      } catch {
        // storage is full: offered once more by the next launch
      }
    },
  }
}
