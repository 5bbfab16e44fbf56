// A sentence and taps on its words → the words chosen: the first, then the last, in either order. The next tap begins anew.
import type { PhraseBook } from '../../core/phrases/phrase-book'
import { areTogether, excerptOf, piecesOf, type Excerpt, type Word } from '../../core/phrases/words'
import { savedRanges } from './saved-words'

export interface ChooserView {
  readonly pieces: readonly {
    /** Its key. */
    readonly at: number
    readonly text: string
    readonly isWord: boolean
    readonly isChosen: boolean
    readonly isSaved: boolean
  }[]
  /** As it would be saved; `''` before the first tap. */
  readonly chosen: string
  /** It is saved already. */
  readonly isSaved: boolean
}

export interface WordChooser {
  /** Chooses the word of that piece; nothing if it has none. Text in another script is not chosen across. */
  tap(index: number): void
  /** Null before the first tap. */
  excerpt(): Excerpt | null
  view(): ChooserView
}

/** Nobody looks for words in a longer sentence, and each is an element of the page. */
const mostPieces = 120
const mostCharacters = 2_000

/** It has a word to choose, and something to leave out. */
export function isChoosable(sentence: string): boolean {
  if (sentence.length > mostCharacters) return false
  const pieces = piecesOf(sentence)
  return pieces.length > 1 && pieces.length <= mostPieces && pieces.some(({ word }) => word)
}

export function createWordChooser(sentence: string, phrases: Pick<PhraseBook, 'has' | 'list'>): WordChooser {
  const pieces = piecesOf(sentence)
  let first: Word | null = null
  let last: Word | null = null

  function excerpt(): Excerpt | null {
    return first && excerptOf(sentence, first, last ?? first)
  }

  return {
    tap(index) {
      const word = pieces[index]?.word
      if (!word) return
      if (first && !last && areTogether(sentence, first, word)) last = word
      else [first, last] = [word, null]
    },
    excerpt,
    view() {
      const chosen = excerpt()
      const saved = savedRanges(sentence, phrases.list())
      const chosenRanges = chosen
        ? [{ start: chosen.before.length, end: chosen.before.length + chosen.text.length }]
        : []
      return {
        pieces: pieces.map(({ text, word }, at) => ({
          ...{ at, text },
          isWord: word !== null,
          isChosen: isIn(chosenRanges, word),
          isSaved: isIn(saved, word),
        })),
        chosen: chosen?.text ?? '',
        isSaved: chosen !== null && phrases.has(chosen),
      }
    },
  }
}

function isIn(ranges: readonly Word[], word: Word | null): boolean {
  return word !== null && ranges.some(({ start, end }) => word.start < end && word.end > start)
}
