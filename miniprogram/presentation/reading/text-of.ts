// The session's state → the answer's text to show.
import type { AnswerText } from '../../core/answer/answer-text'
import { answerToRead, type ReadableAnswer } from '../../core/session/kept-answer'
import type { SessionState } from '../../core/session/session-state'

/** While sending, the answer from before; after an end that brought less, too. */
export function textOf(state: SessionState): AnswerText | null {
  return state.phase === 'streaming' ? state.text : (readableOf(state)?.text ?? null)
}

/** It has ended before its end: its last paragraph is not whole. */
export function isCutOff(state: SessionState): boolean {
  const readable = readableOf(state)
  return readable !== null && readable.reason !== 'done'
}

function readableOf(state: SessionState): ReadableAnswer | null {
  if (state.phase === 'sending') return state.previous && answerToRead(state.previous)
  return state.phase === 'ended' ? answerToRead(state) : null
}
