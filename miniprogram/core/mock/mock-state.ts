// The state of a mock Part 1, the events that change it, and the effects that follow.
import type { AppError } from '../errors'
import type { Recording } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { RecordingState } from '../session/session-state'
import type { AnswerQueue } from './answer-queue'
import type { MockAnswer } from './mock-answers'
import type { MockSet } from './mock-set'

export interface MockState {
  /** Null before the first one. */
  readonly set: MockSet | null
  /** `taking`: a take answers the question; `paused`: the question waits for a tap. */
  readonly phase: 'start' | 'taking' | 'paused' | 'summary'
  /** While `taking`. */
  readonly take: RecordingState | null
  /** Why it is `paused`; null where nothing went wrong. */
  readonly error: AppError | null
  /** The set or an answer could not be stored (`storage-full`). */
  readonly isUnwritten: boolean
  /** How the answer of each attempt of the set stands. */
  answerOf(attemptId: string): MockAnswer
}

/** Adds what the page does not need to know. */
export interface MockSession extends Omit<MockState, 'answerOf'> {
  readonly isSeen: boolean
  /** Why the student ended the take; null where it ends by itself, or because WeChat or the page was left. */
  readonly intent: 'done' | 'skip' | 'end' | null
  /** Answers the open question, but storage had no room for its attempt: it lasts as long as the app runs. */
  readonly unsaved: Recording | null
  readonly queue: AnswerQueue
}

export type MockEvent =
  /** `left`: the set of an earlier launch. */
  | { readonly type: 'enter'; readonly left: MockSet | null }
  | { readonly type: 'start-new' }
  | { readonly type: 'drawn'; readonly questions: readonly AskedQuestion[] }
  /** `unsentIds`: answers of the set that were never sent. */
  | { readonly type: 'go-on'; readonly unsentIds: readonly string[] }
  | { readonly type: 'done' | 'skip' | 'end' | 'resume' | 'show-summary' | 'dismiss' }
  | { readonly type: 'send'; readonly attemptIds: readonly string[] }
  | { readonly type: 'shown' | 'hidden' | 'leave' }
  | { readonly type: 'take-changed'; readonly take: RecordingState }
  /** The take of that run is over, or what came of it has changed since. */
  | ({ readonly type: 'take-over'; readonly run: number } & TakeOutcome)
  | { readonly type: 'save-ended'; readonly recording: Recording; readonly error: AppError | null }
  /** `isInterrupted`: another exchange took its place, or WeChat was left. */
  | { readonly type: 'exchange-ended'; readonly attemptId: string; readonly isInterrupted: boolean }
  | { readonly type: 'write-failed' }

export interface TakeOutcome {
  readonly recording: Recording | null
  /** The recording has its attempt. */
  readonly isLogged: boolean
  readonly error: AppError | null
}

/** What the runner does after a transition, in order; what it needs for that is in the new state. */
export type MockEffect =
  | 'write-set'
  | 'draw'
  | 'record'
  | 'resume-take'
  | 'finish-take'
  | 'cancel-take'
  /** The `unsaved` recording. */
  | 'save'
  /** The attempt that the queue says is running. */
  | 'send'
  | 'close-exchange'
