// Sentences the student saves and removes → stored phrases, newest first.
import { readAmount, readFields, readText } from '../stored-value'
import { AppError } from '../errors'
import type { Clock, KeyValueStore } from '../ports'

interface Phrase {
  readonly text: string
  /** The question whose answer contained it; `''` if unknown. */
  readonly question: string
  /** Milliseconds since the epoch. */
  readonly savedAtMs: number
}

interface PhraseBook {
  /** Newest first; the same array until something changes. */
  list(): readonly Phrase[]
  has(text: string): boolean
  /** Does nothing if `text` is already saved. @throws AppError `storage-full`, also beyond `phraseLimit`; nothing changes then */
  save(text: string, question: string): void
  /** @throws AppError `storage-full`, if not even the shorter list can be written; nothing changes then */
  remove(text: string): void
}

/** All phrases share one storage key, which may hold 1 MB. */
const phraseLimit = 500

const key = 'phrases'

export function createPhraseBook(store: KeyValueStore, clock: Pick<Clock, 'nowMs'>): PhraseBook {
  let phrases: readonly Phrase[] | null = null
  const list = (): readonly Phrase[] => (phrases ??= readPhrases(store.get(key)))
  const has = (text: string): boolean => list().some((phrase) => phrase.text === text)

  function write(next: readonly Phrase[]): void {
    store.set(key, next)
    phrases = next
  }

  return {
    list,
    has,
    save(text, question) {
      if (has(text)) return
      if (list().length >= phraseLimit) throw new AppError('storage-full', { message: 'phrase book' })
      write([{ text, question, savedAtMs: clock.nowMs() }, ...list()])
    },
    remove(text) {
      if (has(text)) write(list().filter((phrase) => phrase.text !== text))
    },
  }
}

/** Skips entries that cannot be read. */
function readPhrases(value: unknown): Phrase[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    const fields = readFields(entry)
    const text = readText(fields?.text)
    const savedAtMs = readAmount(fields?.savedAtMs)
    if (!text || savedAtMs === null) return []
    return [{ text, question: readText(fields?.question) ?? '', savedAtMs }]
  })
}
