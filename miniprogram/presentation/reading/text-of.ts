// The session's state → the text that belongs on the page.
import type { AnswerText } from '../../core/answer/answer-text'
import type { SessionState } from '../../core/session/session-state'

/** That of the run before, until a new one begins. */
export function textOf(state: SessionState): AnswerText | null {
  if (state.phase === 'sending') return state.previous?.text ?? null
  return state.phase === 'streaming' || state.phase === 'ended' ? state.text : null
}
