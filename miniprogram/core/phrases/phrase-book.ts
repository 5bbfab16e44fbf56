// Sentences that the student wants to keep: saved and removed by hand only, newest first, outliving the launch.
import { readAmount, readFields, readText } from '../stored-value'
import { AppError } from '../errors'
import type { Clock, KeyValueStore } from '../ports'

export interface Phrase {
  readonly text: string
  /** The question whose answer it was in; `''` when that is not known. */
  readonly question: string
  /** Milliseconds since the epoch. */
  readonly savedAtMs: number
}

export interface PhraseBook {
  /** Newest first; the same list until something changes. */
  list(): readonly Phrase[]
  has(text: string): boolean
  /** Nothing happens when it is there already. @throws AppError `storage-full`, also above `phraseLimit`; all is as it was */
  save(text: string, question: string): void
  /** @throws AppError `storage-full`, when not even the shorter list can be written */
  remove(text: string): void
}

/** One key holds them all, and a key takes 1 MB. */
export const phraseLimit = 500

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

/** What cannot be read is left out. */
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
