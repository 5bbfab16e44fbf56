// One take and its answer: the states it can be in and what can happen to it.
import type { AnswerText } from '../answer/answer-text'
import type { AppError } from '../errors'
import type { Recording } from '../ports'

/** Why an answer ended. Only `done` is a whole answer; every other one keeps what arrived. */
export type EndReason =
  | 'done'
  | 'stopped' // by the student
  | 'idle' // the service went silent
  | 'truncated' // the connection ended inside the answer, or without one
  | 'network'
  | 'http'
  | 'service' // the service said in the stream that it failed
  | 'interrupted' // WeChat went to the background, or the page was left

export interface IdleState {
  readonly phase: 'idle'
  readonly run: number
  /** Why the last take came to nothing. */
  readonly error: AppError | null
}

export interface RecordingState {
  readonly phase: 'recording'
  readonly run: number
  readonly status: 'starting' | 'live' | 'paused' | 'stopping'
  /** The app was hidden while the take was starting: the phone's question for the microphone may do that. */
  readonly isHidden: boolean
  readonly elapsedMs: number
  /** The last loudness values, 0 … 1, newest last; about ten a second. */
  readonly levels: readonly number[]
  /** How long nobody has been heard: by what the microphone hands over, so 0 where it hands over nothing. */
  readonly silentMs: number
  /** Where cancelling leads back to: an earlier take is not lost by starting another. */
  readonly previous: IdleState | RecordedState | EndedState
}

export interface RecordedState {
  readonly phase: 'recorded'
  readonly run: number
  readonly recording: Recording
  /** Why it could not be kept or sent, or why another take came to nothing. */
  readonly error: AppError | null
}

export interface SendingState {
  readonly phase: 'sending'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  /** Share uploaded to the cloud, 0 … 1; null when nothing is being uploaded. */
  readonly uploadFraction: number | null
  /** True once the request left: from then on the service may have seen it. */
  readonly requested: boolean
  /** This run's text, empty until the first content. */
  readonly text: AnswerText
  /** The answer of an earlier run with the same recording: shown until a new one begins. */
  readonly previous: EndedState | null
}

export interface StreamingState {
  readonly phase: 'streaming'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  readonly text: AnswerText
}

export interface EndedState {
  readonly phase: 'ended'
  readonly run: number
  readonly recording: Recording
  readonly logid: string
  readonly text: AnswerText
  readonly reason: EndReason
  readonly error: AppError | null
}

/** `run` tells one take or one exchange from the next: what comes late from an old one is ignored. */
export type SessionState =
  IdleState | RecordingState | RecordedState | SendingState | StreamingState | EndedState

/** What the student, WeChat and the ports can do. Those from a port carry the run they belong to. */
export type SessionEvent =
  | { readonly type: 'record' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'finish' }
  | { readonly type: 'cancel' }
  | { readonly type: 'send'; readonly logid: string; readonly text: AnswerText }
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'hide' }
  | { readonly type: 'show' }
  | { readonly type: 'leave' }
  | { readonly type: 'take-started'; readonly run: number }
  | { readonly type: 'take-paused'; readonly run: number }
  | { readonly type: 'take-resumed'; readonly run: number }
  | { readonly type: 'take-elapsed'; readonly run: number; readonly elapsedMs: number }
  | { readonly type: 'take-levels'; readonly run: number; readonly levels: readonly number[] }
  | { readonly type: 'take-stopping'; readonly run: number }
  | {
      readonly type: 'take-saved'
      readonly run: number
      readonly recording: Recording
      /** Why it is kept for this launch only. */
      readonly error: AppError | null
    }
  /** Its file lies somewhere else now. `error`: why it is kept for this launch only. */
  | { readonly type: 'recording-moved'; readonly recording: Recording; readonly error: AppError | null }
  /** Recordings were deleted, from wherever. */
  | { readonly type: 'recordings-deleted'; readonly ids: readonly string[] }
  | { readonly type: 'take-failed'; readonly run: number; readonly error: AppError }
  | { readonly type: 'upload-progress'; readonly run: number; readonly fraction: number }
  | { readonly type: 'requested'; readonly run: number }
  | { readonly type: 'text-grew'; readonly run: number }
  | { readonly type: 'idle-timeout'; readonly run: number }
  | { readonly type: 'exchange-ended'; readonly run: number; readonly outcome: 'done' | 'truncated' }
  | { readonly type: 'exchange-failed'; readonly run: number; readonly error: AppError }

/** What the runner has to do after a transition, in order. */
export type SessionEffect =
  | 'start-take'
  | 'pause-take'
  | 'resume-take'
  | 'stop-take'
  | 'cancel-take'
  | 'open-exchange'
  | 'close-exchange'
