// Loudness → how long nobody has been heard, and whether anybody was.
import { levelEveryMs } from './levels'

/** About −50 dB, by `mp3.ts`: a quiet room stays below it, soft speech comes above it. A noisy room is taken for a voice. */
const voiceLevel = 0.1

/** As long as a pause for thought may well be, and no longer than a student should speak in vain. */
export const unheardAfterMs = 4_000

/** Goes on from `silentMs` over live levels, each of which stands for `levelEveryMs`; 0 again at the first voice. */
export function silenceAfter(silentMs: number, levels: readonly number[]): number {
  return levels.reduce((sumMs, level) => (level < voiceLevel ? sumMs + levelEveryMs : 0), silentMs)
}

/** A whole take in which nobody is heard; false where its loudness is not known. */
export function hasNoVoice(levels: readonly number[]): boolean {
  return levels.length > 0 && levels.every((level) => level < voiceLevel)
}
