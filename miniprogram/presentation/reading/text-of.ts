// The session's state → the answer's text to show.
import type { AnswerText } from '../../core/answer/answer-text'
import { answerToRead } from '../../core/session/kept-answer'
import type { SessionState } from '../../core/session/session-state'

/** While sending, the answer from before; after an end that brought less, too. */
export function textOf(state: SessionState): AnswerText | null {
  if (state.phase === 'sending') return state.previous && answerToRead(state.previous).text
  if (state.phase === 'ended') return answerToRead(state).text
  return state.phase === 'streaming' ? state.text : null
}
