// A recording that lies somewhere else now, or nowhere any more → the state that holds it.
import type { Recording } from '../ports'
import type { EndedState, IdleState, RecordedState, SessionEvent, SessionState } from './session-state'

type Resting = IdleState | RecordedState | EndedState
type Moved = Extract<SessionEvent, { type: 'take-moved' }>

/** Whatever is done with the recording goes on, from its new place. */
export function withMoved(state: SessionState, event: Moved): SessionState {
  if (state.phase === 'recording') return { ...state, previous: restingMoved(state.previous, event) }
  if (state.phase !== 'sending' && state.phase !== 'streaming') return restingMoved(state, event)
  const { recording } = event
  if (!isIn(event, state.recording)) return state
  if (state.phase === 'streaming') return { ...state, recording }
  return { ...state, recording, previous: state.previous && { ...state.previous, recording } }
}

function restingMoved<State extends Resting>(state: State, { from, recording, error }: Moved): State {
  if (state.phase === 'idle' || !isIn({ from, recording }, state.recording)) return state
  const wasWaiting = state.error?.code === 'recording-unkept' || state.error?.code === 'storage-full'
  return { ...state, recording, ...(wasWaiting && { error }) }
}

/** It may have been moved before its attempt could be written, and is only told again. */
function isIn({ from, recording }: Pick<Moved, 'from' | 'recording'>, { tempFilePath }: Recording): boolean {
  return tempFilePath === from || tempFilePath === recording.tempFilePath
}

/** The same object where it holds another one, or none. */
export function withoutDeleted(state: SessionState, tempFilePath: string): SessionState {
  const isOf = (of: SessionState): boolean => 'recording' in of && of.recording.tempFilePath === tempFilePath
  const { run } = state
  if (state.phase === 'recording') {
    return isOf(state.previous) ? { ...state, previous: { phase: 'idle', run, error: null } } : state
  }
  return isOf(state) ? { phase: 'idle', run: run + 1, error: null } : state
}
