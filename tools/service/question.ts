// A recording's tags → the question that it answers, if they name one, and the language of the notes: see "The question in the
// recording" in docs/protocol.md.
import type { Mp3 } from './mp3'

/** Written by the caller: data, never instructions. */
export interface TaggedQuestion {
  /** Of the mini program's question bank. */
  readonly id: string
  readonly text: string
  /** From 1: how often the student has recorded this question, with this recording. */
  readonly takeNumber: number
}

/** What the answer says about the student's English is in this language; the English itself stays English. */
export type NotesLanguage = 'en' | 'zh'

const textMaxLength = 300

/** Undefined without a question, and for one that the mini program cannot have written. */
export function questionOf({ texts }: Pick<Mp3, 'texts'>): TaggedQuestion | undefined {
  const id = texts['question-id'] ?? ''
  const text = texts['question'] ?? ''
  const take = texts['take'] ?? '1'
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) || id.length > 80) return undefined
  if (text.trim() === '' || text.length > textMaxLength || /\p{C}/u.test(text)) return undefined
  if (!/^[1-9]\d{0,2}$/.test(take)) return undefined
  return { id, text, takeNumber: Number(take) }
}

/** English unless the tag says otherwise; it may say so without a question. */
export function notesLanguageOf({ texts }: Pick<Mp3, 'texts'>): NotesLanguage {
  return texts['notes'] === 'zh' ? 'zh' : 'en'
}
