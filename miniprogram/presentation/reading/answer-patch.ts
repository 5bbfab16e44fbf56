// The answer so far → what setData has to carry since the last time: each piece once while its paragraph grows,
// each finished paragraph once as HTML.
import type { AnswerText } from '../../core/answer/answer-text'
import { paragraphHtml } from './markdown'

/**
 * `places` counts the paragraphs, 0, 1, 2 …: their keys. `rest[i]` are the pieces by which paragraph `i` grew,
 * `paragraphs[i]` its HTML, once it is finished. The pieces stay: mp-html shows them until it has parsed the HTML,
 * so nothing jumps.
 */
interface AnswerData {
  places: number[]
  paragraphs: string[]
  rest: string[][]
}

interface AnswerPatch {
  /** Data paths and values; empty when nothing changed. */
  readonly data: Record<string, unknown>
  /** A paragraph began or was finished. */
  readonly paragraphsChanged: boolean
}

/** Follows one text after another: `null` or another text object empties the page first. */
export function createAnswerPatcher(): (text: AnswerText | null) => AnswerPatch {
  let shown: AnswerText | null = null
  let finishedCount = 0
  /** Pieces of the growing paragraph on the page, and their length together. */
  let pieceCount = 0
  let growingLength = 0

  function patchSince(text: AnswerText): AnswerPatch {
    const data: Record<string, unknown> = {}
    const before = finishedCount
    for (; finishedCount < text.finished.length; finishedCount += 1) {
      data[`paragraphs[${finishedCount}]`] = paragraphHtml(text.finished[finishedCount] ?? '')
      if (pieceCount === 0) {
        data[`places[${finishedCount}]`] = finishedCount
        data[`rest[${finishedCount}]`] = []
      }
      forgetGrowing()
    }
    const begins = pieceCount === 0
    const piece = nextPiece(text)
    if (piece === '') return { data, paragraphsChanged: finishedCount > before }
    if (begins) {
      data[`places[${finishedCount}]`] = finishedCount
      data[`rest[${finishedCount}]`] = [piece]
    } else {
      data[`rest[${finishedCount}][${pieceCount - 1}]`] = piece
    }
    return { data, paragraphsChanged: begins || finishedCount > before }
  }

  function patchFromNothing(text: AnswerText | null): AnswerPatch {
    shown = text
    finishedCount = text ? text.finished.length : 0
    forgetGrowing()
    const paragraphs = text ? text.finished.map(paragraphHtml) : []
    const rest = paragraphs.map((): string[] => [])
    const piece = text ? nextPiece(text) : ''
    if (piece !== '') rest.push([piece])
    const whole: AnswerData = { places: rest.map((_pieces, place) => place), paragraphs, rest }
    return { data: { ...whole }, paragraphsChanged: true }
  }

  /** What the growing paragraph has more than the page. */
  function nextPiece(text: AnswerText): string {
    const piece = wholeCharacters(text.growing.slice(growingLength))
    if (piece === '') return ''
    growingLength += piece.length
    pieceCount += 1
    return piece
  }

  function forgetGrowing(): void {
    pieceCount = 0
    growingLength = 0
  }

  return (text) => {
    if (text !== shown) return patchFromNothing(text)
    return text === null ? unchanged : patchSince(text)
  }
}

const unchanged: AnswerPatch = { data: {}, paragraphsChanged: false }

/** Without a surrogate at the end that waits for its other half: alone it would be shown as a box. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
