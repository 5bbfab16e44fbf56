// Questions of the bank and when they were practised → list rows, in the student's language.
import type { Question } from '../core/questions/bank'
import type { Practised } from '../core/progress/practised'
import { lastTimeText } from '../i18n/day'
import { format, type Messages } from '../i18n/index'

export interface QuestionRow {
  readonly id: string
  readonly text: string
  /** Chinese translation; `''` in English. */
  readonly gloss: string
  /** Length and date of the last attempt, or that there is none. */
  readonly when: string
  readonly isPractised: boolean
  readonly isStarred: boolean
  readonly starLabel: string
}

/** The student's language, and the facts about questions. */
export interface RowContext {
  readonly isChinese: boolean
  readonly messages: Messages
  readonly practised: ReadonlyMap<string, Practised>
  readonly starred: ReadonlySet<string>
  readonly nowMs: number
}

export function questionRowOf({ id, text, gloss }: Question, context: RowContext): QuestionRow {
  const { isChinese, messages, practised, starred, nowMs } = context
  const last = practised.get(id)
  return {
    id,
    text,
    gloss: isChinese ? gloss : '',
    when: last
      ? lastTimeText(messages, last.lastDurationMs, last.lastAtMs, nowMs)
      : messages.words.notPractised,
    isPractised: last !== undefined,
    isStarred: starred.has(id),
    starLabel: format(messages.words.star, { name: text }),
  }
}
