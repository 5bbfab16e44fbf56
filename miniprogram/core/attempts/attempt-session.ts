// A practice session whose takes and answers are written down: every take is an attempt before it can be sent.
import { AppError } from '../errors'
import type { Clock, Recorder, Recording, Transport } from '../ports'
import { createPracticeSession } from '../session/session-runner'
import type { KeptTake, PracticeSession, SessionLimits, SessionObserver } from '../session/session-runner'
import { initialState } from '../session/practice-session'
import { holds } from '../session/held-recording'
import type { SessionState } from '../session/session-state'
import { recordingOf } from './attempt'
import type { Attempt, TransportKind, UidSource } from './attempt'
import type { AskedQuestion } from '../questions/question'
import type { AttemptLog } from './attempt-log'
import type { Uploads } from './uploads'
import { createAttemptWriter } from './attempt-writer'
import type { AttemptWriter } from './attempt-writer'

export interface AttemptSessionParts {
  readonly log: Pick<AttemptLog, 'add' | 'get' | 'update' | 'onRemoved' | 'onMoved'>
  readonly clock: Clock
  readonly recorder: Recorder
  readonly transport: Transport
  readonly limits: SessionLimits
  readonly uploads: Pick<Uploads, 'fileIDOf' | 'put' | 'release'>
  /** One for each session. */
  observe?(): SessionObserver
  /** How a recording is sent, for support. */
  sentBy(recording: Recording): { readonly transport: TransportKind; readonly uidSource: UidSource }
}

export interface AttemptSessionOptions {
  /** Begins with this attempt as it was left, instead of an empty page. Without audio it has nothing to play or send. */
  readonly attempt?: Attempt
  /** A take was written down: this is its attempt. Called before the session's state has the recording. */
  onKept?(attempt: Attempt): void
  /** What became of an answer could not be written (`storage-full`): once a run; practice goes on. */
  onUnwritten?(error: AppError): void
}

export function createAttemptSession(
  parts: AttemptSessionParts,
  { attempt, onKept, onUnwritten = () => undefined }: AttemptSessionOptions = {},
): PracticeSession {
  const { log, clock, recorder, limits, uploads } = parts
  const start = attempt ? stateOf(attempt) : initialState
  let writer: (AttemptWriter & { readonly id: string }) | null = null

  /** What lies in the cloud already is not uploaded again. */
  const transport: Transport = {
    send(request, handlers) {
      const { id } = request.recording
      return parts.transport.send(
        { ...request, fileID: uploads.fileIDOf(id) },
        { ...handlers, onUploaded: (fileID) => uploads.put(id, fileID) },
      )
    },
  }

  function follow(state: SessionState): void {
    if (!('recording' in state)) return
    const { recording } = state
    const { id } = recording
    // a whole answer: nobody will want the recording in the cloud again
    if (state.phase === 'ended' && state.reason === 'done') uploads.release([id])
    if (writer?.id !== id) {
      writer?.close()
      writer = { id, ...createAttemptWriter({ log, clock, id, sentBy, onError: onUnwritten }) }
    }
    writer.follow(state)
  }

  function sentBy() {
    const { state } = session
    return 'recording' in state ? parts.sentBy(state.recording) : { transport: null, uidSource: null }
  }

  async function keep(question: AskedQuestion | null, recording: Recording): Promise<KeptTake> {
    let current = recording
    const ignoreMove = log.onMoved((moved) => {
      if (moved.id === recording.id) current = moved
    })
    try {
      const added = await log.add(question, recording)
      onKept?.(added)
      return { recording: recordingOf(added) ?? recording, error: errorOf(added) }
    } catch (error) {
      // no entry could be written: the recording can still be played and sent
      return {
        recording: current,
        error: error instanceof AppError ? error : new AppError('storage-full', { cause: error }),
      }
    } finally {
      ignoreMove()
    }
  }

  const observer = parts.observe?.()
  const session = createPracticeSession({ clock, recorder, transport, keep, observer }, limits, start)
  session.subscribe(follow)
  const ignoreMoved = log.onMoved((recording, unwritten) => session.move(recording, unwritten))
  const ignoreRemoved = log.onRemoved((ids) => {
    // what of its answer is worth keeping is written by the usual way
    if (holds(session.state, ids)) session.stop()
    session.forget(ids)
  })

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
      ignoreRemoved()
      ignoreMoved()
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
