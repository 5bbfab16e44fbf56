// An answer → the text that Copy puts on the clipboard.
import type { AnswerText } from '../../core/answer/answer-text'
import { partsOf, type Part } from '../../core/answer/parts'
import type { Messages } from '../../i18n/index'
import { plainText } from './markdown'

/** Labels are those that the student sees, in the app's language. */
export function copiedAnswer(text: AnswerText, { words, labelColon }: Messages): string {
  const copied = ({ role, text: said }: Part): string =>
    role === 'plain' ? plainText(said) : `${words[role]}${labelColon}${plainText(said)}`
  return partsOf(text).map(copied).filter(Boolean).join('\n\n')
}
