// States of the session in every phase.
import type { AppError } from '../../miniprogram/core/errors'
import type {
  EndedState,
  EndReason,
  IdleState,
  RecordedState,
  RecordingState,
  SendingState,
  StreamingState,
} from '../../miniprogram/core/session/session-state'
import { recording } from './fake-services'

export interface Text {
  finished: string[]
  growing: string
}

export const logid = '1795424221037'

export const idle = (error: AppError | null = null): IdleState => ({
  phase: 'idle',
  run: 0,
  error,
  cancelled: null,
})

export const taking = (changes: Partial<RecordingState> = {}): RecordingState => ({
  phase: 'recording',
  run: 1,
  status: 'live',
  elapsedMs: 0,
  levels: [],
  silentMs: 0,
  isInterrupted: false,
  isHidden: false,
  isCancelled: false,
  previous: idle(),
  ...changes,
})

export const recorded = (error: AppError | null = null): RecordedState => ({
  phase: 'recorded',
  run: 1,
  recording,
  error,
  cancelled: null,
})

export const sending = (changes: Partial<SendingState> = {}): SendingState => ({
  phase: 'sending',
  run: 2,
  recording,
  logid,
  uploadFraction: null,
  isWaiting: false,
  requested: false,
  isReconnecting: false,
  text: { finished: [], growing: '' },
  previous: null,
  ...changes,
})

export const streaming = (text: Text, run = 2): StreamingState => ({
  phase: 'streaming',
  run,
  recording,
  logid,
  text,
  isReconnecting: false,
  kept: null,
})

export const ended = (
  reason: EndReason,
  text: Text = { finished: ['One two three.'], growing: '' },
  error: AppError | null = null,
  kept: EndedState['kept'] = null,
): EndedState => ({ phase: 'ended', run: 2, recording, logid, text, reason, error, kept, cancelled: null })
