// The session's states → one attempt's entry: its text at most once a second, its end once.
import { AppError } from '../errors'
import type { Clock } from '../ports'
import { joinAnswer } from '../answer/answer-text'
import type {
  EndedState,
  RecordedState,
  SendingState,
  SessionState,
  StreamingState,
} from '../session/session-state'
import { ended, sending, streaming, unsent } from './attempt'
import type { Attempt, AttemptChange, TransportKind, UidSource } from './attempt'
import type { AttemptLog } from './attempt-log'

export interface AttemptWriterOptions {
  readonly log: Pick<AttemptLog, 'get' | 'update'>
  readonly clock: Clock
  /** The attempt whose recording the session holds. */
  readonly id: string
  /** Asked once a run, when it is sent. */
  sentBy(): { readonly transport: TransportKind | null; readonly uidSource: UidSource | null }
  /** Something could not be written (`storage-full`). At most once a run; the run goes on. */
  onError(error: AppError): void
}

export interface AttemptWriter {
  /**
   * Takes every state of the session while it holds this attempt's recording, in order. A run is written when it
   * is sent, as its text grows, and once at its end; nothing of it is written after that. Where the entry could not
   * be written before the run, it is as soon as a state follows that.
   */
  follow(state: SessionState): void
  /** Writes text that still waits for its second: for `onHide`, after which the app may be killed. */
  flush(): void
  /** Writes what waits and follows no more. */
  close(): void
}

export const writeEveryMs = 1000

export function createAttemptWriter(options: AttemptWriterOptions): AttemptWriter {
  const { log, clock, id } = options
  let run = -1
  let logid = ''
  /** As it was before the run; null while it has no entry. */
  let before: Attempt | null = null
  let isRunning = false
  let isClosed = false
  let hasFailed = false
  let lastWriteMs = 0
  let waiting: StreamingState | null = null
  let cancelTimer: (() => void) | null = null

  function write(change: AttemptChange): boolean {
    lastWriteMs = clock.nowMs()
    try {
      log.update(id, change)
      return true
    } catch (error) {
      const appError = error instanceof AppError ? error : new AppError('storage-full', { cause: error })
      if (!hasFailed) options.onError(appError)
      hasFailed = true
      return false
    }
  }

  function begin(state: SendingState | StreamingState): void {
    run = state.run
    logid = state.logid
    isRunning = true
    hasFailed = false
    open()
  }

  function open(): void {
    before = log.get(id)
    if (before) write(sending({ logid, ...options.sentBy() }))
  }

  function grow(state: StreamingState): void {
    waiting = state
    if (cancelTimer) return
    const waitMs = Math.max(0, lastWriteMs + writeEveryMs - clock.nowMs())
    cancelTimer = clock.setTimer(waitMs, flush)
  }

  function flush(): void {
    const state = waiting
    dropWaiting()
    if (state) write(streaming(joinAnswer(state.text)))
  }

  function dropWaiting(): void {
    cancelTimer?.()
    cancelTimer = null
    waiting = null
  }

  function finish(state: EndedState | RecordedState): void {
    // without an entry it waits for one
    isRunning = !before && state.phase === 'ended'
    dropWaiting()
    const { error } = state
    // back at an earlier run, or before any: this one never left
    if (state.phase === 'recorded' || state.logid !== logid) {
      if (before) write(unsent(before, error))
      return
    }
    const status = state.reason
    if (write(ended({ status, answer: joinAnswer(state.text), error }))) return
    // without room for the whole text, the text written before and how it ended are still worth having
    write(ended({ status, answer: '', error }))
  }

  return {
    follow(state) {
      if (isClosed || state.phase === 'idle' || state.phase === 'recording') return
      const isAnswering = state.phase === 'sending' || state.phase === 'streaming'
      if (isAnswering && state.run > run) begin(state)
      // a take that was cancelled since has left the answer another run number
      else if (!isRunning || (state.run !== run && !('logid' in state && state.logid === logid))) return
      else if (!before) open()
      if (state.phase === 'streaming') grow(state)
      else if (!isAnswering) finish(state)
    },
    flush,
    close() {
      flush()
      isClosed = true
    },
  }
}
