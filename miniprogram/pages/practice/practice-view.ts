// The session's state → what the practice page shows, in the student's language. A copy, without references to the state.
import type { DockButton } from '../../components/action-dock/action-dock'
import type { AppError } from '../../core/errors'
import { takesInSitting } from '../../core/progress/takes'
import { paceOf, type GuideZone } from '../../core/recording/pace'
import { hasNoVoice } from '../../core/recording/silence'
import type { RecordedState, RecordingState, SessionState } from '../../core/session/session-state'
import { format, type Messages } from '../../i18n/index'
import { zoneLabelsOf, zoneText } from '../../i18n/pace'
import { isTooEarly, mayBeSent } from '../../i18n/sentences'
import { compareText } from '../../presentation/reading/compare'
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
import type { TakePlan } from './take-plan'

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
  | ({ readonly screen: 'recording'; readonly guideZone: GuideZone | null } & ZoneLabels & TakeView)
  | ({ readonly screen: 'recorded'; readonly isSaved: boolean } & ZoneLabels & OtherTakes & AnswerView)
  | ({ readonly screen: 'answer'; readonly sayAgainWay: string } & OtherTakes & AnswerView)
)

interface ZoneLabels {
  /** Of the take's own guide zone. */
  readonly zoneLabels: ReturnType<typeof zoneLabelsOf>
}

interface OtherTakes {
  /** The way to the takes side by side; `''` while there is only one. */
  readonly compare: string
}

interface Shown {
  readonly state: SessionState
  readonly plan: TakePlan
  /** Whether the guide zone is shown during a take. */
  readonly isPaceShown: boolean
}

export function practiceViewOf(shown: Shown, messages: Messages, nowMs: number): PracticeView {
  const { state } = shown
  return {
    ...screenOf(shown, messages, nowMs),
    isCancelled: 'cancelled' in state && state.cancelled !== null,
  }
}

function screenOf(shown: Shown, messages: Messages, nowMs: number): Screen {
  const { state, plan, isPaceShown } = shown
  const { zone } = plan.take
  const zoneLabels = zoneLabelsOf(messages.words, zone)
  const controls: Screen['controls'] = []
  switch (state.phase) {
    case 'idle':
      return state.error ? failedView(state.error, messages) : { screen: 'idle', buttons: [], controls }
    case 'recording': {
      const hint = hintOf(state, isPaceShown ? paceHint(state, plan, messages) : '', messages)
      const take = takeViewOf(state, messages.words.recording, hint, messages)
      const guideZone = isPaceShown ? zone : null
      const isTaking = { buttons: [], controls: takeControls(state, messages) }
      return { screen: 'recording', ...take, ...isTaking, guideZone, zoneLabels }
    }
    case 'recorded': {
      const answer = answerViewOf(state, messages, zone, nowMs)
      const dock = { buttons: recordedButtons(state, messages), controls }
      const isSaved = isSavedDespite(state.error)
      return {
        screen: 'recorded',
        isSaved,
        ...answer,
        ...dock,
        zoneLabels,
        compare: compareText(plan.takeCount, messages),
      }
    }
    default: {
      const answer = answerViewOf(state, messages, zone, nowMs)
      const isOver = isEnough(state, answer, nowMs)
      const dock = { buttons: answerButtons(state, isOver, plan, messages), controls }
      const hasMore = isPaceShown && !isLastTake(plan) && (isOver || state.phase !== 'ended')
      const sayAgainWay = hasMore ? sayAgainWayOf(plan, messages) : ''
      return {
        screen: 'answer',
        ...answer,
        ...dock,
        sayAgainWay,
        compare: compareText(plan.takeCount, messages),
      }
    }
  }
}

function paceHint({ elapsedMs }: RecordingState, { take }: TakePlan, { words }: Messages): string {
  const { number, zone } = take
  const sameInLess = format(words.sameInLess, { n: number, time: zoneText(words, zone) })
  const before = number > 1 ? sameInLess : words.keepGoing
  return { before, inside: words.inZone, past: words.pastZone }[paceOf(elapsedMs, zone)]
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

/** The answer has ended, and sending again would bring no more, or not yet. */
function isEnough(state: AnswerState, { ending }: AnswerView, nowMs: number): boolean {
  if (state.phase !== 'ended') return false
  return (ending !== null && !state.error) || isTooEarly(state.error, nowMs)
}

/** After an answer the same is said again, as often as the exercise asks for; then comes the next question. */
function answerButtons(
  state: AnswerState,
  isOver: boolean,
  plan: TakePlan,
  { words }: Messages,
): DockButton[] {
  if (state.phase !== 'ended') return [button('stop', words.stop, 'stop')]
  const next = button('next', words.next)
  const again = button('send', words.again, 'redo')
  if (!isOver) return [next, primary(mayBeSent(state.error) ? again : button('record', words.redo, 'mic'))]
  const sayAgain = button('record', words.sayAgain, 'mic')
  const ways = isLastTake(plan) ? [sayAgain, primary(next)] : [next, primary(sayAgain)]
  return [{ ...again, iconOnly: true }, ...ways]
}

function isLastTake({ take }: TakePlan): boolean {
  return take.number >= takesInSitting
}

function sayAgainWayOf({ next }: TakePlan, { words }: Messages): string {
  return format(words.sayAgainWay, { time: zoneText(words, next.zone) })
}

function button(id: PracticeAct, label: string, icon = ''): DockButton {
  return { id, label, icon, primary: false }
}

function primary(quiet: DockButton): DockButton {
  return { ...quiet, primary: true }
}
