// One recording with its question and answer: its shape, and all changes to it.
import type { AppError, ErrorCode } from '../errors'
import type { Recording } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { EndReason } from '../session/session-state'

/** Of the stored form. When that changes, increase this and add to `migrations`. */
export const attemptVersion = 1

export type AttemptStatus =
  | 'recorded' // never sent
  | 'sending'
  | 'streaming'
  | EndReason

export type TransportKind = 'inline' | 'cloud'
export type UidSource = 'cloud' | 'installation'

export interface AttemptRecording {
  /** Valid for this launch, unless the phone has lost the file. */
  readonly filePath: string
  /** False while it is in temporary storage, which ends with the launch. */
  readonly isKept: boolean
  readonly sizeBytes: number
  /** Loudness in equal slices, 0 … 1, two decimals; empty when unknown. */
  readonly levels: readonly number[]
}

export interface AttemptError {
  readonly code: ErrorCode
  readonly httpStatus?: number
  readonly grpcCode?: number
  /** For support. */
  readonly message?: string
}

export interface Attempt {
  readonly version: typeof attemptVersion
  /** Decimal milliseconds, 13 digits or more: unique, in chronological order. Also the name of the file. */
  readonly id: string
  /** Null for a recording that was found without an entry. */
  readonly question: AskedQuestion | null
  readonly createdAtMs: number
  /** How long the student spoke; stays when the audio is deleted. */
  readonly durationMs: number
  /** Null: the audio was deleted, or lost with temporary storage. */
  readonly recording: AttemptRecording | null
  readonly status: AttemptStatus
  /** Of the latest request; `''` before the first. */
  readonly logid: string
  readonly transport: TransportKind | null
  readonly uidSource: UidSource | null
  /** Paragraphs joined by an empty line. */
  readonly answer: string
  readonly error: AttemptError | null
}

/** Pure. An attempt that is returned unchanged (the same object) is not written. */
export type AttemptChange = (attempt: Attempt) => Attempt

interface NewAttempt {
  readonly createdAtMs: number
  readonly question: AskedQuestion | null
  readonly recording: Recording
}

/** For a recording that has just stopped: its file is in temporary storage. */
export function createAttempt({ createdAtMs, question, recording }: NewAttempt): Attempt {
  return {
    version: attemptVersion,
    id: recording.id,
    question: question && wordsOf(question),
    createdAtMs,
    durationMs: recording.durationMs,
    recording: {
      filePath: recording.filePath,
      isKept: false,
      sizeBytes: recording.sizeBytes,
      levels: recording.levels,
    },
    status: 'recorded',
    logid: '',
    transport: null,
    uidSource: null,
    answer: '',
    error: null,
  }
}

/** The audio is in permanent storage. */
export function saved(filePath: string): AttemptChange {
  return (attempt) => {
    const { recording, error } = attempt
    if (!recording || recording.isKept) return attempt
    const isResolved = error?.code === 'storage-full'
    return {
      ...attempt,
      recording: { ...recording, filePath, isKept: true },
      error: isResolved ? null : error,
    }
  }
}

/** A failure that changes nothing else. */
export function failed(error: AppError): AttemptChange {
  return (attempt) => ({ ...attempt, error: attemptError(error) })
}

export const withoutAudio: AttemptChange = (attempt) =>
  attempt.recording ? { ...attempt, recording: null } : attempt

interface Sending {
  readonly logid: string
  readonly transport: TransportKind | null
  readonly uidSource: UidSource | null
}

/** An earlier answer stays until a new one begins. */
export function sending({ logid, transport, uidSource }: Sending): AttemptChange {
  return (attempt) => ({ ...attempt, status: 'sending', logid, transport, uidSource, error: null })
}

export function streaming(answer: string): AttemptChange {
  return (attempt) => ({ ...attempt, status: 'streaming', answer })
}

interface Outcome {
  readonly status: EndReason
  /** `''` if no text came: the earlier answer stays. */
  readonly answer: string
  readonly error: AppError | null
}

/** A run has ended. */
export function ended({ status, answer, error }: Outcome): AttemptChange {
  return (attempt) => ({
    ...attempt,
    status,
    answer: answer === '' ? attempt.answer : answer,
    error: error && attemptError(error),
  })
}

/** The run never reached the service: the attempt is as it was `before` the run, except for the error. */
export function unsent(before: Attempt, error: AppError | null): AttemptChange {
  const { status, logid, transport, uidSource } = before
  return (attempt) => ({
    ...attempt,
    ...{ status, logid, transport, uidSource },
    error: error ? attemptError(error) : before.error,
  })
}

/** For an attempt whose answer an earlier launch did not finish. */
export const interrupted: AttemptChange = (attempt) =>
  isHalfWay(attempt.status) ? { ...attempt, status: 'interrupted' } : attempt

export function isHalfWay(status: AttemptStatus): boolean {
  return status === 'sending' || status === 'streaming'
}

/** To play it, or to send it again; null when there is no audio. */
export function recordingOf({ id, recording, durationMs }: Attempt): Recording | null {
  if (!recording) return null
  const { filePath, sizeBytes, levels } = recording
  return { id, filePath, durationMs, sizeBytes, levels }
}

// the body of an HTTP error may be a long HTML page
const messageMaxLength = 500

function attemptError({ code, detail }: AppError): AttemptError {
  const { httpStatus, grpcCode, message } = detail
  return {
    code,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
    ...(message !== undefined && { message: message.slice(0, messageMaxLength) }),
  }
}

function wordsOf({ id, topic, text, gloss }: AskedQuestion): AskedQuestion {
  return { id, topic: { en: topic.en, zh: topic.zh }, text, gloss }
}
