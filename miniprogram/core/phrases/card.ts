// A phrase → a card to recall it from: what is shown, and what is left out.
import type { Phrase } from './phrase'
import { isWhole, wordsOf, type Excerpt } from './words'

/** Of a whole sentence so many words are shown, if it has that many more. */
const hintWords = 2

/**
 * `text` is what to recall: the words that were saved, or all of a sentence but its beginning. There is no translation to
 * ask for it with; the question that it answers, and how it begins, say which one is meant.
 */
export function cardOf(phrase: Phrase): Excerpt {
  if (!isWhole(phrase)) return phrase
  const { text } = phrase
  const words = wordsOf(text)
  const hint = words[words.length > 2 * hintWords ? hintWords : 1]
  // of a single word, or of another script, its first letter
  const start = hint ? hint.start : ([...text][0] ?? '').length
  return { before: text.slice(0, start), text: text.slice(start), after: '' }
}
