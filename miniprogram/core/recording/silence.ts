// Loudness → how long no voice has been heard, and whether there was one at all.
import { levelEveryMs } from './levels'

/** About −50 dB, see `mp3.ts`: above a quiet room, below soft speech. A noisy room counts as a voice. */
const voiceLevel = 0.1

/** Longer than most pauses for thought, and short enough to warn a student whose microphone does not work. */
export const unheardAfterMs = 4_000

/** Adds live levels, `levelEveryMs` each, to `silentMs`; a voice sets it back to 0. */
export function silenceAfter(silentMs: number, levels: readonly number[]): number {
  return levels.reduce((sumMs, level) => (level < voiceLevel ? sumMs + levelEveryMs : 0), silentMs)
}

/** Whether a recording has no voice in it; false if its loudness is unknown. */
export function hasNoVoice(levels: readonly number[]): boolean {
  return levels.length > 0 && levels.every((level) => level < voiceLevel)
}
