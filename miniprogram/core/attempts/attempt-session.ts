// A practice session whose takes and answers are written down: every take is an attempt before it can be sent.
import { AppError } from '../errors'
import type { Clock, Recorder, Recording, Transport } from '../ports'
import type { Question } from '../questions/bank'
import { createPracticeSession } from '../session/session-runner'
import type { KeptTake, PracticeSession, SessionLimits } from '../session/session-runner'
import { initialState } from '../session/practice-session'
import type { SessionState } from '../session/session-state'
import { recordingOf } from './attempt'
import type { Attempt, TransportKind, UidSource } from './attempt'
import type { AttemptLog } from './attempt-log'
import { createAttemptWriter } from './attempt-writer'
import type { AttemptWriter } from './attempt-writer'

export interface AttemptSessionParts {
  readonly log: Pick<AttemptLog, 'add' | 'get' | 'update'>
  readonly clock: Clock
  readonly recorder: Recorder
  readonly transport: Transport
  readonly limits: SessionLimits
  /** How a recording is sent, for support. */
  sentBy(recording: Recording): { readonly transport: TransportKind; readonly uidSource: UidSource }
}

export interface AttemptSessionOptions {
  /** Begins with this attempt as it was left, instead of an empty page. Without audio it has nothing to play or send. */
  readonly attempt?: Attempt
  /** What became of an answer could not be written (`storage-full`): once a run; practice goes on. */
  onUnwritten?(error: AppError): void
}

export function createAttemptSession(
  parts: AttemptSessionParts,
  { attempt, onUnwritten = () => undefined }: AttemptSessionOptions = {},
): PracticeSession {
  const { log, clock, recorder, transport, limits } = parts
  const start = attempt ? stateOf(attempt) : initialState
  let writer: AttemptWriter | null = attempt ? follow(attempt.id) : null

  function follow(id: string): AttemptWriter {
    const sentBy = () => {
      const { state } = session
      return 'recording' in state ? parts.sentBy(state.recording) : { transport: null, uidSource: null }
    }
    return createAttemptWriter({ log, clock, id, sentBy, onError: onUnwritten })
  }

  async function keep(question: Question | null, recording: Recording): Promise<KeptTake> {
    try {
      const added = await log.add(question, recording)
      writer?.close()
      writer = follow(added.id)
      return { recording: recordingOf(added) ?? recording, error: errorOf(added) }
    } catch (error) {
      // no entry could be written: the take can still be played and sent, but leads to no attempt
      writer?.close()
      writer = null
      return {
        recording,
        error: error instanceof AppError ? error : new AppError('storage-full', { cause: error }),
      }
    }
  }

  const session = createPracticeSession({ clock, recorder, transport, keep }, limits, start)
  session.subscribe((state) => writer?.follow(state))

  return {
    ...session,
    get state() {
      return session.state
    },
    appHidden() {
      session.appHidden()
      writer?.flush()
    },
    leave() {
      session.leave()
      writer?.flush()
    },
  }
}

function stateOf(attempt: Attempt): SessionState {
  const { status, logid, answer } = attempt
  const recording = recordingOf(attempt)
  if (!recording) return initialState
  const error = errorOf(attempt)
  if (status === 'recorded') return { phase: 'recorded', run: 0, recording, error }
  const text = { finished: answer === '' ? [] : answer.split('\n\n'), growing: '' }
  // a launch begins with `recover`, so nothing is half-way here but what this launch sends itself
  const reason = status === 'sending' || status === 'streaming' ? 'interrupted' : status
  return { phase: 'ended', run: 0, recording, logid, text, reason, error }
}

function errorOf({ error }: Attempt): AppError | null {
  if (!error) return null
  const { code, ...detail } = error
  return new AppError(code, detail)
}
