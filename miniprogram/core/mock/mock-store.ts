// The mock set ↔ its one storage key.
import { readId, readQuestion } from '../attempts/read-attempt'
import { readAmount, readFields } from '../stored-value'
import type { KeyValueStore } from '../ports'
import { mockVersion, type MockItem, type MockOutcome, type MockSet } from './mock-set'

export interface MockStore {
  /** The set as last written; null when there is none or it cannot be read. Never throws. */
  read(): MockSet | null
  /** About 4 kB. Throws AppError `storage-full`; the previous value stays. */
  write(set: MockSet): void
}

export const mockKey = 'mock'

export function createMockStore(store: Pick<KeyValueStore, 'get' | 'set'>): MockStore {
  return {
    read: () => readMockSet(store.get(mockKey)),
    write: (set) => store.set(mockKey, set),
  }
}

/** Null for anything but a set of the current version. Never throws. */
export function readMockSet(value: unknown): MockSet | null {
  const fields = readFields(value)
  const startedAtMs = readAmount(fields?.startedAtMs)
  if (fields?.version !== mockVersion || startedAtMs === null || !Array.isArray(fields.items)) return null
  const items = fields.items.map(readItem)
  return items.length > 0 && items.every(isItem) ? { version: mockVersion, startedAtMs, items } : null
}

function readItem(value: unknown): MockItem | null {
  const fields = readFields(value)
  const question = readQuestion(fields?.question)
  const outcome = readOutcome(fields?.outcome)
  return question && outcome ? { question, outcome } : null
}

function readOutcome(value: unknown): MockOutcome | null {
  const fields = readFields(value)
  const durationMs = readAmount(fields?.durationMs)
  const attemptId = readId(fields?.attemptId)
  switch (fields?.kind) {
    case 'open':
      return { kind: 'open', takeSinceMs: readAmount(fields.takeSinceMs) }
    case 'answered':
      return attemptId !== null && durationMs !== null ? { kind: 'answered', attemptId, durationMs } : null
    case 'skipped':
      return durationMs !== null ? { kind: 'skipped', attemptId, durationMs } : null
    default:
      return null
  }
}

function isItem(item: MockItem | null): item is MockItem {
  return item !== null
}
