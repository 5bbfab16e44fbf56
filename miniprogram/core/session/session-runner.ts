// Taps → the state machine → its effects through the ports → states for the page.
import { createAnswerStream, type AnswerStream } from '../answer/answer-stream'
import { hasText } from '../answer/answer-text'
import type { AskedQuestion } from '../questions/question'
import { AppError } from '../errors'
import type { Clock, Exchange, Recorder, Recording, Take, Transport } from '../ports'
import { createIdleWatchdog, type IdleWatchdog } from './idle-watchdog'
import { createLogids } from './logid'
import { initialState, transition } from './practice-session'
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
  /**
   * Moves a take out of temporary storage and writes it down, before anything else can happen to it. Never rejects:
   * with `error` the take lasts for this launch only.
   */
  keep(question: AskedQuestion | null, recording: Recording): Promise<KeptTake>
  /** Is told what happens, for support. */
  readonly observer?: SessionObserver | undefined
}

/** Looks on: nothing that it does has an effect here. */
export interface SessionObserver {
  happened(event: SessionEvent, before: SessionState, after: SessionState): void
  /** The app is back in the foreground. */
  shown(state: SessionState): void
  /** A chunk of the answer came: its bytes, or its characters where it came as text. */
  received(size: number): void
}

export interface KeptTake {
  readonly recording: Recording
  readonly error: AppError | null
}

/** The practice session as a page sees it. Every method may be called at any time; where it makes no sense, nothing happens. */
export interface PracticeSession {
  readonly state: SessionState
  /** Calls `listener` after every change; returns how to stop that. */
  subscribe(listener: (state: SessionState) => void): () => void
  /** Starts a take that answers `question`; null when it is not known. */
  record(question: AskedQuestion | null): void
  pause(): void
  resume(): void
  /** Ends the take and keeps it. */
  finish(): void
  /** Ends the take and throws it away. */
  cancel(): void
  /** Sends the recording: one POST a call. */
  send(): void
  /** Stops the answer (or the upload) and keeps what arrived. */
  stop(): void
  /** What went wrong with the last take is mended: it is not shown any more. */
  dismiss(): void
  /** Back to an empty page. */
  reset(): void
  /** That recording's file lies somewhere else now; `error`: why it lasts for this launch only, null when it does not. */
  move(recording: Recording, error: AppError | null): void
  /** Those recordings were deleted: they are neither shown nor sent any more. */
  forget(ids: readonly string[]): void
  /** The page is gone for good: a take is kept, an answer is closed. */
  leave(): void
  appHidden(): void
  appShown(): void
}

const elapsedEveryMs = 100
/** Files that answer at all do it in less than a second; a take must not wait for those that don't. */
const keepGiveUpMs = 10_000

/** @param start where it begins: `initialState`, or what became of an earlier take */
export function createPracticeSession(
  ports: SessionPorts,
  limits: SessionLimits,
  start: SessionState = initialState,
): PracticeSession {
  const { clock, recorder, transport, keep, observer } = ports
  const logids = createLogids(clock)
  const listeners = new Set<(state: SessionState) => void>()

  let state = start
  let question: AskedQuestion | null = null
  let take: Take | null = null
  let exchange: Exchange | null = null
  let answer: AnswerStream | null = null
  let watchdog: IdleWatchdog | null = null
  let cancelElapsed = nothing
  let cancelFlush: (() => void) | null = null

  function dispatch(event: SessionEvent): void {
    const before = state
    const { state: after, effects } = transition(before, event)
    state = after
    observer?.happened(event, before, after)
    for (const effect of effects) perform[effect]()
    if (before !== after) announce()
    else if (event.type === 'text-grew' && event.run === after.run) announceLater()
  }

  function announce(): void {
    cancelFlush?.()
    cancelFlush = null
    for (const listener of [...listeners]) listener(state)
  }

  function announceLater(): void {
    cancelFlush ??= clock.setTimer(limits.flushMs, announce)
  }

  const perform: Record<SessionEffect, () => void> = {
    'start-take': startTake,
    'pause-take': () => take?.pause(),
    'resume-take': () => take?.resume(),
    'stop-take': () => take?.stop(),
    'cancel-take': () => {
      cancelElapsed()
      take?.cancel()
    },
    'open-exchange': openExchange,
    'close-exchange': () => {
      exchange?.abort()
      watchdog?.stop()
      // decides what the parser held back: `answer` and the state share one text
      answer?.end()
    },
  }

  function startTake(): void {
    const { run } = state
    const asked = question
    let liveMs = 0
    let liveSinceMs: number | null = null

    const elapsedMs = (): number => liveMs + (liveSinceMs === null ? 0 : clock.nowMs() - liveSinceMs)
    const tell = (): void => dispatch({ type: 'take-elapsed', run, elapsedMs: elapsedMs() })
    const tick = (): void => {
      cancelElapsed = clock.setTimer(elapsedEveryMs, tick)
      tell()
    }
    const hold = (): void => {
      cancelElapsed()
      liveMs = elapsedMs()
      liveSinceMs = null
    }
    const live = (): void => {
      hold()
      liveSinceMs = clock.nowMs()
      cancelElapsed = clock.setTimer(elapsedEveryMs, tick)
    }

    // late words of a take that was left must not wind up its clock again
    const isCurrent = (): boolean => state.phase === 'recording' && state.run === run

    take = recorder.start({
      onStart() {
        if (!isCurrent()) return
        live()
        dispatch({ type: 'take-started', run })
      },
      onPause() {
        if (!isCurrent()) return
        hold()
        tell()
        dispatch({ type: 'take-paused', run })
      },
      onResume() {
        if (!isCurrent()) return
        live()
        dispatch({ type: 'take-resumed', run })
      },
      onLevels: (levels) => dispatch({ type: 'take-levels', run, levels }),
      onStop(recording) {
        if (!isCurrent()) return
        hold()
        dispatch({ type: 'take-stopping', run })
        let isWaiting = true
        const cancelLimit = clock.setTimer(keepGiveUpMs, () => {
          isWaiting = false
          dispatch({ type: 'take-kept', run, recording, error: new AppError('recording-unkept') })
        })
        void keep(asked, recording).then((kept) => {
          cancelLimit()
          if (isWaiting) dispatch({ type: 'take-kept', run, ...kept })
          else dispatch({ type: 'recording-moved', ...kept })
        })
      },
      onError(error) {
        if (!isCurrent()) return
        hold()
        dispatch({ type: 'take-failed', run, error })
      },
    })
  }

  function openExchange(): void {
    if (state.phase !== 'sending' || !answer) return
    const { run, logid, recording } = state
    const stream = answer
    const isCurrent = (): boolean => state.run === run
    const watch = createIdleWatchdog({
      clock,
      firstByteMs: limits.firstByteMs,
      idleMs: limits.idleMs,
      onSilence: () => dispatch({ type: 'silence', run }),
    })
    watchdog = watch
    exchange = transport.send(
      { logid, recording },
      {
        onUploadProgress(fraction) {
          watch.sawProgress()
          dispatch({ type: 'upload-progress', run, fraction })
        },
        onRequest() {
          watch.sawProgress()
          dispatch({ type: 'requested', run })
        },
        onChunk(chunk) {
          watch.sawBytes()
          if (isCurrent()) observer?.received(chunk.length)
          stream.feed(chunk)
          if (hasText(stream.text)) dispatch({ type: 'text-grew', run })
          if (stream.error) dispatch({ type: 'exchange-failed', run, error: stream.error })
        },
        onEnd() {
          const outcome = stream.end()
          if (hasText(stream.text)) dispatch({ type: 'text-grew', run })
          if (stream.error) dispatch({ type: 'exchange-failed', run, error: stream.error })
          else dispatch({ type: 'exchange-ended', run, outcome })
        },
        onError: (error) => dispatch({ type: 'exchange-failed', run, error }),
      },
    )
  }

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
    send() {
      if (state.phase !== 'recorded' && state.phase !== 'ended') return
      answer = createAnswerStream({ frameMaxBytes: limits.frameMaxBytes })
      dispatch({ type: 'send', logid: logids.next(), text: answer.text })
    },
    stop: () => dispatch({ type: 'stop' }),
    dismiss: () => dispatch({ type: 'dismiss' }),
    reset: () => dispatch({ type: 'reset' }),
    move: (recording, error) => dispatch({ type: 'recording-moved', recording, error }),
    forget: (ids) => dispatch({ type: 'recordings-deleted', ids }),
    leave: () => dispatch({ type: 'leave' }),
    appHidden() {
      watchdog?.suspend()
      dispatch({ type: 'hide' })
    },
    appShown() {
      watchdog?.resume()
      observer?.shown(state)
    },
  }
}

function nothing(): void {
  return undefined
}
