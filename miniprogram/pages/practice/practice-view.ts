// The session's state → what the practice page shows, in the student's language. A copy, without references to the state.
import type { DockButton } from '../../components/action-dock/action-dock'
import type { AppError } from '../../core/errors'
import { paceOf } from '../../core/recording/pace'
import { hasNoVoice } from '../../core/recording/silence'
import type { RecordedState, RecordingState, SessionState } from '../../core/session/session-state'
import type { Settings } from '../../core/settings'
import type { Messages } from '../../i18n/index'
import { isTooEarly, mayBeSent } from '../../i18n/sentences'
import {
  answerViewOf,
  isSavedDespite,
  type AnswerState,
  type AnswerView,
} from '../../presentation/reading/answer-view'
import {
  failureViewOf,
  hintOf,
  recoveryOf,
  takeViewOf,
  type FailureView,
  type Recovery,
  type TakeControl,
  type TakeView,
} from '../../presentation/take/take-view'

/** What the dock's buttons do. */
export type PracticeAct = 'record' | 'send' | 'stop' | 'next' | 'privacy' | Recovery['act']

/** What the controls of a take do. */
export type TakeAct = 'cancel' | 'finish' | 'pause' | 'resume'

/** Each screen lists what it shows; data of other screens may remain on the page, unseen. */
type PracticeView = Screen & {
  /** A notice offers to bring a cancelled take back. */
  readonly isCancelled: boolean
}

type Screen = {
  readonly buttons: readonly DockButton[]
  readonly controls: readonly TakeControl<TakeAct>[]
} & (
  | { readonly screen: 'idle' }
  | { readonly screen: 'failed'; readonly failure: FailureView }
  | ({ readonly screen: 'recording' } & TakeView)
  | ({ readonly screen: 'recorded'; readonly isSaved: boolean } & AnswerView)
  | ({ readonly screen: 'answer' } & AnswerView)
)

type PaceSettings = Pick<Settings, 'guideZone' | 'isPaceShown'>

export function practiceViewOf(
  state: SessionState,
  messages: Messages,
  pace: PaceSettings,
  nowMs: number,
): PracticeView {
  return {
    ...screenOf(state, messages, pace, nowMs),
    isCancelled: 'cancelled' in state && state.cancelled !== null,
  }
}

function screenOf(state: SessionState, messages: Messages, pace: PaceSettings, nowMs: number): Screen {
  const controls: Screen['controls'] = []
  switch (state.phase) {
    case 'idle':
      return state.error ? failedView(state.error, messages) : { screen: 'idle', buttons: [], controls }
    case 'recording': {
      const hint = hintOf(state, paceHint(state, messages, pace), messages)
      const take = takeViewOf(state, messages.words.recording, hint, messages)
      return { screen: 'recording', ...take, buttons: [], controls: takeControls(state, messages) }
    }
    case 'recorded': {
      const answer = answerViewOf(state, messages, pace.guideZone, nowMs)
      const buttons = recordedButtons(state, messages)
      return { screen: 'recorded', isSaved: isSavedDespite(state.error), ...answer, buttons, controls }
    }
    default: {
      const answer = answerViewOf(state, messages, pace.guideZone, nowMs)
      return { screen: 'answer', ...answer, buttons: answerButtons(state, answer, messages, nowMs), controls }
    }
  }
}

function paceHint({ elapsedMs }: RecordingState, { words }: Messages, pace: PaceSettings): string {
  const hints = { before: words.keepGoing, inside: words.inZone, past: words.pastZone }
  return pace.isPaceShown ? hints[paceOf(elapsedMs, pace.guideZone)] : ''
}

/** Until sound arrives, and once the take is being saved, nothing can be stopped: the microphone may still be refused. */
function takeControls({ status }: RecordingState, { words }: Messages): TakeControl<TakeAct>[] {
  const control = (id: TakeAct, label: string, icon: string, isOff: boolean): TakeControl<TakeAct> => ({
    ...{ id, label, icon, isOff, question: 0 },
    look: id === 'finish' ? 'finish' : 'side',
  })
  const isOff = status !== 'live' && status !== 'paused'
  return [
    control('cancel', words.cancel, 'close', status === 'stopping'),
    control('finish', words.stopRecording, '', isOff),
    status === 'paused'
      ? control('resume', words.resume, 'mic', isOff)
      : control('pause', words.pause, 'pause', isOff),
  ]
}

function failedView(error: AppError, messages: Messages): Screen {
  return {
    screen: 'failed',
    failure: failureViewOf(error, messages),
    buttons: failedButtons(error, messages),
    controls: [],
  }
}

function failedButtons(error: AppError, messages: Messages): DockButton[] {
  const { words } = messages
  const again = button('record', words.retry)
  if (error.code === 'privacy-refused') return [button('privacy', words.privacy), primary(again)]
  const recovery = recoveryButton(error, messages)
  if (!recovery) return [primary(again)]
  // WeChat does not ask again after a refusal: only its settings help
  return error.code === 'microphone-refused' ? [primary(recovery)] : [again, primary(recovery)]
}

function recoveryButton(error: AppError, messages: Messages): DockButton | null {
  const recovery = recoveryOf(error, messages)
  return recovery && button(recovery.act, recovery.label, recovery.icon)
}

function recordedButtons({ error, recording }: RecordedState, messages: Messages): DockButton[] {
  const { words } = messages
  const redo = button('record', words.redo, 'mic')
  const send = button('send', words.send, 'send')
  if (!error) return hasNoVoice(recording.levels) ? [send, primary(redo)] : [redo, primary(send)]
  return mayBeSent(error) ? [recoveryButton(error, messages) ?? redo, primary(send)] : [primary(redo)]
}

function answerButtons(
  state: AnswerState,
  { ending }: AnswerView,
  { words }: Messages,
  nowMs: number,
): DockButton[] {
  if (state.phase !== 'ended') return [button('stop', words.stop, 'stop')]
  const next = button('next', words.next)
  const again = button('send', words.again, 'redo')
  if ((ending && !state.error) || isTooEarly(state.error, nowMs)) return [again, primary(next)]
  return [next, primary(mayBeSent(state.error) ? again : button('record', words.redo, 'mic'))]
}

function button(id: PracticeAct, label: string, icon = ''): DockButton {
  return { id, label, icon, primary: false }
}

function primary(quiet: DockButton): DockButton {
  return { ...quiet, primary: true }
}
