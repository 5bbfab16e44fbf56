// What the student keeps, removes and recalls → stored phrases, newest first, and those that should come back.
import { AppError } from '../errors'
import { dueAtMs, review, type Grade, type Memory } from '../memory'
import type { Clock, KeyValueStore } from '../ports'
import { readPhrase, type Phrase } from './phrase'
import { isSameExcerpt, type Excerpt } from './words'

/** Every method that writes throws AppError `storage-full` if it cannot; nothing changes then. */
export interface PhraseBook {
  /** Newest first; the same array until something changes. */
  list(): readonly Phrase[]
  has(excerpt: Excerpt): boolean
  /** Does nothing if it is already saved. @throws AppError `storage-full` also beyond `phraseLimit` */
  save(phrase: Omit<Phrase, 'savedAtMs' | 'memory'>): void
  remove(excerpt: Excerpt): void
  /** Puts back what was removed, where it was. */
  restore(phrase: Phrase): void
  /** Those to recall now, the longest overdue first. One that was never recalled has been due since it was saved. */
  due(nowMs: number): readonly Phrase[]
  dueCount(nowMs: number): number
  /** The others: the next one first. */
  later(nowMs: number): readonly Phrase[]
  /** It was recalled, or not. */
  grade(excerpt: Excerpt, grade: Grade): void
  /** Takes a grade back. */
  setMemory(excerpt: Excerpt, memory: Memory | null): void
  /** All that are saved from now on, newest first. */
  adopt(phrases: readonly Phrase[]): void
}

/** All phrases share one storage key, which may hold 1 MB. */
export const phraseLimit = 500

const key = 'phrases'

/** A phrase of last evening comes back this morning, not at the same hour. */
const earlyMs = 12 * 3_600_000

export function createPhraseBook(store: KeyValueStore, clock: Pick<Clock, 'nowMs'>): PhraseBook {
  let phrases: readonly Phrase[] | null = null
  const list = (): readonly Phrase[] => (phrases ??= readPhrases(store.get(key)))
  const find = (excerpt: Excerpt): Phrase | null =>
    list().find((phrase) => isSameExcerpt(phrase, excerpt)) ?? null

  function write(next: readonly Phrase[]): void {
    store.set(key, next)
    phrases = next
  }

  function setMemory(excerpt: Excerpt, memory: Memory | null): void {
    const found = find(excerpt)
    if (found) write(list().map((phrase) => (phrase === found ? { ...phrase, memory } : phrase)))
  }

  // a new one is due even if the phone's clock was turned back
  const isDue = (phrase: Phrase, nowMs: number): boolean => !phrase.memory || comesBackAtMs(phrase) <= nowMs

  return {
    list,
    has: (excerpt) => find(excerpt) !== null,
    save(phrase) {
      if (find(phrase)) return
      if (list().length >= phraseLimit) throw new AppError('storage-full', { message: 'phrase book' })
      write([{ ...phrase, savedAtMs: clock.nowMs(), memory: null }, ...list()])
    },
    remove(excerpt) {
      const found = find(excerpt)
      if (found) write(list().filter((phrase) => phrase !== found))
    },
    restore(phrase) {
      if (find(phrase)) return
      const place = list().findIndex(({ savedAtMs }) => savedAtMs <= phrase.savedAtMs)
      const next = [...list()]
      next.splice(place < 0 ? next.length : place, 0, phrase)
      write(next)
    },
    due: (nowMs) => inOrder(list().filter((phrase) => isDue(phrase, nowMs))),
    dueCount: (nowMs) => list().filter((phrase) => isDue(phrase, nowMs)).length,
    later: (nowMs) => inOrder(list().filter((phrase) => !isDue(phrase, nowMs))),
    grade(excerpt, grade) {
      const found = find(excerpt)
      if (found) setMemory(found, review(found.memory, grade, clock.nowMs()))
    },
    setMemory,
    adopt: write,
  }
}

/** From then on it is due; milliseconds since the epoch. */
export function comesBackAtMs({ memory, savedAtMs }: Phrase): number {
  return memory ? dueAtMs(memory) - earlyMs : savedAtMs
}

function inOrder(phrases: readonly Phrase[]): Phrase[] {
  return [...phrases].sort((one, other) => comesBackAtMs(one) - comesBackAtMs(other))
}

/** Skips entries that cannot be read. */
function readPhrases(value: unknown): Phrase[] {
  return Array.isArray(value) ? value.flatMap((entry: unknown) => readPhrase(entry) ?? []) : []
}
