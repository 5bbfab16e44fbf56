// The session's state → the answer's text to show.
import type { AnswerText } from '../../core/answer/answer-text'
import type { SessionState } from '../../core/session/session-state'

/** While sending, the text of the exchange before. */
export function textOf(state: SessionState): AnswerText | null {
  if (state.phase === 'sending') return state.previous?.text ?? null
  return state.phase === 'streaming' || state.phase === 'ended' ? state.text : null
}
