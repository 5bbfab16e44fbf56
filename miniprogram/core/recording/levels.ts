// Granules → ten levels a second for the live bars, and equal slices for the player's waveform.
import type { Granule } from './mp3'

interface LevelMeter {
  /** One level, 0 … 1, for every full 100 ms of sound: the mean of what was fed since the last one. */
  feed(granules: readonly Pick<Granule, 'durationMs' | 'level'>[]): number[]
}

export const levelEveryMs = 100

export function createLevelMeter(): LevelMeter {
  let heardMs = 0
  let weighted = 0
  /** Sound already counted towards the next level: granules don't end on full 100 ms. */
  let carriedMs = 0

  return {
    feed(granules) {
      const levels: number[] = []
      for (const { durationMs, level } of granules) {
        heardMs += durationMs
        weighted += durationMs * level
        if (carriedMs + heardMs < levelEveryMs) continue
        levels.push(weighted / heardMs)
        carriedMs = (carriedMs + heardMs) % levelEveryMs
        heardMs = 0
        weighted = 0
      }
      return levels
    },
  }
}

/**
 * `count` equal slices of a recording: each the mean of the levels it covers, weighted by overlap.
 * Fewer levels than slices are stretched; no levels give silence.
 */
export function summarise(levels: readonly number[], count: number): number[] {
  const sliceLength = levels.length / count
  return Array.from({ length: count }, (_, slice) => {
    const begin = slice * sliceLength
    const end = begin + sliceLength
    let sum = 0
    for (let at = Math.floor(begin); at < Math.min(end, levels.length); at += 1) {
      sum += (levels[at] ?? 0) * (Math.min(end, at + 1) - Math.max(begin, at))
    }
    return sliceLength === 0 ? 0 : Math.min(1, Math.max(0, sum / sliceLength))
  })
}
