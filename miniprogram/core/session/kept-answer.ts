// Two answers to the same recording → the one to read.
import { hasText, type AnswerText } from '../answer/answer-text'
import type { EndedState, EndReason } from './session-state'

/** An answer as it ended. */
export interface ReadableAnswer {
  readonly text: AnswerText
  readonly reason: EndReason
}

interface Ending {
  readonly reason: EndReason
  readonly hasText: boolean
}

/** True if the earlier answer stays: only a whole one replaces a whole one, and only text replaces text. */
export function stays(earlier: Ending, later: Ending): boolean {
  if (earlier.reason === 'done') return later.reason !== 'done'
  return earlier.hasText && !later.hasText
}

/** The answer that the page shows. */
export function answerToRead({ kept, text, reason }: EndedState): ReadableAnswer {
  return kept ?? { text, reason }
}

/** Of an earlier answer and one that has just ended: the earlier one if it stays, else null. */
export function keptBeside(later: ReadableAnswer, earlier: ReadableAnswer | null): ReadableAnswer | null {
  return earlier && stays(endingOf(earlier), endingOf(later)) ? earlier : null
}

function endingOf({ text, reason }: ReadableAnswer): Ending {
  return { reason, hasText: hasText(text) }
}
