// An answer → its sentences.
import type { AnswerText } from '../../core/answer/answer-text'
import { partsOf } from '../../core/answer/parts'
import { plainText } from './markdown'

/** `Mr.`, `e.g.` …: their full stop does not end a sentence. */
const abbreviation = /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|St|e\.g|i\.e|etc|vs|a\.m|p\.m)\.$/i

/** The service may begin with the question that it answers: a heading, not a sentence. */
const questionHeading = /^(?:question|\u9898\u76ee)\s*[:\uff1a][^\n]*$/i

export interface ParagraphSentences {
  /** Index of the paragraph in the answer. */
  readonly paragraph: number
  readonly sentences: readonly string[]
}

/** Those worth keeping, by paragraph: without labels, and without the transcript, which is there to be improved. */
export function sentencesIn(text: AnswerText): ParagraphSentences[] {
  return partsOf(text).flatMap((part, paragraph) => {
    const sentences = part.role === 'transcript' ? [] : sentencesOf(plainText(part.text))
    return sentences.length > 0 ? [{ paragraph, sentences }] : []
  })
}

/** In order, with every word of the paragraph. Each list item is at least one sentence; the repeated question is none. */
export function sentencesOf(text: string): string[] {
  if (questionHeading.test(text)) return []
  return text.split('\n').flatMap((line) => {
    const sentences: string[] = []
    let open = ''
    const words = line.replace(/^(?:•|\d+\.)\s+/, '')
    for (const piece of words.split(/([.!?…]+["'”’)\]]*\s+|[\u3002\uff01\uff1f]+[”’\uff09]*)/)) {
      open += piece
      const isEnd =
        /[.!?…\u3002\uff01\uff1f]["'”’)\]\uff09]*\s*$/.test(piece) && !abbreviation.test(open.trim())
      if (!isEnd) continue
      sentences.push(open.trim())
      open = ''
    }
    return [...sentences, open.trim()].filter(Boolean)
  })
}
