// A take in progress, or why there is none → what the practice and the mock page show of it.
import type { AppError } from '../../core/errors'
import { unheardAfterMs } from '../../core/recording/silence'
import type { RecordingState } from '../../core/session/session-state'
import type { Messages } from '../../i18n/index'
import { sentenceForError, recoveryActionFor } from '../../i18n/sentences'
import { clockText } from '../../i18n/time'

/** The part of the session's take that is drawn. */
type Take = Pick<RecordingState, 'status' | 'isInterrupted' | 'elapsedMs' | 'levels' | 'silentMs'>

export interface TakeView {
  readonly status: Take['status']
  readonly statusLabel: string
  readonly elapsedMs: number
  readonly clock: string
  /** Heights of the live bars, in per cent. */
  readonly heights: readonly number[]
  readonly hint: string
  /** The hint says that nothing is heard. */
  readonly isUnheard: boolean
}

/** A round button below a take. */
export interface TakeControl<Act extends string = string> {
  readonly id: Act
  readonly label: string
  /** `''` is the square that ends a take. */
  readonly icon: string
  /** A WXSS class: `side` is small, `finish` and `speak` are the large one in the middle. */
  readonly look: 'side' | 'finish' | 'speak'
  /** It can do nothing now. */
  readonly isOff: boolean
  /** The number of the question that it is about; 0 if there is only one. */
  readonly question: number
}

/** Shown before the first take and between takes. */
export const noTake: Take = { status: 'paused', isInterrupted: false, elapsedMs: 0, levels: [], silentMs: 0 }

/** Why the take is paused and what to do; `live` while it is recording. */
export function hintOf({ status, isInterrupted }: Take, live: string, { words }: Messages): string {
  if (status === 'paused') return isInterrupted ? words.takeInterrupted : words.takePaused
  return status === 'live' ? live : ''
}

/**
 * @param live label while recording
 * @param hint shown unless nothing is heard
 */
export function takeViewOf(
  { status, elapsedMs, levels, silentMs }: Take,
  live: string,
  hint: string,
  { words }: Messages,
): TakeView {
  const { starting, paused, stopping } = words
  const isUnheard = status === 'live' && silentMs >= unheardAfterMs
  return {
    status,
    statusLabel: { starting, live, paused, stopping }[status],
    elapsedMs,
    clock: clockText(elapsedMs),
    heights: levels.map((level) => Math.round(level * 100)),
    hint: isUnheard ? words.unheard : hint,
    isUnheard,
  }
}

/** Why there is no take. */
export interface FailureView {
  readonly icon: string
  readonly title: string
  readonly way: string
}

export function failureViewOf(error: AppError, messages: Messages): FailureView {
  const { title, way } = sentenceForError(messages, error)
  return { icon: /^(microphone|privacy)/.test(error.code) ? 'mic-off' : 'warn', title, way }
}

/** A button that helps with a failure; `act` names an act of take-flow.ts. */
export interface Recovery {
  readonly act: 'settings' | 'phone-settings' | 'copy-problem'
  readonly label: string
  readonly icon: string
}

/** Null if the only remedy is to try again. */
export function recoveryOf(error: AppError, { words }: Messages): Recovery | null {
  switch (recoveryActionFor(error)) {
    case 'settings':
      return { act: 'settings', label: words.openSettings, icon: '' }
    case 'phone-settings':
      return { act: 'phone-settings', label: words.openPhoneSettings, icon: '' }
    case 'copy-problem':
      return { act: 'copy-problem', label: words.copyProblem, icon: 'copy' }
    default:
      return null
  }
}
