// An attempt and the state of its session → what the attempt page shows, in the reader's language.
import type { DockButton } from '../../components/action-dock/action-dock'
import type { Attempt } from '../../core/attempts/attempt'
import type { GuideZone } from '../../core/recording/pace'
import type { Messages } from '../../i18n/index'
import { recoveryActionFor } from '../../i18n/sentences'
import { answerViewOf, type AnswerState, type AnswerView } from '../../presentation/reading/answer-view'

/** What a button of the dock does. */
export type AttemptAct = 'delete' | 'send' | 'speak' | 'stop'

export type AttemptView = AnswerView & {
  readonly screen: 'answer'
  readonly buttons: readonly DockButton<AttemptAct>[]
}

/** @param isLost its audio should be there, and is not */
export function attemptViewOf(
  attempt: Attempt,
  state: AnswerState,
  messages: Messages,
  guideZone: GuideZone,
  isLost: boolean,
): AttemptView {
  const answer = answerViewOf(state, messages, guideZone)
  const { answerSaved } = messages.words
  const hasAudio = attempt.recording !== null && !isLost
  return {
    ...answer,
    screen: 'answer',
    notice: hasAudio
      ? answer.notice
      : silentNoticeOf(attempt, answer.notice, answer.hasText ? answerSaved : ''),
    buttons: buttonsFor(attempt, hasAudio, state, messages),
  }
}

/** What cannot be sent again is not offered to be; what was never sent has not failed. */
function silentNoticeOf(
  { status }: Attempt,
  notice: AttemptView['notice'],
  body: string,
): AttemptView['notice'] {
  return notice && status !== 'recorded' ? { ...notice, body } : null
}

function buttonsFor(
  attempt: Attempt,
  hasAudio: boolean,
  state: AnswerState,
  { words }: Messages,
): DockButton<AttemptAct>[] {
  if (state.phase === 'sending' || state.phase === 'streaming') {
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
  const speak: DockButton<AttemptAct> = { id: 'speak', label: words.speakAgain, icon: 'mic', primary: false }
  const ways = [...(hasAudio ? [send] : []), ...(attempt.question ? [speak] : [])]
  const best = hasAudio && wantsSending(state) ? send : speak
  const rest = ways.filter((way) => way !== best)
  return [erase, ...rest, ...(ways.includes(best) ? [{ ...best, primary: true }] : [])]
}

/** The answer is missing, or not whole, and the same recording may bring it. */
function wantsSending(state: AnswerState): boolean {
  if (state.phase !== 'recorded' && state.phase !== 'ended') return false
  if (state.phase === 'ended' && (state.reason === 'done' || state.reason === 'stopped')) return false
  return !state.error || recoveryActionFor(state.error) === 'send' || state.error.code === 'storage-full'
}
