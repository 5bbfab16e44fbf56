// The answer so far → a patch for setData since the last one: each piece of a growing paragraph once, and each finished
// paragraph once as HTML.
import type { AnswerText } from '../../core/answer/answer-text'
import { paragraphHtml } from './markdown'

/**
 * `indices` are 0, 1, 2 …, one per paragraph: their keys. `pieces[i]` is the text of paragraph `i` as it grew,
 * `paragraphs[i]` its HTML once it is finished. The pieces stay, as mp-html shows them until it has parsed the HTML:
 * nothing jumps.
 */
interface AnswerData {
  indices: number[]
  paragraphs: string[]
  pieces: string[][]
}

interface AnswerPatch {
  /** Data paths and values; empty when nothing changed. */
  readonly data: Record<string, unknown>
  /** A paragraph began or ended. */
  readonly paragraphsChanged: boolean
}

/** Call it with each new state of a text; `null` or another text object empties the page first. */
export function createAnswerPatcher(): (text: AnswerText | null) => AnswerPatch {
  let shown: AnswerText | null = null
  let finishedCount = 0
  /** Pieces of the growing paragraph on the page, and their total length. */
  let pieceCount = 0
  let growingLength = 0

  function patchSince(text: AnswerText): AnswerPatch {
    const data: Record<string, unknown> = {}
    const before = finishedCount
    for (; finishedCount < text.finished.length; finishedCount += 1) {
      data[`paragraphs[${finishedCount}]`] = paragraphHtml(text.finished[finishedCount] ?? '')
      if (pieceCount === 0) {
        data[`indices[${finishedCount}]`] = finishedCount
        data[`pieces[${finishedCount}]`] = []
      }
      resetPieces()
    }
    const begins = pieceCount === 0
    const piece = nextPiece(text)
    if (piece === '') return { data, paragraphsChanged: finishedCount > before }
    if (begins) {
      data[`indices[${finishedCount}]`] = finishedCount
      data[`pieces[${finishedCount}]`] = [piece]
    } else {
      data[`pieces[${finishedCount}][${pieceCount - 1}]`] = piece
    }
    return { data, paragraphsChanged: begins || finishedCount > before }
  }

  function patchFromNothing(text: AnswerText | null): AnswerPatch {
    shown = text
    finishedCount = text ? text.finished.length : 0
    resetPieces()
    const paragraphs = text ? text.finished.map(paragraphHtml) : []
    const pieces = paragraphs.map((): string[] => [])
    const piece = text ? nextPiece(text) : ''
    if (piece !== '') pieces.push([piece])
    const whole: AnswerData = { indices: pieces.map((_pieces, index) => index), paragraphs, pieces }
    return { data: { ...whole }, paragraphsChanged: true }
  }

  /** The part of the growing paragraph that the page does not have yet. */
  function nextPiece(text: AnswerText): string {
    const piece = wholeCharacters(text.growing.slice(growingLength))
    if (piece === '') return ''
    growingLength += piece.length
    pieceCount += 1
    return piece
  }

  function resetPieces(): void {
    pieceCount = 0
    growingLength = 0
  }

  return (text) => {
    if (text !== shown) return patchFromNothing(text)
    return text === null ? unchanged : patchSince(text)
  }
}

const unchanged: AnswerPatch = { data: {}, paragraphsChanged: false }

/** Without a trailing surrogate whose other half is still to come: alone it would be shown as a box. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
