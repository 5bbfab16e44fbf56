// Taps → the state machine → its effects, through the ports → states for the page.
import { createAnswerStream, type AnswerStream } from '../answer/answer-stream'
import type { AskedQuestion } from '../questions/question'
import type { Clock, Recorder, Take, Transport } from '../ports'
import { cancelledTakeIn, holds, isInHistory } from './held-recording'
import { createLogids } from './logid'
import { initialState, transition } from './practice-session'
import { openExchange, type RunningExchange } from './running-exchange'
import { startTake, type SavedRecordings } from './running-take'
import type { SessionEffect, SessionEvent, SessionState } from './session-state'

export interface SessionLimits {
  readonly firstByteMs: number
  readonly idleMs: number
  readonly frameMaxBytes: number
  /** Growing text is announced at most this often; every other change at once. */
  readonly flushMs: number
}

export interface SessionPorts {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly transport: Transport
  readonly recordings: SavedRecordings
  /** Called in this order, each before the page's listeners. */
  readonly hooks?: readonly SessionHooks[]
}

/** Observes a session. A hook may call the session's methods, but has no other effect on it. */
export interface SessionHooks {
  /** After every event, before its effects. */
  happened?(event: SessionEvent, before: SessionState, after: SessionState): void
  /** A chunk of the answer came. */
  received?(sizeBytes: number): void
  /** Whenever the page's listeners are called. */
  changed?(state: SessionState): void
  /** WeChat went to the background, where it may be killed without notice. */
  hidden?(): void
  /** The page was closed; a take may still be on its way into storage. */
  left?(): void
}

/** The practice session as a page sees it. Any method may be called at any time; if it makes no sense, nothing happens. */
export interface PracticeSession {
  readonly state: SessionState
  /** Calls `listener` after every change; returns a function to unsubscribe. */
  subscribe(listener: (state: SessionState) => void): () => void
  /** Starts a take that answers `question`; null when the question is unknown. */
  record(question: AskedQuestion | null): void
  pause(): void
  resume(): void
  /** Ends the take and saves it. */
  finish(): void
  /** Ends the take and goes back to what was there before. For `bringBackMs` it can be brought back, then it is deleted. */
  cancel(): void
  /** Makes the cancelled take the page's recording. */
  bringBack(): void
  /** The page is covered, so its notice is not seen: the cancelled take stays in the history. */
  keepCancelled(): void
  /** Ends the take and throws it away at once. */
  discard(): void
  /** Sends the recording: one POST per call. */
  send(): void
  /** Stops the answer (or the upload) and keeps what arrived. */
  stop(): void
  /** The cause of the error has been resolved: it is no longer shown. */
  dismiss(): void
  /** Back to an empty page. An answer that is being written goes on without it. */
  reset(): void
  /** The page was closed: saves a take. An answer goes on to its end if the session is shared, else it ends here. */
  leave(): void
  appHidden(): void
  appShown(): void
}

/** How long a cancelled take can be brought back, while the page is seen: enough to hear a screen reader say so. */
export const bringBackMs = 8_000

/** @param start the first state: `initialState`, or that of an earlier attempt */
export function createPracticeSession(
  ports: SessionPorts,
  limits: SessionLimits,
  start: SessionState = initialState,
): PracticeSession {
  const { clock, recorder, transport, recordings, hooks = [] } = ports
  const logids = createLogids(clock)
  const listeners = new Set<(state: SessionState) => void>()

  let state = start
  let question: AskedQuestion | null = null
  let take: Take | null = null
  let exchange: RunningExchange | null = null
  let answer: AnswerStream | null = null
  let cancelFlush: (() => void) | null = null
  let noticeId: string | null = null
  let cancelNotice = (): void => undefined

  function dispatch(event: SessionEvent): void {
    const before = state
    const { state: after, effects } = transition(before, event)
    state = after
    for (const hook of hooks) hook.happened?.(event, before, after)
    for (const effect of effects) perform[effect](before)
    timeNotice()
    if (before !== after) announce()
    else if (event.type === 'text-grew' && event.run === after.run) announceLater()
  }

  function announce(): void {
    cancelFlush?.()
    cancelFlush = null
    for (const hook of hooks) hook.changed?.(state)
    for (const listener of [...listeners]) listener(state)
  }

  function announceLater(): void {
    cancelFlush ??= clock.setTimer(limits.flushMs, announce)
  }

  /** A take in progress suspends the notice; that of a take that is nowhere else has no end. */
  function timeNotice(): void {
    const taken = state.phase === 'recording' ? null : cancelledTakeIn(state)
    const id = taken && isInHistory(taken) ? taken.recording.id : null
    if (id === noticeId) return
    noticeId = id
    cancelNotice()
    if (id !== null) cancelNotice = clock.setTimer(bringBackMs, () => dispatch({ type: 'cancelled-expired' }))
  }

  const perform: Record<SessionEffect, (before: SessionState) => void> = {
    'start-take'() {
      const { run } = state
      const isCurrent = (): boolean => state.phase === 'recording' && state.run === run
      take = startTake({ clock, recorder, recordings, run, question, isCurrent, dispatch })
    },
    'pause-take': () => take?.pause(),
    'resume-take': () => take?.resume(),
    'stop-take': () => take?.stop(),
    'cancel-take': () => take?.cancel(),
    'remove-cancelled'(before) {
      const taken = cancelledTakeIn(before)
      if (taken) recordings.remove(taken.recording.id)
    },
    'open-exchange'() {
      if (state.phase !== 'sending' || !answer) return
      const { run, logid, recording } = state
      const received = (size: number): void => {
        if (state.run === run) for (const hook of hooks) hook.received?.(size)
      }
      const request = { logid, recording }
      exchange = openExchange({ clock, transport, limits, run, request, answer, dispatch, received })
    },
    'close-exchange': () => exchange?.close(),
    'stop-exchange': () => exchange?.stop(),
  }

  const unsubscribeMoved = recordings.onMoved((recording, error) =>
    dispatch({ type: 'recording-moved', recording, error }),
  )
  const unsubscribeRemoved = recordings.onRemoved((ids) => {
    // its answer is saved as at any other end
    if (holds(state, ids)) dispatch({ type: 'stop' })
    dispatch({ type: 'recordings-deleted', ids })
  })

  return {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    record(asked) {
      question = asked
      dispatch({ type: 'record' })
    },
    pause: () => dispatch({ type: 'pause' }),
    resume: () => dispatch({ type: 'resume' }),
    finish: () => dispatch({ type: 'finish' }),
    cancel: () => dispatch({ type: 'cancel' }),
    bringBack: () => dispatch({ type: 'bring-back' }),
    keepCancelled: () => dispatch({ type: 'keep-cancelled' }),
    discard: () => dispatch({ type: 'discard' }),
    send() {
      if (state.phase !== 'recorded' && state.phase !== 'ended') return
      answer = createAnswerStream({ frameMaxBytes: limits.frameMaxBytes })
      dispatch({ type: 'send', logid: logids.next(), text: answer.text })
    },
    stop: () => dispatch({ type: 'stop' }),
    dismiss: () => dispatch({ type: 'dismiss' }),
    reset: () => dispatch({ type: 'reset' }),
    leave() {
      unsubscribeMoved()
      unsubscribeRemoved()
      dispatch({ type: 'leave' })
      for (const hook of hooks) hook.left?.()
    },
    appHidden() {
      exchange?.suspend()
      dispatch({ type: 'hide' })
      for (const hook of hooks) hook.hidden?.()
    },
    appShown() {
      exchange?.resume()
      dispatch({ type: 'show' })
    },
  }
}
