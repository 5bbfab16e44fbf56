// One take and its answer: the states they can be in and what can happen to them.
import type { AnswerOutcome } from '../answer/answer-stream'
import type { AnswerText } from '../answer/answer-text'
import type { AppError } from '../errors'
import type { Recording } from '../ports'
import type { ReadableAnswer } from './kept-answer'

/** Why an answer ended. Only `done` is a complete answer; the others keep what arrived. */
export type EndReason =
  | 'done'
  | 'gap' // it ended well, but part of it could not be read
  | 'stopped' // by the student
  | 'idle' // the service went silent
  | 'truncated' // the connection ended inside the answer, or without one
  | 'network'
  | 'http'
  | 'service' // the service said in the stream that it failed
  | 'interrupted' // WeChat went to the background, or the page was left

/** A take that was cancelled, while a notice offers to bring it back. */
export interface CancelledTake {
  readonly recording: Recording
  /** Why it is not in the history, and lasts for this launch only. */
  readonly error: AppError | null
}

export interface IdleState {
  readonly phase: 'idle'
  readonly run: number
  /** Why the last take failed. */
  readonly error: AppError | null
  readonly cancelled: CancelledTake | null
}

export interface RecordingState {
  readonly phase: 'recording'
  readonly run: number
  readonly status: 'starting' | 'live' | 'paused' | 'stopping'
  /** `paused` by the system (a call, another app), not by the student. */
  readonly isInterrupted: boolean
  /** The app was hidden while the take was starting, as the phone's microphone dialog may do. */
  readonly isHidden: boolean
  readonly elapsedMs: number
  /** The latest loudness values, 0 … 1, newest last; about ten a second. */
  readonly levels: readonly number[]
  /** How long no voice has been heard, as measured from the sound received: 0 if the recorder delivers none. */
  readonly silentMs: number
  /** Once stopped and saved, it is the cancelled take of `previous`. */
  readonly isCancelled: boolean
  /** Where cancelling leads back to: starting a take does not lose an earlier recording. */
  readonly previous: RestingState
}

export interface RecordedState {
  readonly phase: 'recorded'
  readonly run: number
  readonly recording: Recording
  /** Why it could not be saved or sent, or why another take failed. */
  readonly error: AppError | null
  readonly cancelled: CancelledTake | null
}

export interface SendingState {
  readonly phase: 'sending'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  /** Another answer is being written, or WeChat is in the background: nothing has begun yet. */
  readonly isWaiting: boolean
  /** Share uploaded to the cloud, 0 … 1; null when nothing is being uploaded. */
  readonly uploadFraction: number | null
  /** True once the request was sent: from then on the service may have seen it. */
  readonly requested: boolean
  /** The connection was lost, and the answer is being asked for again. */
  readonly isReconnecting: boolean
  /** This run's text, empty until the first content. */
  readonly text: AnswerText
  /** An earlier answer to the same recording: shown until a new one begins. */
  readonly previous: EndedState | null
}

export interface StreamingState {
  readonly phase: 'streaming'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  readonly text: AnswerText
  readonly isReconnecting: boolean
  /** The answer to read if this one ends with less. */
  readonly kept: ReadableAnswer | null
}

/** How the latest exchange ended. */
export interface EndedState {
  readonly phase: 'ended'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  readonly text: AnswerText
  readonly reason: EndReason
  readonly error: AppError | null
  /** The answer of an earlier exchange, which is shown because this one brought less. */
  readonly kept: ReadableAnswer | null
  readonly cancelled: CancelledTake | null
}

/** Nothing is recorded and nothing is sent. */
export type RestingState = IdleState | RecordedState | EndedState

/** `run` numbers takes and exchanges: late events from an old one are ignored. */
export type SessionState = RestingState | RecordingState | SendingState | StreamingState

/** An exchange is open or waits for its turn. */
export function isAnswering(state: SessionState): state is SendingState | StreamingState {
  return state.phase === 'sending' || state.phase === 'streaming'
}

/** What the student, WeChat and the ports can do. Events from a port carry the run they belong to. */
export type SessionEvent =
  | { readonly type: 'record' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'finish' }
  | { readonly type: 'cancel' }
  | { readonly type: 'discard' }
  | { readonly type: 'bring-back' }
  /** The page is covered: a cancelled take stays in the history. */
  | { readonly type: 'keep-cancelled' }
  /** The notice has ended. */
  | { readonly type: 'cancelled-expired' }
  | { readonly type: 'send'; readonly logid: string; readonly text: AnswerText }
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'hide' }
  | { readonly type: 'show' }
  | { readonly type: 'leave' }
  | { readonly type: 'take-started'; readonly run: number }
  | { readonly type: 'take-paused'; readonly run: number; readonly isInterrupted: boolean }
  | { readonly type: 'take-resumed'; readonly run: number }
  /** With the levels since the last one. */
  | {
      readonly type: 'take-elapsed'
      readonly run: number
      readonly elapsedMs: number
      readonly levels: readonly number[]
    }
  | { readonly type: 'take-stopping'; readonly run: number }
  | {
      readonly type: 'take-saved'
      readonly run: number
      readonly recording: Recording
      /** Why it lasts for this launch only. */
      readonly error: AppError | null
    }
  /** Its file was moved. `error`: why it lasts for this launch only. */
  | { readonly type: 'recording-moved'; readonly recording: Recording; readonly error: AppError | null }
  /** Recordings were deleted, on this page or another. */
  | { readonly type: 'recordings-deleted'; readonly ids: readonly string[] }
  | { readonly type: 'take-failed'; readonly run: number; readonly error: AppError }
  /** It waits for its turn, and its turn comes. */
  | { readonly type: 'exchange-waiting' | 'exchange-begun'; readonly run: number }
  | { readonly type: 'upload-progress'; readonly run: number; readonly fraction: number }
  | { readonly type: 'requested'; readonly run: number }
  /** Before the exchange ended; the answer is asked for again, and goes on. */
  | { readonly type: 'connection-lost'; readonly run: number; readonly error: AppError }
  | { readonly type: 'asked-again' | 'reconnected'; readonly run: number }
  | { readonly type: 'text-grew'; readonly run: number }
  | { readonly type: 'idle-timeout'; readonly run: number }
  | { readonly type: 'exchange-ended'; readonly run: number; readonly outcome: AnswerOutcome }
  | { readonly type: 'exchange-failed'; readonly run: number; readonly error: AppError }

/** What the runner does after a transition, in order. */
export type SessionEffect =
  | 'start-take'
  | 'pause-take'
  | 'resume-take'
  | 'stop-take'
  | 'cancel-take'
  | 'remove-cancelled'
  | 'open-exchange'
  | 'close-exchange'
  /** As that, and the service is told that the answer is not wanted. */
  | 'stop-exchange'
