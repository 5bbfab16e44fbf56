// The state of a mock Part 1, the events that change it, and the effects that follow.
import type { AppError } from '../errors'
import type { Recording } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { RecordingState } from '../session/session-state'
import type { Asking } from './examiner'
import type { MockAnswer } from './mock-answers'
import type { MockSet } from './mock-set'

export interface MockState {
  /** Null before the first one. */
  readonly set: MockSet | null
  /** `asking`: the voice asks the question; `taking`: a take is answering it; `paused`: it waits for a tap. */
  readonly phase: 'start' | 'asking' | 'taking' | 'paused' | 'summary'
  /** How the open question was asked: `read` by the student, or by the voice, which may not have come. */
  readonly voice: 'read' | 'coming' | 'speaking' | 'heard' | 'failed'
  /** While `taking`. */
  readonly take: RecordingState | null
  /** Why it is `paused`; null if nothing went wrong. */
  readonly error: AppError | null
  /** The set or an answer could not be stored (`storage-full`). */
  readonly isUnwritten: boolean
  /** The status of an attempt's answer. */
  answerOf(attemptId: string): MockAnswer
}

/** The state with what the page does not need to know. */
export interface MockSession extends Omit<MockState, 'answerOf'> {
  readonly isSeen: boolean
  /** Questions are asked by the voice. */
  readonly isSpoken: boolean
  /** How the student ended the take; null if it ended otherwise, such as by leaving WeChat or the page. */
  readonly intent: 'done' | 'skip' | 'end' | null
  /** Answers the open question, but there was no room for its attempt: it lasts for this launch only. */
  readonly unsaved: Recording | null
}

export type MockEvent =
  /** `unfinished`: the set of an earlier launch. */
  | { readonly type: 'enter'; readonly unfinished: MockSet | null }
  | { readonly type: 'start-new' }
  | { readonly type: 'drawn'; readonly questions: readonly AskedQuestion[] }
  /** `unsentIds`: answers of the set that were never sent. */
  | { readonly type: 'continue'; readonly unsentIds: readonly string[] }
  | { readonly type: 'done' | 'skip' | 'end' | 'resume' | 'show-summary' | 'dismiss' }
  /** The student answers before the question has ended. */
  | { readonly type: 'answer' }
  | { readonly type: 'asked'; readonly asking: Asking }
  | { readonly type: 'shown'; readonly isSpoken: boolean }
  | { readonly type: 'hidden' | 'leave' }
  | { readonly type: 'take-changed'; readonly take: RecordingState }
  /** The take of that run has ended, or its outcome has changed since. */
  | ({ readonly type: 'take-ended'; readonly run: number } & TakeOutcome)
  | { readonly type: 'save-ended'; readonly recording: Recording; readonly error: AppError | null }
  | { readonly type: 'write-failed' }

export interface TakeOutcome {
  readonly recording: Recording | null
  /** The recording's attempt is in the log. */
  readonly isLogged: boolean
  readonly error: AppError | null
}

/** What the runner does after a transition, in order, with what the new state contains. */
export type MockEffect =
  | 'write-set'
  | 'draw'
  /** The voice asks the open question. */
  | 'ask'
  | 'hush'
  | 'record'
  | 'resume-take'
  | 'finish-take'
  | 'discard-take'
  /** Saves the `unsaved` recording. */
  | 'save'
  /** Sends these attempts, one after another. */
  | { readonly send: readonly string[] }
