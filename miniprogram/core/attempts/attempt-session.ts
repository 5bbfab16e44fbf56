// A practice session whose takes and answers are written down: every take is an attempt before it can be sent.
import { joinAnswer } from '../answer/answer-text'
import { AppError } from '../errors'
import type { Clock, Recorder, Recording, Transport } from '../ports'
import { createPracticeSession } from '../session/session-runner'
import type { KeptTake, PracticeSession, SessionLimits, SessionObserver } from '../session/session-runner'
import { initialState } from '../session/practice-session'
import type { SessionState } from '../session/session-state'
import { ended, recordingOf, sending } from './attempt'
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
  /** Attempts by where their recording lies: the state's recording says whose entry is written. */
  const ids = new Map<string, string>()
  if (attempt && 'recording' in start) ids.set(start.recording.tempFilePath, attempt.id)
  /** Where takes are that have no attempt yet, by where they were. */
  const places = new Map<string, Recording>()
  let followedId: string | undefined
  let writer: AttemptWriter | null = null

  const uploadKeyOf = ({ tempFilePath }: Recording): string => ids.get(tempFilePath) ?? tempFilePath

  /** What lies in the cloud already is not uploaded again. */
  const transport: Transport = {
    send(request, handlers) {
      const key = uploadKeyOf(request.recording)
      return parts.transport.send(
        { ...request, fileID: uploads.fileIDOf(key) },
        { ...handlers, onUploaded: (fileID) => uploads.put(key, fileID) },
      )
    },
  }

  function follow(state: SessionState): void {
    if (!('recording' in state)) return
    // a whole answer: nobody will want the recording in the cloud again
    if (state.phase === 'ended' && state.reason === 'done') uploads.release([uploadKeyOf(state.recording)])
    const id = ids.get(state.recording.tempFilePath)
    if (id !== followedId) {
      writer?.close()
      writer = id === undefined ? null : createWriter(id)
      followedId = id
    }
    writer?.follow(state)
  }

  function createWriter(id: string): AttemptWriter {
    const sentBy = () => {
      const { state } = session
      return 'recording' in state ? parts.sentBy(state.recording) : { transport: null, uidSource: null }
    }
    return createAttemptWriter({ log, clock, id, sentBy, onError: onUnwritten })
  }

  async function keep(question: AskedQuestion | null, recording: Recording): Promise<KeptTake> {
    try {
      const added = await log.add(question, recording)
      const kept = recordingOf(added) ?? recording
      ids.set(kept.tempFilePath, added.id)
      onKept?.(added)
      return { recording: kept, error: errorOf(added) }
    } catch (error) {
      // no entry could be written: the take can still be played and sent, but leads to no attempt
      return {
        recording: places.get(recording.tempFilePath) ?? recording,
        error: error instanceof AppError ? error : new AppError('storage-full', { cause: error }),
      }
    }
  }

  const observer = parts.observe?.()
  const session = createPracticeSession({ clock, recorder, transport, keep, observer }, limits, start)
  session.subscribe(follow)
  const ignoreMoved = log.onMoved(({ from, recording, id }) => {
    const isHere = holds(from) || holds(recording.tempFilePath)
    if (id === null) places.set(from, recording)
    else if (isHere || places.has(from)) {
      const isNew = ![...ids.values()].includes(id)
      ids.set(recording.tempFilePath, id)
      if (isHere && isNew) adopt(id)
    }
    session.move(from, recording, id === null ? new AppError('storage-full') : null)
  })

  function holds(tempFilePath: string): boolean {
    const { state } = session
    return 'recording' in state && state.recording.tempFilePath === tempFilePath
  }

  /** An answer that ended before its attempt could be written belongs to it all the same. */
  function adopt(id: string): void {
    const { state } = session
    if (state.phase !== 'ended') return
    const { logid, reason: status, text, error } = state
    try {
      log.update(id, (attempt) => {
        const sent = sending({ logid, ...parts.sentBy(state.recording) })(attempt)
        return ended({ status, answer: joinAnswer(text), error })(sent)
      })
    } catch {
      // no room again: the take itself is written
    }
  }

  const ignoreRemoved = log.onRemoved((removed) => {
    for (const [tempFilePath, id] of [...ids]) {
      if (!removed.includes(id)) continue
      const { state } = session
      // what of its answer is worth keeping is written by the usual way
      if ('recording' in state && state.recording.tempFilePath === tempFilePath) session.stop()
      session.forget(tempFilePath)
      ids.delete(tempFilePath)
    }
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
