// The session's state → what the practice page shows, in the reader's language. Nothing here is live: all of it is copied.
import type { DockButton } from '../../components/action-dock/action-dock'
import { hasText } from '../../core/answer/answer-text'
import type { AppError } from '../../core/errors'
import type { Recording } from '../../core/ports'
import { paceFraction, paceOf, zoneFractions } from '../../core/recording/pace'
import { isSilent, unheardAfterMs } from '../../core/recording/silence'
import type {
  EndedState,
  RecordedState,
  RecordingState,
  SendingState,
  SessionState,
} from '../../core/session/session-state'
import type { Settings } from '../../core/settings'
import { format, type Messages } from '../../i18n/index'
import { isTakeError, sentenceForEnd, sentenceForError, recoveryActionFor } from '../../i18n/sentences'
import { clockText, wholeSeconds } from '../../i18n/time'
import { countWords } from '../../presentation/reading/count-words'

/** What a button does; the page has a handler for each. */
export type Intent =
  'record' | 'send' | 'stop' | 'next' | 'settings' | 'phone-settings' | 'privacy' | 'copy-problem'

export interface PracticeView {
  screen: 'idle' | 'failed' | 'recording' | 'recorded' | 'answer'
  buttons: readonly DockButton[]
  /** `failed`: why there is no recording. */
  failure: { icon: string; title: string; way: string }
  /** `recording` */
  status: RecordingState['status']
  statusLabel: string
  elapsedMs: number
  clock: string
  /** Heights of the live bars, per cent. */
  heights: readonly number[]
  hint: string
  /** The hint says that nobody is heard. */
  isUnheard: boolean
  /** `recorded` and `answer` */
  levels: readonly number[]
  durationMs: number
  /** `recorded`: the take outlasts this launch. */
  isSaved: boolean
  spoke: string
  pace: string
  track: { start: number; end: number; at: number; inside: boolean }
  /** `''`, or what is being waited for. */
  progress: string
  isGrowing: boolean
  hasText: boolean
  /** The line below an answer that ended as it should, or as the student wished. */
  ending: { icon: string; label: string } | null
  notice: { heading: string; body: string; logid: string } | null
}

const emptyView: PracticeView = {
  screen: 'idle',
  buttons: [],
  failure: { icon: '', title: '', way: '' },
  status: 'starting',
  statusLabel: '',
  elapsedMs: 0,
  clock: clockText(0),
  heights: [],
  hint: '',
  isUnheard: false,
  levels: [],
  durationMs: 0,
  isSaved: false,
  spoke: '',
  pace: '',
  track: { start: 0, end: 0, at: 0, inside: false },
  progress: '',
  isGrowing: false,
  hasText: false,
  ending: null,
  notice: null,
}

export type PaceSettings = Pick<Settings, 'guideZone' | 'isPaceShown'>

export function viewOf(state: SessionState, messages: Messages, pace: PaceSettings): PracticeView {
  switch (state.phase) {
    case 'idle':
      return state.error ? failedView(state.error, messages) : emptyView
    case 'recording':
      return { ...emptyView, ...recordingView(state, messages, pace) }
    case 'recorded':
      return { ...emptyView, ...takeView(state.recording, messages, pace), ...recordedView(state, messages) }
    case 'sending':
      return { ...emptyView, ...takeView(state.recording, messages, pace), ...sendingView(state, messages) }
    case 'streaming':
      return {
        ...emptyView,
        ...takeView(state.recording, messages, pace),
        screen: 'answer',
        progress: messages.words.writing,
        isGrowing: true,
        hasText: true,
        buttons: [stopButton(messages)],
      }
    case 'ended':
      return { ...emptyView, ...takeView(state.recording, messages, pace), ...endedView(state, messages) }
  }
}

function failedView(error: AppError, messages: Messages): PracticeView {
  const { title, way } = sentenceForError(messages, error)
  const icon = /^(microphone|privacy)/.test(error.code) ? 'mic-off' : 'warn'
  return {
    ...emptyView,
    screen: 'failed',
    failure: { icon, title, way },
    buttons: failedButtons(error, messages),
  }
}

function failedButtons(error: AppError, messages: Messages): DockButton[] {
  const again = button('record', messages.words.retry, '')
  const out = outButton(error, messages)
  if (error.code === 'privacy-refused') return [button('privacy', messages.words.privacy, ''), primary(again)]
  if (!out) return [primary(again)]
  // WeChat never asks again what was refused: only its settings help
  return error.code === 'microphone-refused' ? [primary(out)] : [again, primary(out)]
}

/** Leads out of a refusal; null where trying again is all that there is. */
function outButton(error: AppError, { words }: Messages): DockButton | null {
  switch (recoveryActionFor(error)) {
    case 'settings':
      return button('settings', words.openSettings, '')
    case 'phone-settings':
      return button('phone-settings', words.openPhoneSettings, '')
    case 'copy-problem':
      return button('copy-problem', words.copyProblem, 'copy')
    default:
      return null
  }
}

function recordingView(
  state: RecordingState,
  { words }: Messages,
  { guideZone, isPaceShown }: PaceSettings,
): Partial<PracticeView> {
  const { status, elapsedMs, levels } = state
  const isUnheard = status === 'live' && state.silentMs >= unheardAfterMs
  const statusLabels = {
    starting: words.starting,
    live: words.recording,
    paused: words.paused,
    stopping: words.stopping,
  }
  const hints = { before: words.keepGoing, inside: words.inZone, past: words.pastZone }
  return {
    screen: 'recording',
    status,
    statusLabel: statusLabels[status],
    elapsedMs,
    clock: clockText(elapsedMs),
    heights: levels.map((level) => Math.round(level * 100)),
    isUnheard,
    hint: isUnheard
      ? words.unheard
      : status === 'starting' || !isPaceShown
        ? ''
        : hints[paceOf(elapsedMs, guideZone)],
  }
}

function takeView(
  { levels, durationMs }: Recording,
  { words }: Messages,
  { guideZone }: PaceSettings,
): Partial<PracticeView> {
  const paces = { before: words.spokeShort, inside: words.spokeInZone, past: words.spokeLong }
  const pace = paceOf(durationMs, guideZone)
  return {
    levels,
    durationMs,
    spoke: format(words.spoke, { n: wholeSeconds(durationMs) }),
    pace: paces[pace],
    track: {
      ...zoneFractions(guideZone),
      at: paceFraction(durationMs, guideZone),
      inside: pace === 'inside',
    },
  }
}

function recordedView({ error, recording }: RecordedState, messages: Messages): Partial<PracticeView> {
  const { words } = messages
  const redo = button('record', words.redo, 'mic')
  const send = button('send', words.send, 'send')
  if (!error && isSilent(recording.levels)) {
    const notice = { heading: words.silentTitle, body: words.silentWay, logid: '' }
    return { screen: 'recorded', isSaved: true, notice, buttons: [send, primary(redo)] }
  }
  if (!error) return { screen: 'recorded', isSaved: true, buttons: [redo, primary(send)] }
  const action = recoveryActionFor(error)
  const canSend = action === 'send' || isTakeError(error.code)
  const other = outButton(error, messages) ?? redo
  return {
    screen: 'recorded',
    isSaved: isSavedDespite(error),
    notice: { ...noticeFor(error, messages), logid: '' },
    buttons: canSend ? [other, primary(send)] : [primary(redo)],
  }
}

/** What failed was not the keeping of the take. */
function isSavedDespite({ code }: AppError): boolean {
  return code !== 'storage-full' && code !== 'recording-unkept' && code !== 'recording-unreadable'
}

function noticeFor(error: AppError, messages: Messages): { heading: string; body: string } {
  const { title, way } = sentenceForError(messages, error)
  // kept for this launch alone, which the way on says
  const kept = isSavedDespite(error) ? [messages.words.recordingKept] : []
  return { heading: title, body: join(messages, ...kept, way) }
}

function sendingView(state: SendingState, messages: Messages): Partial<PracticeView> {
  const { words } = messages
  const { uploadFraction, requested, previous } = state
  const uploading =
    uploadFraction === null ? words.sending : format(words.uploading, { n: Math.floor(uploadFraction * 100) })
  return {
    screen: 'answer',
    progress: requested ? words.writing : uploading,
    hasText: previous !== null && hasText(previous.text),
    buttons: [stopButton(messages)],
  }
}

function endedView(state: EndedState, messages: Messages): Partial<PracticeView> {
  const { words } = messages
  const { reason, error, text, logid } = state
  const next = button('next', words.next, '')
  const again = button('send', words.again, 'redo')
  const common = { screen: 'answer', hasText: hasText(text), ending: endingOf(state, messages) } as const
  if (common.ending && !error) return { ...common, buttons: [again, primary(next)] }
  const { title, way } = sentenceForEnd(messages, reason, error)
  const kept = hasText(text) ? words.answerKept : words.recordingKept
  return {
    ...common,
    notice: {
      heading: title,
      body: join(messages, kept, way),
      // with an ending, the error is that of a later attempt, which never had an id of its own
      logid: common.ending || reason === 'stopped' ? '' : logid,
    },
    buttons: [next, error && !isTakeError(error.code) ? wayButton(error, messages) : primary(again)],
  }
}

function endingOf({ reason, text }: EndedState, { words, reasons }: Messages): PracticeView['ending'] {
  if (reason === 'done') return { icon: 'check', label: format(words.complete, { n: countWords(text) }) }
  if (reason !== 'stopped' || !hasText(text)) return null
  return { icon: 'stop', label: `${reasons.stopped.title} · ${words.answerKept}` }
}

function wayButton(error: AppError, { words }: Messages): DockButton {
  const mayHelp = recoveryActionFor(error) === 'send'
  return primary(mayHelp ? button('send', words.again, 'redo') : button('record', words.redo, 'mic'))
}

function stopButton({ words }: Messages): DockButton {
  return button('stop', words.stop, 'stop')
}

function button(id: Intent, label: string, icon: string): DockButton {
  return { id, label, icon, primary: false }
}

function primary(quiet: DockButton): DockButton {
  return { ...quiet, primary: true }
}

/** One running text: the line breaks are those of the page of a failure. */
function join({ sentenceSpace }: Messages, ...sentences: readonly string[]): string {
  return sentences.join(sentenceSpace).replace(/\n/g, sentenceSpace)
}
