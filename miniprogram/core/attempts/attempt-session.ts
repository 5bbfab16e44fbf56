// A practice session that is logged: every recording has its attempt before it can be sent.
import { splitAnswer } from '../answer/answer-text'
import { AppError, toAppError } from '../errors'
import type { Clock, Recorder, Recording, Transport } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { GuideZone } from '../recording/pace'
import { initialState } from '../session/practice-session'
import type { SavedRecording } from '../session/running-take'
import { createPracticeSession } from '../session/session-runner'
import type { PracticeSession, SessionHooks, SessionLimits } from '../session/session-runner'
import type { ReadableAnswer } from '../session/kept-answer'
import type { EndedState, SessionState } from '../session/session-state'
import { answerToRead, errorOf, latestOf, reasonOf, recordingOf } from './attempt'
import type { Attempt, AttemptAnswer, AttemptError } from './attempt'
import type { AttemptLog } from './attempt-log'
import { createAttemptWriter, type SentBy } from './attempt-writer'
import type { Uploads } from './uploads'

interface AttemptSessionParts {
  readonly log: Pick<AttemptLog, 'add' | 'get' | 'update' | 'remove' | 'onRemoved' | 'onMoved'>
  readonly clock: Clock
  readonly recorder: Recorder
  readonly transport: Transport
  readonly limits: SessionLimits
  readonly uploads: Pick<Uploads, 'release'>
  /** Called after changes have been written. */
  readonly hooks?: readonly SessionHooks[]
  sentBy(recording: Recording): SentBy
}

export interface AttemptSessionOptions {
  /** The attempt to begin with, instead of an empty page. Without audio there is nothing to play or send. */
  readonly attempt?: Attempt
  /** Of the take in progress, if that is not the student's. */
  guideZone?(): GuideZone
  /** The answer could not be written (`storage-full`). Called once per run; practice continues. */
  onUnwritten?(error: AppError): void
}

export function createAttemptSession(
  parts: AttemptSessionParts,
  { attempt, onUnwritten = () => undefined }: AttemptSessionOptions = {},
): PracticeSession {
  const { log, clock, recorder, transport, limits, uploads, sentBy, hooks = [] } = parts

  /** After a complete answer, the recording in the cloud is no longer needed. */
  function release(state: SessionState): void {
    if (state.phase === 'ended' && state.reason === 'done') uploads.release([state.recording.id])
  }

  async function save(question: AskedQuestion | null, recording: Recording): Promise<SavedRecording> {
    let current = recording
    const unsubscribe = log.onMoved((moved) => {
      if (moved.id === recording.id) current = moved
    })
    try {
      const added = await log.add(question, recording)
      return { recording: recordingOf(added) ?? recording, error: appErrorOf(errorOf(added)) }
    } catch (error) {
      // no entry could be written: the recording can still be played and sent
      return {
        recording: current,
        error: toAppError(error, 'storage-full'),
      }
    } finally {
      unsubscribe()
    }
  }

  const remove = (id: string): void => void log.remove([id]).catch(() => undefined)
  const recordings = { save, remove, onMoved: log.onMoved, onRemoved: log.onRemoved }
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
  if (attempt.answers.length > 0) return endedStateOf(attempt, recording)
  return { phase: 'recorded', run: 0, recording, error: appErrorOf(errorOf(attempt)), cancelled: null }
}

/** An attempt as its session shows it after its answer has ended. `recording` replaces the attempt's, which may be gone. */
export function endedStateOf(attempt: Attempt, recording: Recording): EndedState {
  const latest = latestOf(attempt.answers)
  const toRead = answerToRead(attempt)
  const kept = toRead && toRead !== latest ? readable(toRead) : null
  // never sent: the student chose not to
  const { text, reason }: ReadableAnswer = latest
    ? readable(latest)
    : { text: splitAnswer(''), reason: 'stopped' }
  const [logid, error] = [latest?.logid ?? '', appErrorOf(errorOf(attempt))]
  return { phase: 'ended', run: 0, recording, logid, text, reason, error, kept, cancelled: null }
}

/** `state` as if `answer`, another one of its attempt, had been the only one. */
export function withAnswer(state: EndedState, answer: AttemptAnswer): EndedState {
  const { logid, error } = answer
  return { ...state, ...readable(answer), logid, error: appErrorOf(error), kept: null }
}

/** `recover` runs at launch, so only answers being written in this launch are halfway. */
function readable({ text, status }: AttemptAnswer): ReadableAnswer {
  return { text: splitAnswer(text), reason: reasonOf(status) }
}

function appErrorOf(error: AttemptError | null): AppError | null {
  if (!error) return null
  const { code, ...detail } = error
  return new AppError(code, detail)
}
