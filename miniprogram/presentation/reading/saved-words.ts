// A sentence and what is saved → where in it the saved words are.
import { isWhole, sentenceOf, type Excerpt, type Word } from '../../core/phrases/words'

/** A piece of a sentence; together they are the whole of it. */
export interface Mark {
  /** Its key. */
  readonly at: number
  readonly text: string
  readonly isSaved: boolean
}

/** In order, without overlaps; not of a sentence that is saved as a whole. */
export function savedRanges(sentence: string, saved: readonly Excerpt[]): Word[] {
  const ranges = saved
    .filter((excerpt) => !isWhole(excerpt) && sentenceOf(excerpt) === sentence)
    .map(({ before, text }) => ({ start: before.length, end: before.length + text.length }))
    .sort((one, other) => one.start - other.start)
  const merged: Word[] = []
  for (const range of ranges) {
    const last = merged[merged.length - 1]
    if (!last || range.start > last.end) merged.push(range)
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
  }
  return merged
}

export function marksIn(sentence: string, saved: readonly Excerpt[]): Mark[] {
  const marks: Mark[] = []
  const mark = (start: number, end: number, isSaved: boolean): void => {
    if (start < end) marks.push({ at: start, text: sentence.slice(start, end), isSaved })
  }
  let after = 0
  for (const { start, end } of savedRanges(sentence, saved)) {
    mark(after, start, false)
    mark(start, end, true)
    after = end
  }
  mark(after, sentence.length, false)
  return marks
}
