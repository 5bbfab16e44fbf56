// The takes of a question → what the page shows of them side by side, in the student's language: differences, no verdicts.
import type { Attempt } from '../../core/attempts/attempt'
import {
  lengthMs,
  longestPause,
  meanRunMs,
  spokenShare,
  type Pause,
  type Speech,
} from '../../core/recording/speech'
import { dayText, timeOfDayText } from '../../i18n/day'
import { format, type Messages } from '../../i18n/index'
import { speechViewOf } from '../../presentation/reading/speech-view'

export interface ShownTake {
  readonly attempt: Attempt
  /** From 1, of all that the question has. */
  readonly number: number
  /** Undefined if it is not known. */
  readonly speech: Speech | null | undefined
  /** The phone has lost its audio. */
  readonly isLost: boolean
}

/** A take as a track, as long as it is among those beside it. */
interface TrackView {
  readonly id: string
  readonly name: string
  readonly when: string
  readonly playLabel: string
  readonly pauseLabel: string
  readonly levels: readonly number[]
  readonly durationMs: number
  readonly pauses: readonly Pause[]
  readonly share: number
  /** Why it cannot be heard; `''` if it can. */
  readonly silent: string
  /** Why nothing is known of its pauses; `''` if that is known. */
  readonly unknown: string
}

interface CellView {
  /** Of the take. */
  readonly id: string
  readonly value: string
  /** Since the take to its left; `''` if there is nothing to compare. */
  readonly change: string
  /** For screen readers. */
  readonly label: string
}

export interface GroupView {
  /** That of its first take. */
  readonly id: string
  readonly tracks: readonly TrackView[]
  readonly rows: readonly { readonly name: string; readonly cells: readonly CellView[] }[]
}

/** As many columns as fit on a small phone. */
export const takesBesideEachOther = 3

/** The newest takes first, in groups of three; in a group the oldest first. */
export function groupsOf(takes: readonly ShownTake[], messages: Messages, nowMs: number): GroupView[] {
  const groups: GroupView[] = []
  for (let end = takes.length; end > 0; end -= takesBesideEachOther) {
    groups.push(groupOf(takes.slice(Math.max(0, end - takesBesideEachOther), end), messages, nowMs))
  }
  return groups
}

function groupOf(takes: readonly ShownTake[], messages: Messages, nowMs: number): GroupView {
  const longestMs = Math.max(...takes.map(({ attempt }) => attempt.durationMs), 1)
  return {
    id: takes[0]?.attempt.id ?? '',
    tracks: takes.map((take) => trackViewOf(take, longestMs, messages, nowMs)),
    rows: measuresOf(messages).map(({ name, ...measure }) => ({
      name,
      cells: takes.map((take, at) => cellOf(take, takes[at - 1], { name, ...measure }, messages)),
    })),
  }
}

function trackViewOf(take: ShownTake, longestMs: number, messages: Messages, nowMs: number): TrackView {
  const { words, labelColon } = messages
  const { attempt, speech, isLost } = take
  const name = nameOf(take, messages)
  const { id, createdAtMs, durationMs, recording } = attempt
  const { line, pauses } = speechViewOf(speech, messages)
  return {
    ...{ id, name, durationMs, pauses },
    playLabel: `${words.play}${labelColon}${name}`,
    pauseLabel: `${words.pausePlayback}${labelColon}${name}`,
    when: `${dayText(messages, createdAtMs, nowMs)} ${timeOfDayText(createdAtMs)}`,
    levels: recording?.levels ?? [],
    share: Math.round((durationMs / longestMs) * 100) / 100,
    silent: recording ? (isLost ? words.audioLost : '') : words.audioGone,
    unknown: speech ? '' : line,
  }
}

function nameOf({ number }: ShownTake, { words }: Messages): string {
  return format(words.takeNumber, { n: number })
}

/** One thing that takes are compared by: in its unit, rounded as it is shown, so that differences are those that are seen. */
interface Measure {
  readonly name: string
  /** A smaller difference may be an error: docs/speech.md. */
  readonly least: number
  /** Null if it is not known. */
  of(take: ShownTake): number | null
  text(value: number): string
  less(by: number): string
  more(by: number): string
}

function measuresOf({ words }: Messages): readonly Measure[] {
  const tenths = (timeMs: number): number => Math.round(timeMs / 100)
  const seconds = (n: number): string => (n / 10).toFixed(1)
  const spoken =
    (of: (speech: Speech) => number): Measure['of'] =>
    ({ speech }) =>
      speech ? of(speech) : null
  const inSeconds = (less: string, more: string) => ({
    text: (n: number) => format(words.seconds, { n: seconds(n) }),
    less: (n: number) => format(less, { n: seconds(n) }),
    more: (n: number) => format(more, { n: seconds(n) }),
  })
  const inWhole = (text: string, less: string, more: string) => ({
    text: (n: number) => format(text, { n }),
    less: (n: number) => format(less, { n }),
    more: (n: number) => format(more, { n }),
  })
  const shorterOrLonger = inSeconds(words.shorterBy, words.longerBy)
  return [
    {
      ...{ name: words.firstWord, least: 2, of: spoken(({ firstWordMs }) => tenths(firstWordMs)) },
      ...inSeconds(words.earlierBy, words.laterBy),
    },
    {
      ...{ name: words.longestPause, least: 2, of: spoken((speech) => tenths(longestMsOf(speech))) },
      ...shorterOrLonger,
    },
    {
      ...{ name: words.pauseCount, least: 1, of: spoken(({ pauses }) => pauses.length) },
      ...inWhole('{n}', words.fewerBy, words.moreBy),
    },
    {
      ...{ name: words.meanRun, least: 2, of: spoken((speech) => tenths(meanRunMs(speech))) },
      ...shorterOrLonger,
    },
    {
      ...{ name: words.spokenShare, least: 3, of: spoken((speech) => Math.round(spokenShare(speech) * 100)) },
      ...inWhole('{n}%', words.pointsLess, words.pointsMore),
    },
    {
      ...{ name: words.takeLength, least: 1, of: ({ attempt }) => tenths(attempt.durationMs) },
      ...shorterOrLonger,
    },
  ]
}

function longestMsOf(speech: Speech): number {
  const longest = longestPause(speech)
  return longest ? lengthMs(longest) : 0
}

function cellOf(
  take: ShownTake,
  before: ShownTake | undefined,
  measure: Measure,
  messages: Messages,
): CellView {
  const { words, clauseComma, labelColon } = messages
  const [value, earlier] = [measure.of(take), before ? measure.of(before) : null]
  const text = value === null ? '–' : measure.text(value)
  const change = value === null || earlier === null ? '' : changeText(value - earlier, measure, words)
  const spoken = value === null ? words.notKnown : [text, change].filter(Boolean).join(clauseComma)
  return {
    ...{ id: take.attempt.id, value: text, change },
    label: `${nameOf(take, messages)}${clauseComma}${measure.name}${labelColon}${spoken}`,
  }
}

function changeText(difference: number, { least, less, more }: Measure, words: Messages['words']): string {
  if (Math.abs(difference) < least) return words.unchanged
  return difference < 0 ? less(-difference) : more(difference)
}
