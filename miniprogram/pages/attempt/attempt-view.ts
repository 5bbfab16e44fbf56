// An attempt and its session's state → what the attempt page shows, in the student's language.
import type { DockButton } from '../../components/action-dock/action-dock'
import { statusOf, type Attempt, type AttemptAnswer } from '../../core/attempts/attempt'
import type { GuideZone } from '../../core/recording/pace'
import type { Speech } from '../../core/recording/speech'
import { answerToRead } from '../../core/session/kept-answer'
import { isAnswering } from '../../core/session/session-state'
import { format, type Messages } from '../../i18n/index'
import { isTooEarly, recoveryActionFor } from '../../i18n/sentences'
import { compareText } from '../../presentation/reading/compare'
import { answerViewOf, type AnswerState, type AnswerView } from '../../presentation/reading/answer-view'
import { speechViewOf, type SpeechView } from '../../presentation/reading/speech-view'

/** What the dock's buttons do. */
export type AttemptAct = 'delete' | 'send' | 'speak' | 'stop'

/** One of several answers, to be chosen. */
interface AnswerChoice {
  readonly name: string
  readonly state: string
  readonly isChosen: boolean
}

type AttemptView = AnswerView & {
  readonly screen: 'answer'
  readonly buttons: readonly DockButton<AttemptAct>[]
  /** The way to the takes of its question; `''` while there is only one. */
  readonly compare: string
}

interface ShownAttempt {
  readonly attempt: Attempt
  readonly state: AnswerState
  /** The same, or as if the answer that the student chose were the only one. */
  readonly chosen: AnswerState
  /** The phone has lost its audio. */
  readonly isLost: boolean
  /** When the student speaks in it; undefined if that is not known. */
  readonly speech: Speech | null | undefined
  /** It is about to be known. */
  readonly isMeasuring: boolean
  /** Of its question. */
  readonly takeCount: number
}

export function attemptViewOf(
  { attempt, state, chosen, isLost, speech, isMeasuring, takeCount }: ShownAttempt,
  messages: Messages,
  guideZone: GuideZone,
  nowMs: number,
): AttemptView {
  const answer = answerViewOf(chosen, messages, guideZone, nowMs)
  const { answerSaved } = messages.words
  const hasAudio = attempt.recording !== null && !isLost
  return {
    ...answer,
    speech: isMeasuring ? null : playable(speechViewOf(speech, messages), hasAudio),
    screen: 'answer',
    compare: compareText(takeCount, messages),
    notice: hasAudio
      ? answer.notice
      : noticeWithoutAudio(attempt, answer.notice, answer.hasText ? answerSaved : ''),
    buttons: buttonsFor(attempt, hasAudio, state, messages, nowMs),
  }
}

/** What has no sound cannot be heard. */
function playable(speech: SpeechView, hasAudio: boolean): SpeechView {
  return hasAudio ? speech : { ...speech, longest: [] }
}

/** Null while there is only one. */
export function choicesOf(
  answers: readonly AttemptAnswer[],
  chosen: AttemptAnswer | null,
  { words }: Messages,
): readonly AnswerChoice[] | null {
  if (answers.length < 2) return null
  return answers.map((answer, index) => ({
    name: format(words.answerNumber, { n: index + 1 }),
    state: answer.status === 'done' ? words.whole : words.partial,
    isChosen: answer === chosen,
  }))
}

/** Without audio nothing can be sent again, so the notice must not suggest it; an attempt that was never sent has none. */
function noticeWithoutAudio(
  attempt: Attempt,
  notice: AttemptView['notice'],
  body: string,
): AttemptView['notice'] {
  return notice && statusOf(attempt) !== 'recorded' ? { ...notice, body } : null
}

function buttonsFor(
  attempt: Attempt,
  hasAudio: boolean,
  state: AnswerState,
  { words }: Messages,
  nowMs: number,
): DockButton<AttemptAct>[] {
  if (isAnswering(state)) {
    return [{ id: 'stop', label: words.stop, icon: 'stop', primary: false }]
  }
  const erase: DockButton<AttemptAct> = {
    id: 'delete',
    label: words.delete,
    icon: 'trash',
    primary: false,
    iconOnly: true,
  }
  const send: DockButton<AttemptAct> =
    state.phase === 'recorded'
      ? { id: 'send', label: words.send, icon: 'send', primary: false }
      : { id: 'send', label: words.again, icon: 'redo', primary: false }
  const speak: DockButton<AttemptAct> = { id: 'speak', label: words.sayAgain, icon: 'mic', primary: false }
  const actions = [...(hasAudio ? [send] : []), ...(attempt.question ? [speak] : [])]
  const best = hasAudio && shouldSend(state, nowMs) ? send : speak
  const rest = actions.filter((action) => action !== best)
  return [erase, ...rest, ...(actions.includes(best) ? [{ ...best, primary: true }] : [])]
}

/** The answer is missing or incomplete, and sending the same recording may get it. */
function shouldSend(state: AnswerState, nowMs: number): boolean {
  if (state.phase !== 'recorded' && state.phase !== 'ended') return false
  if (state.phase === 'ended' && (state.reason === 'stopped' || answerToRead(state).reason === 'done'))
    return false
  if (isTooEarly(state.error, nowMs)) return false
  return !state.error || recoveryActionFor(state.error) === 'send' || state.error.code === 'storage-full'
}
