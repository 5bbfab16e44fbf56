// Taps → the mock set, its takes and their answers: what a mock Part 1 does, one a launch.
import { AppError } from '../errors'
import type { AskedQuestion } from '../questions/question'
import type { AttemptLog } from '../attempts/attempt-log'
import type { AttemptSessionOptions } from '../attempts/attempt-session'
import type { Clock, Recording } from '../ports'
import type { PracticeSession } from '../session/session-runner'
import type { RecordingState, SessionState } from '../session/session-state'
import { createAnswerQueue } from './answer-queue'
import { createAttemptSender } from './attempt-sender'
import { goneAnswer, readAnswers, type MockAnswer } from './mock-answers'
import type { MockRunner, MockState } from './mock-state'
import * as sets from './mock-set'
import type { KeptAttempt, MockSet } from './mock-set'
import type { MockStore } from './mock-store'

export interface MockParts {
  readonly store: MockStore
  readonly clock: Pick<Clock, 'nowMs'>
  readonly attempts: Pick<AttemptLog, 'add' | 'get' | 'list'>
  openSession(options: AttemptSessionOptions): PracticeSession
  /** The questions of a new set. `recent`: ids of those practised lately. */
  draw(recent: ReadonlySet<string>): readonly AskedQuestion[]
}

/** Within it a question is read; who stops later has said something, and that is kept. */
export const worthKeepingMs = 3_000
/** So many of the last attempts are not drawn again, if there are others: five sets or so. */
const recentCount = 50

export function createMockRunner(parts: MockParts): MockRunner {
  const { store, clock, attempts, openSession } = parts
  const listeners = new Set<(state: MockState) => void>()
  let answers: ReadonlyMap<string, MockAnswer> = new Map()
  let set: MockSet | null = null
  let phase: MockState['phase'] = 'start'
  let error: AppError | null = null
  let isUnwritten = false
  let isSeen = false
  let session: PracticeSession | null = null
  let take: RecordingState | null = null
  /** What the take was ended for; null when it ended by itself, or because WeChat or the page was left. */
  let intent: 'done' | 'skip' | 'end' | null = null
  let kept: KeptAttempt | null = null
  /** A take that could not be written down: it is there as long as the launch. */
  let unkept: Recording | null = null

  const sendAttempt = createAttemptSender({
    attempts,
    openSession,
    onUnwritten() {
      isUnwritten = true
      tell()
    },
  })
  const queue = createAnswerQueue({
    // WeChat may tell only after the return that an exchange was interrupted meanwhile
    send: (id, onEnd) => sendAttempt(id, (end) => onEnd(isSeen ? 'over' : end)),
    onChange() {
      refresh()
      tell()
    },
  })

  const state: MockState = {
    get set() {
      return set
    },
    get phase() {
      return phase
    },
    get take() {
      return phase === 'taking' ? take : null
    },
    get error() {
      return phase === 'paused' ? error : null
    },
    get isUnwritten() {
      return isUnwritten
    },
    answerOf: (id) => answers.get(id) ?? goneAnswer,
  }

  function tell(): void {
    for (const listener of [...listeners]) listener(state)
  }

  function write(next: MockSet): void {
    set = next
    try {
      store.write(next)
    } catch {
      // the takes are in the log all the same; only the place in the set would be lost with the launch
      isUnwritten = true
    }
  }

  function refresh(): void {
    answers = readAnswers(set, attempts, queue)
  }

  function move(to: MockState['phase'], reason: AppError | null = null): void {
    phase = to
    error = reason
    refresh()
    tell()
  }

  function ask(): void {
    const question = set && sets.askedQuestion(set)
    if (!set || !question) return move('summary')
    if (!isSeen) return move('paused')
    session ??= openTakes()
    intent = null
    write(sets.takeStarted(set, clock.nowMs()))
    phase = 'taking'
    session.record(question)
  }

  function openTakes(): PracticeSession {
    const opened = openSession({ onKept: (attempt) => void (kept = attempt) })
    opened.subscribe(onSession)
    return opened
  }

  function onSession(now: SessionState): void {
    if (phase !== 'taking') return
    if (now.phase === 'recording') {
      take = now
      return tell()
    }
    const { error: failure, recording } = outcomeOf(now)
    const isFresh = recording !== null && recording !== outcomeOf(take?.previous).recording
    if (isFresh && !kept) unkept = recording
    takeEnded(failure)
  }

  function takeEnded(failure: AppError | null): void {
    if (!set) return
    const reason = intent
    const attempt = kept
    intent = null
    kept = null
    const isAnswer = attempt && (reason !== null || attempt.durationMs >= worthKeepingMs)
    if (reason === 'skip' && !unkept) write(sets.skipped(set, attempt))
    else if (isAnswer) write(sets.answered(set, attempt))
    else write(sets.takeDropped(set))
    phase = 'paused'
    if (isAnswer && reason !== 'skip' && isSeen) queue.add([attempt.id])
    if (reason === 'end' && !unkept) return move('summary')
    if (failure && !(reason === 'skip' && !attempt && !unkept)) return move('paused', failure)
    if (reason !== null || sets.askedIndex(set) === null) return ask()
    move('paused')
  }

  /** Stops the take for `reason`, or drops it where nothing has been said yet. */
  function stopTake(reason: 'skip' | 'end'): void {
    if (take?.status === 'stopping') return
    intent = reason
    if (take && take.elapsedMs >= worthKeepingMs) return session?.finish()
    phase = 'paused'
    session?.cancel()
    takeEnded(null)
  }

  async function keepAgain(recording: Recording): Promise<void> {
    const question = set && sets.askedQuestion(set)
    try {
      const attempt = await attempts.add(question, recording)
      if (unkept !== recording) return
      unkept = null
      kept = attempt
      intent = 'done'
      takeEnded(null)
    } catch (failure) {
      if (unkept === recording) move('paused', toAppError(failure))
    }
  }

  function sendUnsent(): void {
    const ids = (set?.items ?? []).flatMap(({ outcome }) =>
      outcome.kind === 'answered' && answers.get(outcome.attemptId)?.status === 'unsent'
        ? [outcome.attemptId]
        : [],
    )
    queue.add(ids)
  }

  return {
    state,
    get isBusy() {
      return phase === 'taking' || (phase === 'paused' && isSeen)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    enter() {
      // a take of the page before is still being kept
      if (phase === 'taking') return
      if (!set) {
        const left = store.read()
        if (left) write(sets.takeSettled(left, attempts.list()))
      }
      move('start')
    },
    startNew() {
      if (phase === 'taking') return
      const recent = attempts.list().slice(0, recentCount)
      const questions = parts.draw(new Set(recent.map(({ question }) => question?.id ?? '')))
      unkept = null
      isUnwritten = false
      write(sets.createMockSet(questions, clock.nowMs()))
      refresh()
      ask()
    },
    goOn() {
      if (phase === 'taking' || !set) return
      isUnwritten = false
      if (unkept) return void keepAgain(unkept)
      sendUnsent()
      ask()
    },
    done() {
      if (phase !== 'taking' || (take?.status !== 'live' && take?.status !== 'paused')) return
      intent = 'done'
      session?.finish()
    },
    skip() {
      if (phase === 'taking') return stopTake('skip')
      if (phase !== 'paused' || !set) return
      unkept = null
      write(sets.skipped(set, null))
      move(sets.askedIndex(set) === null ? 'summary' : 'paused')
    },
    end() {
      if (phase === 'taking') {
        // already being kept: it goes on to the summary from there
        if (take?.status === 'stopping') intent = 'end'
        else stopTake('end')
      } else if (phase === 'paused') {
        move('summary')
      }
    },
    resumeTake: () => session?.resume(),
    showSummary() {
      if (phase === 'start' && set) move('summary')
    },
    send: (ids) => queue.add(ids),
    dismissError() {
      if (phase === 'paused' && error) move('paused')
    },
    shown() {
      isSeen = true
      queue.goOn()
      refresh()
      tell()
    },
    hidden() {
      isSeen = false
    },
    leave() {
      isSeen = false
      if (phase === 'taking') session?.finish()
      queue.clear()
    },
  }
}

/** What a session without a take in progress has. */
function outcomeOf(state?: SessionState): { error: AppError | null; recording: Recording | null } {
  return {
    error: state && 'error' in state ? state.error : null,
    recording: state && 'recording' in state ? state.recording : null,
  }
}

function toAppError(failure: unknown): AppError {
  return failure instanceof AppError ? failure : new AppError('storage-full', { cause: failure })
}
