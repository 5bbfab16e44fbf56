// A session with a recording → what its page shows of the recording and the answer, in the student's language.
import { hasText, type AnswerText } from '../../core/answer/answer-text'
import { isLabelled, partsOf } from '../../core/answer/parts'
import type { AppError } from '../../core/errors'
import { paceOf, type GuideZone } from '../../core/recording/pace'
import { hasNoVoice } from '../../core/recording/silence'
import { answerToRead } from '../../core/session/kept-answer'
import type {
  EndedState,
  IdleState,
  RecordedState,
  RecordingState,
  SendingState,
  SessionState,
} from '../../core/session/session-state'
import { format, type Messages } from '../../i18n/index'
import { mayBeKnown, sentenceForEnd, sentenceForError } from '../../i18n/sentences'
import { wholeSeconds } from '../../i18n/time'
import { trackOf, type TrackView } from '../track'
import { countWords } from './count-words'
import { sentencesIn } from './sentences'
import { speechViewOf, type SpeechView } from './speech-view'
import { textOf } from './text-of'

/** The states that have a recording. */
export type AnswerState = Exclude<SessionState, IdleState | RecordingState>

export interface AnswerView {
  readonly levels: readonly number[]
  readonly durationMs: number
  /** Null if there is nothing to say, as nobody speaks in it. */
  readonly speech: SpeechView | null
  readonly spoke: string
  readonly pace: string
  readonly track: TrackView
  /** What the page is waiting for; `''` for nothing. */
  readonly progress: string
  /** The same for screen readers, which read it each time it changes: without figures. */
  readonly stage: string
  /** Null unless the page waits for the first text. */
  readonly waiting: WaitingStage | null
  readonly isGrowing: boolean
  readonly hasText: boolean
  /** The answer has ended with sentences that can be kept. */
  readonly hasSentences: boolean
  /** The line below an answer that is complete, or that the student stopped last. */
  readonly ending: { readonly icon: string; readonly label: string } | null
  readonly notice: Notice | null
}

/** Where an exchange is before its first text: behind another answer, on its way, or with the service. */
export type WaitingStage = 'line' | 'send' | 'listen'

interface Notice {
  readonly heading: string
  readonly body: string
  /** `''` if the service cannot know of it. */
  readonly logid: string
}

export function answerViewOf(
  state: AnswerState,
  messages: Messages,
  guideZone: GuideZone,
  nowMs: number,
): AnswerView {
  const { words } = messages
  const { levels, durationMs, speech } = state.recording
  const paces = { before: words.spokeShort, inside: words.spokeInZone, past: words.spokeLong }
  const text = textOf(state)
  return {
    levels,
    durationMs,
    speech: hasNoVoice(levels) ? null : speechViewOf(speech, messages),
    spoke: format(words.spoke, { n: wholeSeconds(durationMs) }),
    pace: paces[paceOf(durationMs, guideZone)],
    track: trackOf(durationMs, guideZone),
    progress: progressOf(state, messages),
    stage: stageOf(state, messages),
    waiting: state.phase === 'sending' ? waitingStageOf(state) : null,
    isGrowing: state.phase === 'streaming',
    hasText: state.phase === 'streaming' || (text !== null && hasText(text)),
    hasSentences: state.phase === 'ended' && text !== null && sentencesIn(text).length > 0,
    ending: state.phase === 'ended' ? endingOf(state, messages) : null,
    notice: noticeOf(state, messages, nowMs),
  }
}

/** The recording is saved: `error` is not about saving it. */
export function isSavedDespite(error: AppError | null): boolean {
  const { code } = error ?? {}
  return code !== 'storage-full' && code !== 'recording-unkept' && code !== 'recording-unreadable'
}

function waitingStageOf({ isWaiting, requested }: SendingState): WaitingStage {
  if (isWaiting) return 'line'
  return requested ? 'listen' : 'send'
}

function stageOf(state: AnswerState, { words }: Messages): string {
  if (state.phase !== 'sending' && state.phase !== 'streaming') return ''
  if (state.isReconnecting) return words.reconnecting
  if (state.phase === 'streaming') return words.writing
  return { line: words.inLine, send: words.sending, listen: words.listening }[waitingStageOf(state)]
}

function progressOf(state: AnswerState, messages: Messages): string {
  if (state.phase !== 'sending' || state.uploadFraction === null) return stageOf(state, messages)
  return format(messages.words.uploading, { n: Math.floor(state.uploadFraction * 100) })
}

function noticeOf(state: AnswerState, messages: Messages, nowMs: number): Notice | null {
  if (state.phase === 'recorded') return recordedNotice(state, messages)
  return state.phase === 'ended' ? endedNotice(state, messages, nowMs) : null
}

function recordedNotice({ error, recording }: RecordedState, messages: Messages): Notice | null {
  const { words } = messages
  if (error) {
    const { title, way } = sentenceForError(messages, error)
    // for a recording that is not saved, `way` says how long it is available
    const kept = isSavedDespite(error) ? [words.recordingSaved] : []
    return { heading: title, body: join(messages, ...kept, way), logid: '' }
  }
  return hasNoVoice(recording.levels)
    ? { heading: words.silentTitle, body: words.silentWay, logid: '' }
    : null
}

/** About the latest exchange, also while the answer of an earlier one is shown. */
function endedNotice(state: EndedState, messages: Messages, nowMs: number): Notice | null {
  const { reason, error, logid, kept } = state
  if (!kept && !error && endingOf(state, messages)) return null
  const { title, way } = sentenceForEnd(messages, reason, error, nowMs)
  // with a complete answer on the page, there is no need to send again after a stop
  const isEnough = reason === 'stopped' && kept?.reason === 'done'
  return {
    heading: title,
    body: join(messages, savedSentence(state, messages), ...(isEnough ? [] : [way])),
    logid: (error ? mayBeKnown(error) : reason !== 'stopped') ? logid : '',
  }
}

/** What has been kept of the answer. */
export function savedSentence(state: EndedState, { words }: Messages): string {
  if (state.kept?.reason === 'done') return words.completeKept
  return hasText(answerToRead(state).text) ? words.answerSaved : words.recordingSaved
}

function endingOf(state: EndedState, { words, reasons }: Messages): AnswerView['ending'] {
  const { reason, text } = answerToRead(state)
  if (reason === 'done') return { icon: 'check', label: completeLabel(text, words) }
  if (state.kept || reason !== 'stopped' || !hasText(text)) return null
  return { icon: 'stop', label: `${reasons.stopped.title} · ${words.answerSaved}` }
}

/** Counts what the student would say: neither a transcript nor notes. */
function completeLabel(text: AnswerText, words: Messages['words']): string {
  const role = isLabelled(text) ? 'better' : 'plain'
  const said = partsOf(text).filter((part) => part.role === role)
  return said.length === 0
    ? words.whole
    : format(words.complete, { n: countWords(said.map((part) => part.text)) })
}

/** One paragraph: the texts' line breaks are meant for the failure screen. */
function join({ sentenceSpace }: Messages, ...sentences: readonly string[]): string {
  return sentences.join(sentenceSpace).replace(/\n/g, sentenceSpace)
}
