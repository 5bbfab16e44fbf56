// When the student spoke and paused → what a page says of it, in the student's language: times, never a mark.
import {
  lengthMs,
  longestPause,
  meanRunMs,
  spokenShare,
  type Pause,
  type Speech,
} from '../../core/recording/speech'
import { format, type Messages } from '../../i18n/index'
import { clockText } from '../../i18n/time'

export interface SpeechView {
  /** What matters most; or why nothing can be told. */
  readonly line: string
  /** Behind a tap on the line; empty if there is nothing more to say. */
  readonly rows: readonly { readonly name: string; readonly value: string }[]
  /** For the player. */
  readonly pauses: readonly Pause[]
  /** The longest of them, in their order, to be heard. */
  readonly longest: readonly PauseView[]
}

interface PauseView {
  readonly startMs: number
  /** Where it is, and how long. */
  readonly text: string
  /** For screen readers. */
  readonly label: string
}

/** A pause is played from this long before it: enough to hear where in a sentence it is. */
export const beforePauseMs = 1_000

/** As many as fit on a small phone without scrolling; all are marked in the player. */
const listedMax = 6

/** Softer than every ordinary recording that was measured (docs/speech.md): the softest is at -43 dB. */
const softDb = -45

/** @param speech undefined if the recording was made before its pauses were looked for; then nothing is known */
export function speechViewOf(speech: Speech | null | undefined, { words }: Messages): SpeechView {
  if (!speech) {
    const line = speech === null ? words.speechUnclear : words.speechUnknown
    return { line, rows: [], pauses: [], longest: [] }
  }
  const { pauses } = speech
  return {
    line: `${firstWordText(speech, words)} · ${pausesText(speech, words)}`,
    rows: rowsOf(speech, words),
    pauses,
    longest: longestOf(pauses).map((pause) => pauseView(pause, words)),
  }
}

/** To a tenth, which is what can be heard. */
export function secondsText(timeMs: number): string {
  return (timeMs / 1000).toFixed(1)
}

function firstWordText({ firstWordMs }: Speech, words: Messages['words']): string {
  const n = secondsText(firstWordMs)
  return n === '0.0' ? words.firstWordAtOnce : format(words.firstWordAfter, { n })
}

function pausesText(speech: Speech, words: Messages['words']): string {
  const longest = longestPause(speech)
  if (!longest) return words.noPauses
  return format(words.pausesAndLongest, { n: speech.pauses.length, s: secondsText(lengthMs(longest)) })
}

function rowsOf(speech: Speech, words: Messages['words']): SpeechView['rows'] {
  const seconds = (timeMs: number): string => format(words.seconds, { n: secondsText(timeMs) })
  const longest = longestPause(speech)
  const place = longest && { s: secondsText(lengthMs(longest)), t: clockText(longest.startMs) }
  return [
    { name: words.firstWord, value: seconds(speech.firstWordMs) },
    { name: words.spokenShare, value: percentText(spokenShare(speech)) },
    { name: words.pauseCount, value: String(speech.pauses.length) },
    ...(place ? [{ name: words.longestPause, value: format(words.longestPauseAt, place) }] : []),
    { name: words.meanRun, value: format(words.onAverage, { n: secondsText(meanRunMs(speech)) }) },
    ...(speech.levelDb < softDb ? [{ name: words.voice, value: words.voiceSoft }] : []),
  ]
}

export function percentText(share: number): string {
  return `${Math.round(share * 100)}%`
}

function longestOf(pauses: readonly Pause[]): readonly Pause[] {
  const longest = [...pauses].sort((one, other) => lengthMs(other) - lengthMs(one)).slice(0, listedMax)
  return pauses.filter((pause) => longest.includes(pause))
}

function pauseView(pause: Pause, words: Messages['words']): PauseView {
  const at = clockText(pause.startMs)
  const s = secondsText(lengthMs(pause))
  return {
    startMs: pause.startMs,
    text: `${at} · ${format(words.seconds, { n: s })}`,
    label: format(words.hearPause, { s, t: at }),
  }
}
