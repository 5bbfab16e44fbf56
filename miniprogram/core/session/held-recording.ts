// A recording that was moved or deleted → the state that holds it, updated.
import type { EndedState, IdleState, RecordedState, SessionEvent, SessionState } from './session-state'

type Resting = IdleState | RecordedState | EndedState
type Moved = Extract<SessionEvent, { type: 'recording-moved' }>

/** Only the recording's path changes: whatever is being done with it continues. */
export function withMoved(state: SessionState, event: Moved): SessionState {
  const { recording } = event
  if (state.phase === 'recording') return { ...state, previous: restingMoved(state.previous, event) }
  if (!holds(state, [recording.id])) return state
  switch (state.phase) {
    case 'sending':
      return { ...state, recording, previous: state.previous && { ...state.previous, recording } }
    case 'streaming':
      return { ...state, recording }
    default:
      return restingMoved(state, event)
  }
}

function restingMoved<State extends Resting>(state: State, { recording, error }: Moved): State {
  if (state.phase === 'idle' || !holds(state, [recording.id])) return state
  const wasWaiting = state.error?.code === 'recording-unkept' || state.error?.code === 'storage-full'
  return { ...state, recording, ...(wasWaiting && { error }) }
}

/** Returns the same object if it holds none of them. */
export function withoutDeleted(state: SessionState, ids: readonly string[]): SessionState {
  const { run } = state
  if (state.phase === 'recording') {
    return holds(state.previous, ids) ? { ...state, previous: { phase: 'idle', run, error: null } } : state
  }
  return holds(state, ids) ? { phase: 'idle', run: run + 1, error: null } : state
}

/** Considers the current recording, not one that a new take may lead back to. */
export function holds(state: SessionState, ids: readonly string[]): boolean {
  return 'recording' in state && ids.includes(state.recording.id)
}
