// A practice session whose takes and answers are written down: every take is an attempt before it can be sent.
import { splitAnswer } from '../answer/answer-text'
import { AppError, toAppError } from '../errors'
import type { Clock, Recorder, Recording, Transport } from '../ports'
import type { AskedQuestion } from '../questions/question'
import { initialState } from '../session/practice-session'
import type { SavedRecording } from '../session/running-take'
import { createPracticeSession } from '../session/session-runner'
import type { PracticeSession, SessionHooks, SessionLimits } from '../session/session-runner'
import type { EndedState, EndReason, SessionState } from '../session/session-state'
import { recordingOf } from './attempt'
import type { Attempt, AttemptStatus } from './attempt'
import type { AttemptLog } from './attempt-log'
import { createAttemptWriter, type SentBy } from './attempt-writer'
import type { Uploads } from './uploads'

interface AttemptSessionParts {
  readonly log: Pick<AttemptLog, 'add' | 'get' | 'update' | 'onRemoved' | 'onMoved'>
  readonly clock: Clock
  readonly recorder: Recorder
  readonly transport: Transport
  readonly limits: SessionLimits
  readonly uploads: Pick<Uploads, 'release'>
  /** Look on after what happened has been written. */
  readonly hooks?: readonly SessionHooks[]
  sentBy(recording: Recording): SentBy
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
  const { log, clock, recorder, transport, limits, uploads, sentBy, hooks = [] } = parts

  /** After a whole answer nobody will want the recording in the cloud again. */
  function release(state: SessionState): void {
    if (state.phase === 'ended' && state.reason === 'done') uploads.release([state.recording.id])
  }

  async function save(question: AskedQuestion | null, recording: Recording): Promise<SavedRecording> {
    let current = recording
    const ignoreMove = log.onMoved((moved) => {
      if (moved.id === recording.id) current = moved
    })
    try {
      const added = await log.add(question, recording)
      return { recording: recordingOf(added) ?? recording, error: errorOf(added) }
    } catch (error) {
      // no entry could be written: the recording can still be played and sent
      return {
        recording: current,
        error: toAppError(error, 'storage-full'),
      }
    } finally {
      ignoreMove()
    }
  }

  const recordings = { save, onMoved: log.onMoved, onRemoved: log.onRemoved }
  const writer = createAttemptWriter({ log, clock, sentBy, onError: onUnwritten })
  return createPracticeSession(
    { clock, recorder, transport, recordings, hooks: [{ changed: release }, writer, ...hooks] },
    limits,
    attempt ? stateOf(attempt) : initialState,
  )
}

function stateOf(attempt: Attempt): SessionState {
  const recording = recordingOf(attempt)
  if (!recording) return initialState
  if (attempt.status !== 'recorded') return endedStateOf(attempt, recording)
  return { phase: 'recorded', run: 0, recording, error: errorOf(attempt) }
}

/** An attempt as its session shows it once nothing is on its way any more; without audio, `recording` stands in for it. */
export function endedStateOf(attempt: Attempt, recording: Recording): EndedState {
  const { status, logid, answer } = attempt
  const [reason, text, error] = [reasonOf(status), splitAnswer(answer), errorOf(attempt)]
  return { phase: 'ended', run: 0, recording, logid, text, reason, error }
}

function reasonOf(status: AttemptStatus): EndReason {
  // never sent: the student left it at that
  if (status === 'recorded') return 'stopped'
  // a launch begins with `recover`, so nothing is half-way here but what this launch sends itself
  return status === 'sending' || status === 'streaming' ? 'interrupted' : status
}

function errorOf({ error }: Attempt): AppError | null {
  if (!error) return null
  const { code, ...detail } = error
  return new AppError(code, detail)
}
