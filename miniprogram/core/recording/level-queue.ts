// Levels in batches, as far apart as the recorder's frames → ten a second, as the sound was.
import { levelEveryMs } from './levels'

interface LevelQueue {
  /** @param atMs time recorded so far, as for `take` */
  add(levels: readonly number[], atMs: number): void
  /** The levels whose time has come since the last call. They are late by one batch: a phone decides how much sound a frame holds. */
  take(atMs: number): number[]
}

export function createLevelQueue(): LevelQueue {
  let waiting: number[] = []
  let sinceMs = 0
  let taken = 0

  return {
    add(levels, atMs) {
      if (waiting.length === 0) {
        sinceMs = atMs
        taken = 0
      }
      waiting = [...waiting, ...levels]
    },
    take(atMs) {
      const due = Math.floor((atMs - sinceMs) / levelEveryMs) + 1 - taken
      const levels = waiting.slice(0, Math.max(0, due))
      waiting = waiting.slice(levels.length)
      taken += levels.length
      return levels
    },
  }
}
