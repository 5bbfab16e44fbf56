// A timeline → the states that the session goes through when the same events happen again.
import type { AnswerOutcome } from '../../../miniprogram/core/answer/answer-stream'
import { AppError, type ErrorCode } from '../../../miniprogram/core/errors'
import { nameOf } from '../../../miniprogram/core/diagnostics/run-trace'
import type { RunTrace, TraceStep } from '../../../miniprogram/core/diagnostics/run-trace'
import { spokenMinMs, transition } from '../../../miniprogram/core/session/practice-session'
import type { EndReason, SessionEvent, SessionState } from '../../../miniprogram/core/session/session-state'
import { someRecording } from '../../fakes/fake-recorder'

const text = { finished: [], growing: '' }

export function replay({ from, steps }: RunTrace): string[] {
  let state = stateNamed(from)
  return steps.map((step) => {
    // a timeline does not say how long the take was, except by what became of it
    if (step.event === 'cancel' && step.state === 'recording/stopping') {
      state = transition(state, {
        type: 'take-elapsed',
        run: state.run,
        elapsedMs: spokenMinMs,
        levels: [],
      }).state
    }
    const event = eventOf(step, state.run)
    if (event) state = transition(state, event).state
    return nameOf(state)
  })
}

function stateNamed(name: string): SessionState {
  const [phase, reason] = name.split('/')
  const common = { run: 7, recording: someRecording, error: null, cancelled: null }
  if (phase === 'idle') return { phase, run: 7, error: null, cancelled: null }
  if (phase === 'recorded') return { phase, ...common }
  return { phase: 'ended', ...common, logid: '1', text, reason: reason as EndReason, kept: null }
}

function eventOf({ event, detail = '' }: TraceStep, run: number): SessionEvent | null {
  const error =
    detail === ''
      ? null
      : new AppError(detail.split(' ')[0] as ErrorCode, { isUnsent: detail.endsWith(' unsent') })
  switch (event) {
    case 'recordings-deleted':
      return { type: event, ids: [someRecording.id] }
    case 'recording-moved':
      return { type: event, recording: someRecording, error }
    case 'send':
      return { type: event, logid: '1', text }
    case 'take-elapsed':
      return { type: event, run, elapsedMs: 0, levels: [] }
    case 'take-saved':
      return { type: event, run, recording: someRecording, error }
    case 'take-failed':
    case 'exchange-failed':
    case 'connection-lost':
      return { type: event, run, error: error ?? new AppError('network') }
    case 'upload-progress':
      return { type: event, run, fraction: 0 }
    case 'exchange-ended':
      return { type: event, run, outcome: detail as AnswerOutcome }
    case 'take-paused':
      return { type: event, run, isInterrupted: false }
    case 'take-started':
    case 'take-resumed':
    case 'take-stopping':
    case 'exchange-waiting':
    case 'exchange-begun':
    case 'requested':
    case 'text-grew':
    case 'asked-again':
    case 'reconnected':
    case 'idle-timeout':
      return { type: event, run }
    default:
      return { type: event }
  }
}
