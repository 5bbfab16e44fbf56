// A recording that was moved or deleted → the state that holds it, updated.
import type { CancelledTake, RestingState, SessionEvent, SessionState } from './session-state'

type Moved = Extract<SessionEvent, { type: 'recording-moved' }>

/** Only the recording's path changes: whatever is being done with it continues. */
export function withMoved(state: SessionState, event: Moved): SessionState {
  const { recording } = event
  switch (state.phase) {
    case 'recording':
      return { ...state, previous: restingMoved(state.previous, event) }
    case 'sending':
      if (!holds(state, [recording.id])) return state
      return { ...state, recording, previous: state.previous && { ...state.previous, recording } }
    case 'streaming':
      return holds(state, [recording.id]) ? { ...state, recording } : state
    default:
      return restingMoved(state, event)
  }
}

function restingMoved(state: RestingState, event: Moved): RestingState {
  const cancelled = state.cancelled && takeMoved(state.cancelled, event)
  const after = cancelled === state.cancelled ? state : { ...state, cancelled }
  return after.phase === 'idle' ? after : takeMoved(after, event)
}

function takeMoved<Take extends CancelledTake>(take: Take, { recording, error }: Moved): Take {
  if (take.recording.id !== recording.id) return take
  const wasWaiting = take.error?.code === 'recording-unkept' || take.error?.code === 'storage-full'
  return { ...take, recording, ...(wasWaiting && { error }) }
}

/** Returns the same object if it holds none of them. */
export function withoutDeleted(state: SessionState, ids: readonly string[]): SessionState {
  if (state.phase === 'recording') {
    const previous = restingWithoutDeleted(state.previous, ids, state.run)
    return previous === state.previous ? state : { ...state, previous }
  }
  if ('cancelled' in state) return restingWithoutDeleted(state, ids, state.run + 1)
  return holds(state, ids) ? { phase: 'idle', run: state.run + 1, error: null, cancelled: null } : state
}

function restingWithoutDeleted(state: RestingState, ids: readonly string[], run: number): RestingState {
  const isGone = state.cancelled !== null && ids.includes(state.cancelled.recording.id)
  const cancelled = isGone ? null : state.cancelled
  if (holds(state, ids)) return { phase: 'idle', run, error: null, cancelled }
  return isGone ? { ...state, cancelled } : state
}

/** Considers the current recording, not one that a new take may lead back to. */
export function holds(state: SessionState, ids: readonly string[]): boolean {
  return 'recording' in state && ids.includes(state.recording.id)
}

/** Nobody sees the notice: a take that is in the history stays there. Returns the same object if nothing changes. */
export function withoutNotice(state: SessionState): SessionState {
  if (state.phase === 'recording') {
    const previous = restingWithoutNotice(state.previous)
    const isSame = !state.isCancelled && previous === state.previous
    return isSame ? state : { ...state, isCancelled: false, previous }
  }
  return 'cancelled' in state ? restingWithoutNotice(state) : state
}

function restingWithoutNotice(state: RestingState): RestingState {
  return state.cancelled && isInHistory(state.cancelled) ? { ...state, cancelled: null } : state
}

/** Otherwise only its notice leads to it. */
export function isInHistory({ error }: CancelledTake): boolean {
  return error === null
}

/** The take whose notice is shown, now or once the present take has been discarded. */
export function cancelledTakeIn(state: SessionState): CancelledTake | null {
  if (state.phase === 'recording') return state.previous.cancelled
  return 'cancelled' in state ? state.cancelled : null
}
