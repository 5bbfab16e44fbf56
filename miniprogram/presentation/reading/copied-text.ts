// What a student copies → the text for the clipboard. What a model wrote says so at its end, wherever it is pasted.
import type { AnswerText } from '../../core/answer/answer-text'
import { partsOf, type Part } from '../../core/answer/parts'
import type { Phrase } from '../../core/phrases/phrase'
import type { Messages } from '../../i18n/index'
import { plainText } from './markdown'

/** Labels are those that the student sees, in the app's language. A transcript alone is the student's own. */
export function copiedAnswer(text: AnswerText, messages: Messages): string {
  const { words, labelColon } = messages
  const parts = partsOf(text)
  const copied = ({ role, text: said }: Part): string =>
    role === 'plain' ? plainText(said) : `${words[role]}${labelColon}${plainText(said)}`
  const whole = parts.map(copied).filter(Boolean).join('\n\n')
  return parts.every(isOwn) ? whole : markedAsGenerated(whole, messages)
}

/** A paragraph, without its label. */
export function copiedPart(part: Part, messages: Messages): string {
  const text = plainText(part.text)
  return isOwn(part) ? text : markedAsGenerated(text, messages)
}

export function copiedPhrase({ text, origin }: Pick<Phrase, 'text' | 'origin'>, messages: Messages): string {
  return origin === 'answer' ? markedAsGenerated(text, messages) : text
}

function isOwn({ role }: Part): boolean {
  return role === 'transcript'
}

function markedAsGenerated(text: string, { words }: Messages): string {
  return `${text}\n${words.copyGenerated}`
}
