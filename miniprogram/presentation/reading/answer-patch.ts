// The answer so far → a patch for setData since the last one: each piece of a growing paragraph once, and each finished
// paragraph once as HTML. A transcript comes once more, with marks, when its better version is complete.
import type { AnswerText } from '../../core/answer/answer-text'
import { betterIndex, isLabelled, partAt, partsOf, type Part, type Role } from '../../core/answer/parts'
import { markChanges } from './changes'
import { paragraphHtml } from './markdown'

/**
 * `indices` are 0, 1, 2 …, one per paragraph: their keys. `pieces[i]` is the text of paragraph `i` as it grew,
 * `paragraphs[i]` its HTML once it is finished. The pieces stay, as mp-html shows them until it has parsed the HTML:
 * nothing jumps. `roles` is empty for an answer without labels. `isMarked`: a paragraph came once more, with marks.
 */
interface AnswerData {
  indices: number[]
  roles: Role[]
  paragraphs: string[]
  pieces: string[][]
  isMarked: boolean
}

interface AnswerPatch {
  /** Data paths and values; empty when nothing changed. */
  readonly data: Record<string, unknown>
  /** A paragraph began or ended. */
  readonly paragraphsChanged: boolean
}

/**
 * Call it with each new state of a text; `null` or another text object empties the page first.
 * `isCut`: the text has ended before its end, so that its last paragraph is not whole.
 */
export function createAnswerPatcher(): (text: AnswerText | null, isCut?: boolean) => AnswerPatch {
  let shown: AnswerText | null = null
  let finishedCount = 0
  /** The growing paragraph is on the page, with so many pieces of this length in all. */
  let hasBegun = false
  let pieceCount = 0
  let growingLength = 0
  let isCompared = false

  function patchSince(text: AnswerText, isCut: boolean): AnswerPatch {
    const data: Record<string, unknown> = {}
    const before = finishedCount
    for (; finishedCount < text.finished.length; finishedCount += 1) {
      data[`paragraphs[${finishedCount}]`] = htmlAt(text, finishedCount)
      if (!hasBegun) begin(text, data, [])
      resetPieces()
    }
    const part = partAt(text, finishedCount)
    const piece = part ? nextPiece(part) : ''
    // a label is shown before there is text
    const begins = !hasBegun && part !== null && (piece !== '' || part.role !== 'plain')
    if (begins) begin(text, data, piece === '' ? [] : [piece])
    else if (piece !== '') data[`pieces[${finishedCount}][${pieceCount - 1}]`] = piece
    for (const [index, html] of marked(text, isCut)) {
      data[`paragraphs[${index}]`] = html
      data.isMarked = true
    }
    return { data, paragraphsChanged: begins || finishedCount > before }
  }

  function begin(text: AnswerText, data: Record<string, unknown>, pieces: readonly string[]): void {
    hasBegun = true
    data[`indices[${finishedCount}]`] = finishedCount
    data[`pieces[${finishedCount}]`] = pieces
    if (isLabelled(text)) data[`roles[${finishedCount}]`] = partAt(text, finishedCount)?.role
  }

  function patchFromNothing(text: AnswerText | null, isCut: boolean): AnswerPatch {
    shown = text
    finishedCount = text ? text.finished.length : 0
    isCompared = false
    resetPieces()
    const parts = text ? partsOf(text) : []
    const paragraphs = parts.slice(0, finishedCount).map((part) => paragraphHtml(part.text))
    const marks = marked(text, isCut)
    for (const [index, html] of marks) paragraphs[index] = html
    const pieces = paragraphs.map((): string[] => [])
    const growing = parts[finishedCount]
    if (growing) {
      const piece = nextPiece(growing)
      if (piece !== '' || growing.role !== 'plain') pieces.push(piece === '' ? [] : [piece])
      hasBegun = pieces.length > finishedCount
    }
    const whole: AnswerData = {
      indices: pieces.map((_pieces, index) => index),
      roles: text && isLabelled(text) ? parts.map(({ role }) => role) : [],
      ...{ paragraphs, pieces },
      isMarked: marks.length > 0,
    }
    return { data: { ...whole }, paragraphsChanged: true }
  }

  /** The part of the growing paragraph that the page does not have yet. */
  function nextPiece({ text }: Part): string {
    const piece = wholeCharacters(text.slice(growingLength))
    if (piece === '') return ''
    growingLength += piece.length
    pieceCount += 1
    return piece
  }

  /** The transcript and its better version with marks, once, as soon as that is complete. */
  function marked(
    text: AnswerText | null,
    isCut: boolean,
  ): readonly (readonly [index: number, html: string])[] {
    // here, not where it is called: WeChat's compiler fails at a loop over `text ? marked(text, isCut) : []`
    if (!text) return []
    const index = isCompared ? null : betterIndex(text)
    const last = text.finished.length - 1
    if (index === null || index > last || (isCut && index === last)) return []
    isCompared = true
    const changes = markChanges({ transcript: htmlAt(text, 0), better: htmlAt(text, index) })
    return changes
      ? [
          [0, changes.transcript],
          [index, changes.better],
        ]
      : []
  }

  function resetPieces(): void {
    hasBegun = false
    pieceCount = 0
    growingLength = 0
  }

  return (text, isCut = false) => {
    if (text !== shown) return patchFromNothing(text, isCut)
    return text === null ? unchanged : patchSince(text, isCut)
  }
}

const unchanged: AnswerPatch = { data: {}, paragraphsChanged: false }

function htmlAt(text: AnswerText, index: number): string {
  return paragraphHtml(partAt(text, index)?.text ?? '')
}

/** Without a trailing surrogate whose other half is still to come: alone it would be shown as a box. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text
}
