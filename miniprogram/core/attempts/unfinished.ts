// What earlier launches left in the log → the one attempt to offer, until the student has seen it.
import type { Clock, KeyValueStore } from '../ports'
import type { AttemptLog } from './attempt-log'
import type { Recovery } from './attempt-recovery'

export interface UnfinishedAttempt {
  readonly id: string
  /** Its answer was interrupted, or has been completed since; or its recording was never sent. */
  readonly kind: 'interrupted' | 'resumed' | 'unsent'
}

export interface Unfinished {
  /** What can be offered is known: the launch has recovered, and what could be resumed has been. */
  readonly ready: Promise<void>
  /**
   * Null until `ready`. First an answer that the last launch did not finish, even if it is complete by now; else the newest attempt
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
  readonly recovery: Promise<Pick<Recovery, 'interrupted'>>
  /** Completes answers that are kept; resolves to the ids of those that are complete now. */
  resume(ids: readonly string[]): Promise<readonly string[]>
}

/** Only the newest attempt can be offered, so one id is enough. */
const seenKey = 'unsent-seen'
const recentMs = 24 * 3_600_000

export function createUnfinished({ log, store, clock, recovery, resume }: UnfinishedParts): Unfinished {
  const launchedAtMs = clock.nowMs()
  const seenIds = new Set([store.get(seenKey)])
  let resumedIds: readonly string[] = []
  let interruptedIds: readonly string[] | null = null
  const ready = recovery.then(({ interrupted }) => {
    // earlier launches may have been killed before they had all of it
    const halfWay = log.list().filter(({ status }) => status === 'interrupted')
    const ids = new Set([...interrupted, ...halfWay.map(({ id }) => id)])
    return resume([...ids]).then((whole) => {
      resumedIds = whole
      interruptedIds = interrupted
    })
  })

  return {
    ready,
    current() {
      if (!interruptedIds) return null
      const unseen = new Set(interruptedIds.filter((id) => !seenIds.has(id)))
      const attempts = log.list()
      const interrupted = attempts.find(({ id, status }) => status === 'interrupted' && unseen.has(id))
      if (interrupted) return { id: interrupted.id, kind: 'interrupted' }
      const complete = attempts.find(({ id }) => resumedIds.includes(id) && !seenIds.has(id))
      if (complete) return { id: complete.id, kind: 'resumed' }
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
