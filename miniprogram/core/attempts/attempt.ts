// One recording with its question and answers: its shape, and all changes to it.
import type { AppError, ErrorCode } from '../errors'
import type { Recording } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { Speech } from '../recording/speech'
import { stays } from '../session/kept-answer'
import type { EndReason } from '../session/session-state'

/** Of the stored form. When that changes, increase this and add to `migrations`. */
export const attemptVersion = 2

type AnswerStatus = 'sending' | 'streaming' | EndReason

export type AttemptStatus =
  | 'recorded' // never sent
  | AnswerStatus

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
  /** It never left the phone. */
  readonly isUnsent?: boolean
  /** The service takes nothing before. */
  readonly retryAtMs?: number
  /** For support. */
  readonly message?: string
}

/** What one request brought. */
export interface AttemptAnswer {
  readonly status: AnswerStatus
  /** Of its request; `''` if that is unknown. */
  readonly logid: string
  readonly transport: TransportKind | null
  readonly uidSource: UidSource | null
  /** Paragraphs joined by an empty line. */
  readonly text: string
  readonly error: AttemptError | null
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
  /** As in `Recording`; stays when the audio is deleted. */
  readonly speech?: Speech | null
  /** Null: the audio was deleted, or lost with temporary storage. */
  readonly recording: AttemptRecording | null
  /** By their requests, oldest first. Only the last may have ended without text. */
  readonly answers: readonly AttemptAnswer[]
  /** Why it could not be saved, or why it was not sent the last time. */
  readonly error: AttemptError | null
  /** When the student wants to be asked again, if that was said. */
  readonly askAgain?: AskAgain
}

/** Soon: it did not go well. Later: it was easy. */
export type AskAgain = 'soon' | 'later'

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
    ...(recording.speech !== undefined && { speech: recording.speech }),
    recording: {
      filePath: recording.filePath,
      isKept: false,
      sizeBytes: recording.sizeBytes,
      levels: recording.levels,
    },
    answers: [],
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

/** The student says when to be asked again; null takes it back. */
export function wantsAgain(askAgain: AskAgain | null): AttemptChange {
  return ({ askAgain: _before, ...attempt }) => ({ ...attempt, ...(askAgain && { askAgain }) })
}

/** A failure that changes nothing else. */
export function failed(error: AppError): AttemptChange {
  return (attempt) => ({ ...attempt, error: attemptError(error) })
}

export const withoutAudio: AttemptChange = (attempt) =>
  attempt.recording ? { ...attempt, recording: null } : attempt

/** When the student speaks in its recording, for one that was stored before that was looked for. */
export function measured(speech: Speech | null): AttemptChange {
  return (attempt) => (attempt.speech === undefined ? { ...attempt, speech } : attempt)
}

type Sending = Pick<AttemptAnswer, 'logid' | 'transport' | 'uidSource'>

/** Earlier answers stay. */
export function sending({ logid, transport, uidSource }: Sending): AttemptChange {
  return (attempt) => ({
    ...attempt,
    answers: [...attempt.answers, { status: 'sending', logid, transport, uidSource, text: '', error: null }],
    error: null,
  })
}

/** The request `logid` has brought text. */
export function streaming(logid: string, text: string): AttemptChange {
  return changed(logid, (answer) => ({ ...answer, status: 'streaming', text }))
}

interface Outcome {
  readonly status: EndReason
  /** `''` if no text came, or if what has been written of it is to stay. */
  readonly text: string
  readonly error: AppError | null
}

/** The request `logid` has ended. */
export function ended(logid: string, { status, text, error }: Outcome): AttemptChange {
  return changed(logid, (answer) => ({
    ...answer,
    status,
    text: text === '' ? answer.text : text,
    error: error && attemptError(error),
  }))
}

/** The request `logid` never reached the service: the attempt is as it was `before`, except for the error. */
export function unsent(logid: string, before: Attempt, error: AppError | null): AttemptChange {
  return (attempt) => ({
    ...attempt,
    answers: attempt.answers.filter((answer) => answer.logid !== logid),
    error: error ? attemptError(error) : before.error,
  })
}

/** It was sent, but nothing is known of the answer. */
export const answerLost: AttemptChange = (attempt) =>
  interrupted(sending({ logid: '', transport: null, uidSource: null })(attempt))

/** For an attempt whose answers an earlier launch did not finish. */
export const interrupted: AttemptChange = (attempt) =>
  attempt.answers.some(isUnfinished)
    ? {
        ...attempt,
        answers: tidied(attempt.answers.map((answer) => ({ ...answer, status: reasonOf(answer.status) }))),
      }
    : attempt

function changed(logid: string, change: (answer: AttemptAnswer) => AttemptAnswer): AttemptChange {
  return (attempt) => {
    if (!attempt.answers.some((answer) => answer.logid === logid)) return attempt
    const answers = attempt.answers.map((answer) => (answer.logid === logid ? change(answer) : answer))
    return { ...attempt, answers: tidied(answers) }
  }
}

/** Of the answers with text before the latest with text. */
const earlierMax = 3

/**
 * The latest, the latest with text, and some before that: whole ones rather than others, newer ones rather than older ones.
 */
export function tidied(answers: readonly AttemptAnswer[]): readonly AttemptAnswer[] {
  const [newest, ...earlier] = answers.filter(({ text }) => text !== '').reverse()
  const whole = earlier.filter(({ status }) => status === 'done')
  const others = earlier.filter(({ status }) => status !== 'done')
  const kept = new Set([latestOf(answers), newest, ...[...whole, ...others].slice(0, earlierMax)])
  return answers.filter((answer) => isUnfinished(answer) || kept.has(answer))
}

function isUnfinished({ status }: AttemptAnswer): boolean {
  return isHalfWay(status)
}

/** That of the latest request. */
export function latestOf(answers: readonly AttemptAnswer[]): AttemptAnswer | undefined {
  return answers[answers.length - 1]
}

/** Of an answer being written, else of the one to read. */
export function statusOf(attempt: Attempt): AttemptStatus {
  const unfinished = attempt.answers.filter(isUnfinished)
  return (unfinished[unfinished.length - 1] ?? answerToRead(attempt))?.status ?? 'recorded'
}

/** The latest whole answer; if there is none, the latest with text; if there is none, the latest. */
export function answerToRead({ answers }: Attempt): AttemptAnswer | null {
  return answers.reduce<AttemptAnswer | null>(
    (earlier, later) => (earlier && stays(endingOf(earlier), endingOf(later)) ? earlier : later),
    null,
  )
}

/** All answers that can be read, oldest first. */
export function answersWithText({ answers }: Attempt): readonly AttemptAnswer[] {
  return answers.filter(({ text }) => text !== '')
}

function endingOf({ status, text }: AttemptAnswer): { reason: EndReason; hasText: boolean } {
  return { reason: reasonOf(status), hasText: text !== '' }
}

/** An answer that was not finished, by an earlier launch or not yet, counts as interrupted. */
export function reasonOf(status: AnswerStatus): EndReason {
  return status === 'sending' || status === 'streaming' ? 'interrupted' : status
}

/** Of the latest request, or of what happened since. */
export function errorOf({ answers, error }: Attempt): AttemptError | null {
  return error ?? latestOf(answers)?.error ?? null
}

export function isHalfWay(status: AttemptStatus): boolean {
  return status === 'sending' || status === 'streaming'
}

/** To play it, or to send it again; null when there is no audio. */
export function recordingOf({ id, recording, durationMs, speech }: Attempt): Recording | null {
  if (!recording) return null
  const { filePath, sizeBytes, levels } = recording
  return { id, filePath, durationMs, sizeBytes, levels, ...(speech !== undefined && { speech }) }
}

// the body of an HTTP error may be a long HTML page
const messageMaxLength = 500

function attemptError({ code, detail }: AppError): AttemptError {
  const { httpStatus, grpcCode, isUnsent, retryAtMs, message } = detail
  return {
    code,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(grpcCode !== undefined && { grpcCode }),
    ...(isUnsent === true && { isUnsent }),
    ...(retryAtMs !== undefined && { retryAtMs }),
    ...(message !== undefined && { message: message.slice(0, messageMaxLength) }),
  }
}

function wordsOf({ id, topic, text, gloss }: AskedQuestion): AskedQuestion {
  return { id, topic: { en: topic.en, zh: topic.zh }, text, gloss }
}
