// The session's states → its attempt's entry: the text at most once a second, its end once.
import { toAppError, type AppError } from '../errors'
import type { Clock, Recording } from '../ports'
import { joinAnswer } from '../answer/answer-text'
import type { SessionHooks } from '../session/session-runner'
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

interface AttemptWriterOptions {
  readonly log: Pick<AttemptLog, 'get' | 'update'>
  readonly clock: Clock
  /** Called once per run, when it is sent. */
  sentBy(recording: Recording): SentBy
  /** Something could not be written (`storage-full`). At most once per run; the run continues. */
  onError(error: AppError): void
}

/** How a recording is sent, for support. */
export interface SentBy {
  readonly transport: TransportKind
  readonly uidSource: UidSource
}

type Holding = Extract<SessionState, { readonly recording: Recording }>

const writeEveryMs = 1000

/**
 * Follows the recording that the session holds. A run is written when its turn to be sent comes, as its text grows, and
 * once at its end; nothing is written after that. Delayed text is written when the app is hidden, after which it may be killed.
 * If the entry does not exist when the run begins, writing starts with the first state after it does.
 */
export function createAttemptWriter(
  options: AttemptWriterOptions,
): Required<Pick<SessionHooks, 'changed' | 'hidden' | 'left'>> {
  const { log, clock } = options
  let id = ''
  let run = -1
  let logid = ''
  /** Adds the run's answer to its attempt; null while it has no entry. */
  let begun: AttemptChange | null = null
  /** The attempt before the run; null while it has no entry. */
  let before: Attempt | null = null
  let isRunning = false
  let hasFailed = false
  let lastWriteMs = 0
  let waiting: StreamingState | null = null
  let cancelTimer: (() => void) | null = null

  function write(change: AttemptChange): boolean {
    lastWriteMs = clock.monotonicMs()
    try {
      log.update(id, change)
      return true
    } catch (error) {
      if (!hasFailed) options.onError(toAppError(error, 'storage-full'))
      hasFailed = true
      return false
    }
  }

  function begin(state: SendingState | StreamingState): void {
    run = state.run
    logid = state.logid
    isRunning = true
    hasFailed = false
    before = null
    begun = null
    writeSending(state)
  }

  function writeSending(state: Holding): void {
    // before its turn nothing is sent, which is what the log says after a kill
    if (state.phase === 'sending' && state.isWaiting) return
    before = log.get(id)
    if (!before) return
    begun = sending({ logid, ...options.sentBy(state.recording) })
    write(begun)
  }

  /** Writes a change of the run's answer, which is added first if there was no room for it when the run began. */
  function writeAnswer(change: AttemptChange): boolean {
    return write((attempt) => {
      const isThere = attempt.answers.some((answer) => answer.logid === logid)
      return change(isThere || !begun ? attempt : begun(attempt))
    })
  }

  function grow(state: StreamingState): void {
    waiting = state
    if (cancelTimer) return
    const waitMs = Math.max(0, lastWriteMs + writeEveryMs - clock.monotonicMs())
    cancelTimer = clock.setTimer(waitMs, flush)
  }

  function flush(): void {
    const state = waiting
    dropWaiting()
    if (state) writeAnswer(streaming(state.logid, joinAnswer(state.text)))
  }

  function dropWaiting(): void {
    cancelTimer?.()
    cancelTimer = null
    waiting = null
  }

  function finish(state: EndedState | RecordedState): void {
    // without an entry, it keeps waiting for one
    isRunning = !before && state.phase === 'ended'
    dropWaiting()
    const { error } = state
    // back at an earlier run, or none: this one was never sent
    if (state.phase === 'recorded' || state.logid !== logid) {
      const earlier = before ?? log.get(id)
      if (earlier) write(unsent(logid, earlier, error))
      return
    }
    const status = state.reason
    if (writeAnswer(ended(logid, { status, text: joinAnswer(state.text), error }))) return
    // no room for all of it: the text written so far stays, which is not complete
    writeAnswer(ended(logid, { status: status === 'done' ? 'truncated' : status, text: '', error }))
  }

  function follow(state: Holding): void {
    if (state.recording.id !== id) {
      flush()
      id = state.recording.id
      isRunning = false
    }
    const isAnswering = state.phase === 'sending' || state.phase === 'streaming'
    if (isAnswering && state.run > run) begin(state)
    // a take that was cancelled in the meantime has changed the run number of the answer
    else if (!isRunning || (state.run !== run && !('logid' in state && state.logid === logid))) return
    else if (!before && 'logid' in state && state.logid === logid) writeSending(state)
    if (state.phase === 'streaming') grow(state)
    else if (!isAnswering) finish(state)
  }

  return {
    changed(state) {
      if ('recording' in state) follow(state)
    },
    hidden: flush,
    left: flush,
  }
}
