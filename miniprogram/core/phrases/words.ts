// A sentence → the English words in it, and the words chosen of it → an excerpt: the punctuation at their ends stays outside.

/** Some words of a sentence; `before` and `after` are `''` for the whole of it. */
export interface Excerpt {
  readonly before: string
  readonly text: string
  readonly after: string
}

/** A word, with the punctuation attached to it, or what stands between words: another script, a dash, a symbol. */
export interface Piece {
  readonly text: string
  readonly word: Word | null
}

/** Where a word begins and ends in its sentence, without punctuation. */
export interface Word {
  readonly start: number
  readonly end: number
}

const letter = '\\u0300-\\u036fA-Za-z0-9\\u00c0-\\u024f\\u1e00-\\u1eff'
/** Chinese, Japanese and Korean, with their punctuation. */
const wide = '\\u2e80-\\u2fff\\u3001-\\ud7ff\\uf900-\\ufaff\\uff00-\\uffef'
/** A dash joins two words without making them one, unlike a hyphen. */
const pieces = new RegExp(`[${wide}]+|[\u2013\u2014]+|[^\\s\u2013\u2014${wide}]+`, 'g')
const core = new RegExp(`[$£€¥#]?[${letter}](?:.*[${letter}])?[%+°]*`)
/** Its last full stop is part of it. */
const abbreviation = /^(?:[A-Za-z]\.)+[A-Za-z]$/
const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/
const anyWord = new RegExp(`[${letter}]|${ideograph.source}`)

/** In order; only the spaces between them are left out. */
export function piecesOf(sentence: string): Piece[] {
  let end = 0
  return (sentence.match(pieces) ?? []).map((text) => {
    // nothing but spaces lies between
    const start = sentence.indexOf(text, end)
    end = start + text.length
    return { text, word: wordIn(text, start, sentence) }
  })
}

export function wordsOf(sentence: string): Word[] {
  return piecesOf(sentence).flatMap(({ word }) => word ?? [])
}

/** What is chosen with two words, in either order; the whole sentence, if no word of it would be left out. */
export function excerptOf(sentence: string, one: Word, other: Word): Excerpt {
  const start = Math.min(one.start, other.start)
  const end = Math.max(one.end, other.end)
  const [before, after] = [sentence.slice(0, start), sentence.slice(end)]
  if (!anyWord.test(before + after)) return wholeOf(sentence)
  return { before, text: sentence.slice(start, end), after }
}

/** Nothing but English, punctuation and symbols is between them. */
export function areTogether(sentence: string, one: Word, other: Word): boolean {
  const between = sentence.slice(Math.min(one.end, other.end), Math.max(one.start, other.start))
  return !ideograph.test(between)
}

export function wholeOf(sentence: string): Excerpt {
  return { before: '', text: sentence, after: '' }
}

export function isWhole({ before, after }: Excerpt): boolean {
  return before === '' && after === ''
}

export function sentenceOf({ before, text, after }: Excerpt): string {
  return before + text + after
}

export function isSameExcerpt(one: Excerpt, other: Excerpt): boolean {
  return one.text === other.text && one.before === other.before && one.after === other.after
}

function wordIn(text: string, start: number, sentence: string): Word | null {
  const found = core.exec(text)
  if (!found) return null
  const [word] = found
  const end = found.index + word.length
  return { start: start + found.index, end: start + end + ownMark(word, text[end] ?? '', sentence).length }
}

/** The mark after a word, if it belongs to it: that of `a.m.` and `students’`. */
function ownMark(word: string, mark: string, sentence: string): string {
  if (mark === '.') return abbreviation.test(word) ? mark : ''
  const isPossessive = (mark === '’' || mark === "'") && /s$/i.test(word)
  // after an opening quotation mark, it may as well be the closing one
  return isPossessive && !/(?:^|[\s(])['‘]/.test(sentence) ? mark : ''
}
