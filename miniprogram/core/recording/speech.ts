// Granules → when the student spoke and when not. How far it can be trusted: docs/speech.md.
import type { Pause, Speech } from '../ports'
import type { Granule } from './mp3'

export type { Pause, Speech }

// Chosen on a few recordings, measured on others: docs/speech.md.
const loudShare = 0.9
const floorShare = 0.05
/** With less silence than this the quietest twentieth may lie within words, unless it is softer than any word. */
const leastSilence = 0.1
const silentRoomDb = 44
/** A voice that stands out less from the quietest twentieth of its recording cannot be told from it. */
const leastContrastDb = 23
/** In a silent room, what is softer than this below the voice is breath and echo. */
const softestDb = 28
/** What never gets so much louder than the threshold is breath, or somebody else far away. */
const riseDb = 6
/** Somebody who begins to speak is this near to the voice within that time; else what is heard first may be no word. */
const onsetDb = 12
const onsetMs = 250
const quietestVoiceDb = -50
/** Digital silence, which has no loudness, counts as this. */
const silenceDb = -70
const shortestPauseMs = 400
const shortestSoundMs = 120
/** Either side of a granule: syllables have soft consonants, and noise is uneven. */
const smoothingMs = 72

/**
 * Null when it cannot be told: nobody is heard, the voice hardly stands out from what else is, there is too little silence
 * to know the room by, or which sound was the first word is in doubt.
 */
export function findSpeech(granules: readonly Granule[]): Speech | null {
  const loudness = smoothed(granules)
  const sorted = [...loudness].sort((a, b) => a - b)
  const loudDb = quantile(sorted, loudShare)
  const contrastDb = loudDb - quantile(sorted, floorShare)
  if (loudDb < quietestVoiceDb || contrastDb < leastContrastDb) return null

  const thresholdDb = loudDb - Math.min(softestDb, contrastDb * 0.75)
  const runs = runsOf(granules, loudness, thresholdDb, loudDb - onsetDb)
  const [first, last] = [runs[0], runs[runs.length - 1]]
  if (!first || !last || first.riseMs > onsetMs) return null
  const wholeMs = granules.reduce((sumMs, { durationMs }) => sumMs + durationMs, 0)
  const spokenMs = runs.reduce((sumMs, run) => sumMs + lengthMs(run), 0)
  if (spokenMs > wholeMs * (1 - leastSilence) && contrastDb < silentRoomDb) return null
  return {
    firstWordMs: Math.round(first.startMs),
    lastWordMs: Math.round(last.endMs),
    pauses: runs.slice(1).map(({ startMs }, at) => ({
      startMs: Math.round(runs[at]?.endMs ?? startMs),
      endMs: Math.round(startMs),
    })),
    levelDb: Math.round(
      quantile(
        sorted.filter((db) => db >= thresholdDb),
        0.5,
      ),
    ),
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

interface Run {
  readonly startMs: number
  endMs: number
  peakDb: number
  /** From its start until it was about as loud as the voice. */
  riseMs: number
}

/** Stretches above the threshold: clicks and breath are left out, and what is too short for a pause is spoken through. */
function runsOf(
  granules: readonly Granule[],
  loudness: readonly number[],
  thresholdDb: number,
  voiceDb: number,
): Run[] {
  const runs: Run[] = []
  let sound: Run | null = null
  let nowMs = 0
  const end = () => {
    if (!sound || lengthMs(sound) < shortestSoundMs || sound.peakDb < thresholdDb + riseDb) return
    const before = runs[runs.length - 1]
    if (before && sound.startMs - before.endMs < shortestPauseMs) {
      before.riseMs = Math.min(before.riseMs, sound.startMs + sound.riseMs - before.startMs)
      before.endMs = sound.endMs
    } else runs.push(sound)
  }
  granules.forEach(({ durationMs }, at) => {
    const db = loudness[at] ?? silenceDb
    if (db >= thresholdDb) {
      sound ??= { startMs: nowMs, endMs: nowMs, peakDb: db, riseMs: Infinity }
      sound.endMs = nowMs + durationMs
      sound.peakDb = Math.max(sound.peakDb, db)
      if (db >= voiceDb) sound.riseMs = Math.min(sound.riseMs, nowMs - sound.startMs)
    } else {
      end()
      sound = null
    }
    nowMs += durationMs
  })
  end()
  return runs
}

/** Each granule's loudness as the mean of its neighbourhood. */
function smoothed(granules: readonly Granule[]): number[] {
  const reach = Math.round(smoothingMs / (granules[0]?.durationMs ?? smoothingMs))
  const sums = [0]
  for (const { loudnessDb } of granules)
    sums.push((sums[sums.length - 1] ?? 0) + Math.max(silenceDb, loudnessDb))
  return granules.map((_, at) => {
    const begin = Math.max(0, at - reach)
    const end = Math.min(granules.length, at + reach + 1)
    return ((sums[end] ?? 0) - (sums[begin] ?? 0)) / (end - begin)
  })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? silenceDb
}
