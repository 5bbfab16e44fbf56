// An answer → its number of words; Chinese is counted by characters.
import type { AnswerText } from '../../core/answer/answer-text'

const word = /[\u3400-\u9fff]|[A-Za-z0-9\u00c0-\u024f]+(?:['’-][A-Za-z0-9\u00c0-\u024f]+)*/g
/** Markup, not a word. */
const listNumber = /^\s*\d+\.\s/gm

export function countWords({ finished, growing }: AnswerText): number {
  return [...finished, growing].reduce(
    (sum, paragraph) => sum + (paragraph.replace(listNumber, '').match(word)?.length ?? 0),
    0,
  )
}
