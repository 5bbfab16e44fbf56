// Granules → when the student spoke and when not.
import type { Granule } from './mp3'

export interface Pause {
  readonly startMs: number
  readonly endMs: number
}

/** Whole milliseconds from the start of the recording. */
export interface Speech {
  /** What came before was time to think. */
  readonly firstWordMs: number
  readonly lastWordMs: number
  /** Between the first and the last word, oldest first. */
  readonly pauses: readonly Pause[]
  /** How loud the voice was, in dB relative to full scale. */
  readonly levelDb: number
}

/** Null when it cannot be told: nobody is heard, or the voice hardly stands out from the noise. */
export function findSpeech(granules: readonly Granule[]): Speech | null {
  const loudness = smoothed(granules.map(({ loudnessDb }) => loudnessDb))
  const sorted = loudness.filter(Number.isFinite).sort((a, b) => a - b)
  const loudDb = quantile(sorted, 0.9)
  if (!(loudDb >= quietestVoiceDb)) return null
  const durationMs = granules[0]?.durationMs ?? 0
  const stretches = heardStretches(loudness, loudDb - belowLoudDb, durationMs)
  const [first, last] = [stretches[0], stretches[stretches.length - 1]]
  if (!first || !last) return null
  const spoken = loudness.filter((db) => db >= loudDb - belowLoudDb).sort((a, b) => a - b)
  return {
    firstWordMs: Math.round(first.startMs),
    lastWordMs: Math.round(last.endMs),
    pauses: stretches.slice(1).map(({ startMs }, at) => ({
      startMs: Math.round(stretches[at]?.endMs ?? 0),
      endMs: Math.round(startMs),
    })),
    levelDb: Math.round(quantile(spoken, 0.5)),
  }
}

/** From the first word to the last. */
export function spanMs({ firstWordMs, lastWordMs }: Speech): number {
  return lastWordMs - firstWordMs
}

/** Of the time between the first and the last word, how much was spoken: 0 … 1. */
export function spokenShare(speech: Speech): number {
  const span = spanMs(speech)
  return span > 0 ? (span - pausedMs(speech)) / span : 0
}

export function longestPause({ pauses }: Speech): Pause | null {
  return pauses.reduce<Pause | null>(
    (longest, pause) => (longest && lengthMs(longest) >= lengthMs(pause) ? longest : pause),
    null,
  )
}

/** How long the student spoke between two pauses, on average. */
export function meanRunMs(speech: Speech): number {
  return (spanMs(speech) - pausedMs(speech)) / (speech.pauses.length + 1)
}

export function lengthMs({ startMs, endMs }: Pause): number {
  return endMs - startMs
}

function pausedMs({ pauses }: Speech): number {
  return pauses.reduce((sumMs, pause) => sumMs + lengthMs(pause), 0)
}

const quietestVoiceDb = -50
const belowLoudDb = 25
const shortestPauseMs = 250
const shortestSoundMs = 100

/** Stretches of sound above the threshold: clicks are left out, and gaps too short to be a pause are spoken through. */
function heardStretches(loudness: readonly number[], thresholdDb: number, granuleMs: number): Pause[] {
  const stretches: Pause[] = []
  loudness.forEach((db, at) => {
    if (db < thresholdDb) return
    const [startMs, endMs] = [at * granuleMs, (at + 1) * granuleMs]
    const before = stretches[stretches.length - 1]
    if (before && startMs - before.endMs < 1) stretches[stretches.length - 1] = { ...before, endMs }
    else stretches.push({ startMs, endMs })
  })
  return stretches
    .filter((stretch) => lengthMs(stretch) >= shortestSoundMs)
    .reduce<Pause[]>((joined, stretch) => {
      const before = joined[joined.length - 1]
      if (!before || stretch.startMs - before.endMs >= shortestPauseMs) return [...joined, stretch]
      return [...joined.slice(0, -1), { startMs: before.startMs, endMs: stretch.endMs }]
    }, [])
}

/** Each the median of itself and its neighbours: single granules that read too loud or too soft do not count. */
function smoothed(values: readonly number[]): number[] {
  return values.map((value, at) => {
    const three = [values[at - 1] ?? value, value, values[at + 1] ?? value]
    return three.sort((a, b) => a - b)[1] ?? value
  })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? -Infinity
}
