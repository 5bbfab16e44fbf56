// What the app found in one recording, and a reference for it → how far they are apart; many of these → a row and its verdict.
import { lengthMs, longestPause, spokenShare } from '../../miniprogram/core/recording/speech'
import type { Pause, Speech } from '../../miniprogram/core/recording/speech'

/** As the app's: shorter ones are spoken through. */
const shortestPauseMs = 400

/** A reference: where it hears somebody speak. Null without any speech. */
export function speechOf(stretches: readonly Pause[]): Speech | null {
  const [first, last] = [stretches[0], stretches[stretches.length - 1]]
  if (!first || !last) return null
  const pauses = gapsOf(stretches).filter((gap) => lengthMs(gap) >= shortestPauseMs)
  return { firstWordMs: first.startMs, lastWordMs: last.endMs, pauses, levelDb: 0 }
}

export interface Compared {
  /** Found pauses, and those of them that are silence in the reference for at least half of their length. */
  readonly found: number
  readonly right: number
  /** Pauses of the reference, and those of them that were found to be silence for at least half of their length. */
  readonly expected: number
  readonly heard: number
  readonly startErrorsMs: readonly number[]
  readonly endErrorsMs: readonly number[]
  readonly firstWordErrorMs: number
  readonly longestErrorMs: number
  readonly shareError: number
  readonly countErrorPerMinute: number
}

/** @param stretches of the reference, with the short gaps that are no pauses */
export function compare(speech: Speech, stretches: readonly Pause[]): Compared | null {
  const reference = speechOf(stretches)
  if (!reference) return null
  const pairs = reference.pauses.flatMap((pause) =>
    speech.pauses
      .filter((found) => overlapMs(pause, found) > Math.max(lengthMs(pause), lengthMs(found)) / 2)
      .map((found) => [pause, found] as const),
  )
  const minutes = (reference.lastWordMs - reference.firstWordMs) / 60_000
  return {
    found: speech.pauses.length,
    right: speech.pauses.filter((pause) => isMostlyIn(pause, [...gapsOf(stretches), ...around(reference)]))
      .length,
    expected: reference.pauses.length,
    heard: reference.pauses.filter((pause) => isMostlyIn(pause, [...speech.pauses, ...around(speech)]))
      .length,
    startErrorsMs: pairs.map(([pause, found]) => found.startMs - pause.startMs),
    endErrorsMs: pairs.map(([pause, found]) => found.endMs - pause.endMs),
    firstWordErrorMs: speech.firstWordMs - reference.firstWordMs,
    longestErrorMs: longestMs(speech) - longestMs(reference),
    shareError: spokenShare(speech) - spokenShare(reference),
    countErrorPerMinute: (speech.pauses.length - reference.pauses.length) / minutes,
  }
}

export interface Row {
  /** Of so many recordings the app told something. */
  readonly told: number
  readonly recordings: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Medians of what the errors amount to, and what nine of ten stay within. */
  readonly startMs: Spread
  readonly endMs: Spread
  readonly firstWordMs: Spread
  readonly longestMs: Spread
  readonly share: Spread
  readonly countPerMinute: Spread
}

interface Spread {
  readonly median: number
  readonly nine: number
}

export function rowOf(compared: readonly Compared[], recordings: number): Row {
  const sum = (count: (one: Compared) => number) => compared.reduce((total, one) => total + count(one), 0)
  const precision = sum(({ right }) => right) / sum(({ found }) => found)
  const recall = sum(({ heard }) => heard) / sum(({ expected }) => expected)
  return {
    told: compared.length,
    recordings,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
    startMs: spreadOf(compared.flatMap(({ startErrorsMs }) => startErrorsMs)),
    endMs: spreadOf(compared.flatMap(({ endErrorsMs }) => endErrorsMs)),
    firstWordMs: spreadOf(compared.map(({ firstWordErrorMs }) => firstWordErrorMs)),
    longestMs: spreadOf(compared.map(({ longestErrorMs }) => longestErrorMs)),
    share: spreadOf(compared.map(({ shareError }) => shareError)),
    countPerMinute: spreadOf(compared.map(({ countErrorPerMinute }) => countErrorPerMinute)),
  }
}

/** Fixed before the first measurement. A row of fewer proves nothing alone; such rows are judged together. */
export const enoughRecordings = 5

/** What a row misses of the bar that docs/speech.md sets. */
export function missesOf(row: Row): string[] {
  if (row.told === 0) return []
  const bar: Record<string, boolean> = {
    'F1 >= 0.85': row.f1 >= 0.85,
    'precision >= 0.8': row.precision >= 0.8,
    'recall >= 0.8': row.recall >= 0.8,
    'start, median <= 100 ms': row.startMs.median <= 100,
    'end, median <= 100 ms': row.endMs.median <= 100,
    'first word, nine of ten <= 250 ms': row.firstWordMs.nine <= 250,
    'longest pause, median <= 200 ms': row.longestMs.median <= 200,
    'share of speech, median <= 0.1': row.share.median <= 0.1,
    'pauses a minute, median <= 4': row.countPerMinute.median <= 4,
  }
  return Object.keys(bar).filter((name) => !bar[name])
}

function gapsOf(stretches: readonly Pause[]): Pause[] {
  return stretches
    .slice(1)
    .map(({ startMs }, at) => ({ startMs: stretches[at]?.endMs ?? startMs, endMs: startMs }))
}

/** The silence before the first word and after the last. */
function around({ firstWordMs, lastWordMs }: Speech): Pause[] {
  return [
    { startMs: -Infinity, endMs: firstWordMs },
    { startMs: lastWordMs, endMs: Infinity },
  ]
}

function isMostlyIn(pause: Pause, silences: readonly Pause[]): boolean {
  return silences.reduce((sumMs, silence) => sumMs + overlapMs(pause, silence), 0) >= lengthMs(pause) / 2
}

function overlapMs(one: Pause, other: Pause): number {
  return Math.max(0, Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs))
}

function longestMs(speech: Speech): number {
  const pause = longestPause(speech)
  return pause ? lengthMs(pause) : 0
}

function spreadOf(errors: readonly number[]): Spread {
  const sizes = errors.map(Math.abs).sort((a, b) => a - b)
  const at = (share: number) => sizes[Math.floor(share * (sizes.length - 1))] ?? NaN
  return { median: at(0.5), nine: at(0.9) }
}
