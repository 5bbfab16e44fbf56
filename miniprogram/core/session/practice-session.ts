// State and event → state and effects: every decision of the practice session, without performing any.
import { AppError, type ErrorCode } from '../errors'
import { silenceAfter } from '../recording/silence'
import { withMoved, withoutDeleted, withoutNotice } from './held-recording'
import { answerToRead, keptBeside, type ReadableAnswer } from './kept-answer'
import type {
  CancelledTake,
  EndedState,
  EndReason,
  RecordedState,
  RecordingState,
  RestingState,
  SendingState,
  SessionEffect,
  SessionEvent,
  SessionState,
  StreamingState,
} from './session-state'
import { isAnswering } from './session-state'

interface Transition {
  readonly state: SessionState
  readonly effects: readonly SessionEffect[]
}

/** How many loudness values the live bars show. */
export const liveLevelCount = 25

/** Nothing can be said in less: a take as short as this is thrown away when it is cancelled. */
export const spokenMinMs = 1_000

export const initialState: SessionState = { phase: 'idle', run: 0, error: null, cancelled: null }

/** After these, nobody sees the notice of a cancelled take. */
const unseen: ReadonlySet<SessionEvent['type']> = new Set(['hide', 'leave', 'keep-cancelled'])

/** An event that makes no sense in a state, or belongs to an old run, changes nothing. */
export function transition(before: SessionState, event: SessionEvent): Transition {
  if ('run' in event && event.run !== before.run) return stay(before)
  const state = unseen.has(event.type) ? withoutNotice(before) : before
  if (event.type === 'recording-moved') return stay(withMoved(state, event))
  if (event.type === 'recordings-deleted') {
    const after = withoutDeleted(state, event.ids)
    return { state: after, effects: isAnswering(state) && after !== state ? ['close-exchange'] : [] }
  }
  switch (state.phase) {
    case 'idle':
      if (event.type === 'reset') return endNotice(withoutError(state))
      return atRest(state, event)
    case 'recording':
      return whileRecording(state, event)
    case 'recorded':
    case 'ended':
      return withRecording(state, event)
    case 'sending':
      return whileSending(state, event)
    case 'streaming':
      return whileStreaming(state, event)
  }
}

function stay(state: SessionState): Transition {
  return { state, effects: [] }
}

function withoutError<State extends RestingState>(state: State): State {
  return state.error ? { ...state, error: null } : state
}

function atRest(state: RestingState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'record':
      return startTake(state)
    case 'dismiss':
      return stay(withoutError(state))
    case 'bring-back':
      if (!state.cancelled) return stay(state)
      return stay({ phase: 'recorded', run: state.run + 1, ...state.cancelled, cancelled: null })
    case 'cancelled-expired':
      return endNotice(state)
    default:
      return stay(state)
  }
}

/** The cancelled take, if there is one, can no longer be brought back. */
function endNotice(state: RestingState): Transition {
  if (!state.cancelled) return stay(state)
  return { state: { ...state, cancelled: null }, effects: ['remove-cancelled'] }
}

function startTake(previous: RestingState): Transition {
  const state: RecordingState = {
    phase: 'recording',
    run: previous.run + 1,
    status: 'starting',
    isInterrupted: false,
    isHidden: false,
    elapsedMs: 0,
    levels: [],
    silentMs: 0,
    isCancelled: false,
    previous,
  }
  return { state, effects: ['start-take'] }
}

function whileRecording(state: RecordingState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'take-started':
      // nothing records while the app is hidden
      if (state.isHidden) return stopTake(state)
      return stay(state.status === 'stopping' ? state : { ...state, status: 'live' })
    case 'show':
      return stay(state.isHidden ? { ...state, isHidden: false } : state)
    case 'take-resumed':
      return stay(state.status === 'stopping' ? state : { ...state, status: 'live' })
    case 'take-paused':
      if (state.status === 'stopping') return stay(state)
      return stay({ ...state, status: 'paused', isInterrupted: event.isInterrupted, silentMs: 0 })
    case 'take-elapsed':
      return stay({
        ...state,
        elapsedMs: event.elapsedMs,
        levels: [...state.levels, ...event.levels].slice(-liveLevelCount),
        silentMs: silenceAfter(state.silentMs, event.levels),
      })
    case 'pause':
      return { state, effects: state.status === 'live' ? ['pause-take'] : [] }
    case 'resume':
      return { state, effects: state.status === 'paused' ? ['resume-take'] : [] }
    case 'hide':
      if (state.status === 'starting') return stay({ ...state, isHidden: true })
      // WeChat may silently stop the recorder of a hidden app: a short take is better than none
      return stopTake(state)
    case 'finish':
    case 'leave':
      return stopTake(state)
    case 'cancel':
      return state.elapsedMs < spokenMinMs ? discard(state) : stopTake({ ...state, isCancelled: true })
    case 'discard':
      return discard(state)
    case 'take-stopping':
      return stay({ ...state, status: 'stopping' })
    case 'take-saved':
      return takeSaved(state, { recording: event.recording, error: event.error })
    case 'take-failed':
      // nobody waits for a cancelled take
      return stay({ ...state.previous, run: state.run, ...(!state.isCancelled && { error: event.error }) })
    default:
      return stay(state)
  }
}

function stopTake(state: RecordingState): Transition {
  if (state.status === 'stopping') return stay(state)
  return { state: { ...state, status: 'stopping' }, effects: ['stop-take'] }
}

function discard({ previous, run }: RecordingState): Transition {
  return { state: { ...previous, run: run + 1 }, effects: ['cancel-take'] }
}

/** It replaces a take that was cancelled before it: only now can that no longer be brought back. */
function takeSaved({ previous, run, isCancelled }: RecordingState, saved: CancelledTake): Transition {
  const { effects } = endNotice(previous)
  const state: RestingState = isCancelled
    ? { ...previous, run, cancelled: saved }
    : { phase: 'recorded', run, ...saved, cancelled: null }
  return { state, effects }
}

function withRecording(state: RecordedState | EndedState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'reset': {
      const { effects } = endNotice(state)
      return { state: { phase: 'idle', run: state.run + 1, error: null, cancelled: null }, effects }
    }
    case 'send': {
      const { effects } = endNotice(state)
      const sending: SendingState = {
        phase: 'sending',
        run: state.run + 1,
        recording: state.recording,
        logid: event.logid,
        isWaiting: false,
        uploadFraction: null,
        requested: false,
        isReconnecting: false,
        text: event.text,
        previous: state.phase === 'ended' ? { ...state, cancelled: null } : null,
      }
      return { state: sending, effects: [...effects, 'open-exchange'] }
    }
    default:
      return atRest(state, event)
  }
}

function whileSending(state: SendingState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'exchange-waiting':
      return stay({ ...state, isWaiting: true })
    case 'exchange-begun':
      return stay({ ...state, isWaiting: false })
    case 'upload-progress':
      return stay({ ...state, uploadFraction: event.fraction })
    case 'requested':
      return stay({ ...state, requested: true, uploadFraction: null })
    case 'text-grew': {
      const { run, recording, logid, text } = state
      return stay({
        ...{ phase: 'streaming', run, recording, logid, text },
        isReconnecting: false,
        kept: keptOf(state),
      })
    }
    case 'exchange-failed':
      return state.requested && !event.error.detail.isUnsent
        ? end(state, reasonOf(event.error.code), event.error)
        : unsent(state, event.error)
    case 'idle-timeout':
      return state.requested
        ? whileAnswering(state, event)
        : unsent(state, new AppError('upload-failed', { message: 'no progress' }))
    case 'stop':
    case 'leave':
      return state.requested ? whileAnswering(state, event) : unsent(state, null)
    default:
      return whileAnswering(state, event)
  }
}

function whileStreaming(state: StreamingState, event: SessionEvent): Transition {
  return event.type === 'exchange-failed'
    ? end(state, reasonOf(event.error.code), event.error)
    : whileAnswering(state, event)
}

function whileAnswering(state: SendingState | StreamingState, event: SessionEvent): Transition {
  switch (event.type) {
    case 'stop':
      return end(state, 'stopped', null)
    case 'leave':
      return end(state, 'interrupted', null)
    case 'idle-timeout':
      return end(state, 'idle', state.phase === 'sending' ? new AppError('timeout') : null)
    case 'exchange-ended':
      return end(state, event.outcome, null)
    case 'connection-lost':
      return stay({ ...state, isReconnecting: true })
    case 'reconnected':
      return stay({ ...state, isReconnecting: false })
    default:
      return stay(state)
  }
}

/** Nothing reached the service: the recording is as it was before. */
function unsent(state: SendingState, error: AppError | null): Transition {
  const { run, recording, previous } = state
  const before: SessionState = previous
    ? { ...previous, run, error: error ?? previous.error }
    : { phase: 'recorded', run, recording, error, cancelled: null }
  return { state: before, effects: ['close-exchange'] }
}

/** An earlier answer stays the one to read if this one is less. */
function end(state: SendingState | StreamingState, reason: EndReason, error: AppError | null): Transition {
  const { run, recording, logid, text } = state
  const kept = keptBeside({ text, reason }, keptOf(state))
  return {
    state: { phase: 'ended', run, recording, logid, text, reason, error, kept, cancelled: null },
    effects: [reason === 'stopped' ? 'stop-exchange' : 'close-exchange'],
  }
}

function keptOf(state: SendingState | StreamingState): ReadableAnswer | null {
  if (state.phase === 'streaming') return state.kept
  return state.previous && answerToRead(state.previous)
}

function reasonOf(code: ErrorCode): EndReason {
  if (code === 'http' || code === 'interrupted') return code
  if (code === 'service' || code === 'frame-too-large') return 'service'
  if (code === 'timeout') return 'idle'
  return 'network'
}
