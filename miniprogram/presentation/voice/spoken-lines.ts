// An answer → the lines that are read aloud: what the student would say, in English, without labels and marks.
import type { AnswerText } from '../../core/answer/answer-text'
import { partsOf } from '../../core/answer/parts'
import { plainText } from '../reading/markdown'
import { sentencesOf } from '../reading/sentences'

/** What is asked for at once: a paragraph, or as many of its sentences as one request may have. */
export interface SpokenLine {
  /** Index of the paragraph on the page. */
  readonly paragraph: number
  readonly text: string
}

/** docs/protocol.md, "Speech" */
const lineMaxLength = 1_000

/** Its finished paragraphs; with `isWhole`, the last one too. Neither the transcript nor notes, and nothing in Chinese. */
export function linesOfAnswer(text: AnswerText, isWhole: boolean): SpokenLine[] {
  const parts = partsOf(text)
  const count = isWhole ? parts.length : text.finished.length
  return parts
    .slice(0, count)
    .flatMap(({ role, text: said }, paragraph) =>
      role === 'better' || role === 'plain' ? linesOf(plainText(said), paragraph) : [],
    )
}

/** The same for a text that grows, read anew only when a paragraph has ended. */
export function createLineReader(): typeof linesOfAnswer {
  let known = { text: null as AnswerText | null, count: 0, isWhole: false, lines: [] as SpokenLine[] }
  return (text, isWhole) => {
    const count = text.finished.length
    if (text !== known.text || count !== known.count || isWhole !== known.isWhole) {
      known = { text, count, isWhole, lines: linesOfAnswer(text, isWhole) }
    }
    return known.lines
  }
}

export function linesOfParagraphs(paragraphs: readonly string[]): SpokenLine[] {
  return paragraphs.flatMap(linesOf)
}

function linesOf(text: string, paragraph: number): SpokenLine[] {
  const sentences = isEnglish(text) ? sentencesOf(text).flatMap(piecesOf) : []
  const lines: string[] = []
  for (const sentence of sentences) {
    const last = lines.length - 1
    const longer = `${lines[last] ?? ''} ${sentence}`
    if (last >= 0 && longer.length <= lineMaxLength) lines[last] = longer
    else lines.push(sentence)
  }
  return lines.map((line) => ({ paragraph, text: line }))
}

/** A few Chinese words in an English paragraph are no reason to leave it out. */
function isEnglish(text: string): boolean {
  const letters = text.match(/[A-Za-z]/g)?.length ?? 0
  const characters = text.match(/[\u3400-\u9fff]/g)?.length ?? 0
  return letters > characters * 4
}

/** A sentence that is longer than a line is cut between words, or anywhere if it has none. */
function piecesOf(sentence: string): readonly string[] {
  const words = sentence.replace(/\s+/g, ' ')
  return words.length <= lineMaxLength
    ? [words]
    : (words.match(new RegExp(`.{1,${lineMaxLength}}(?: |$)|.{1,${lineMaxLength}}`, 'gu')) ?? []).map(
        (piece) => piece.trim(),
      )
}
