// Time spoken → before, inside or past the guide zone, and its position on the ring and the track.

/** How long a take should be: Part 1 asks for a few sentences, not a talk. */
export interface GuideZone {
  readonly startMs: number
  readonly endMs: number
}

export type Pace = 'before' | 'inside' | 'past'

export const defaultGuideZone: GuideZone = { startMs: 15_000, endMs: 30_000 }

/** The zones to choose from, shortest first. At most six: WeChat's action sheet shows no more. */
export const guideZones: readonly GuideZone[] = [
  { startMs: 10_000, endMs: 20_000 },
  defaultGuideZone,
  { startMs: 20_000, endMs: 30_000 },
  { startMs: 20_000, endMs: 40_000 },
  { startMs: 30_000, endMs: 45_000 },
  { startMs: 30_000, endMs: 60_000 },
]

/** The zone includes both ends. */
export function paceOf(elapsedMs: number, zone: GuideZone): Pace {
  if (elapsedMs < zone.startMs) return 'before'
  return elapsedMs <= zone.endMs ? 'inside' : 'past'
}

/** One turn of the ring and the length of the track. The default zone is its middle third; without a zone, a minute. */
function turnMs(zone: GuideZone | null): number {
  return zone ? zone.endMs * 1.5 : 60_000
}

/** Share of the turn, 0 … 1; stays 1 after it. */
export function paceFraction(elapsedMs: number, zone: GuideZone | null): number {
  return Math.min(1, Math.max(0, elapsedMs / turnMs(zone)))
}

/** The zone's two ends as shares of the turn. */
export function zoneFractions(zone: GuideZone): { readonly start: number; readonly end: number } {
  return { start: paceFraction(zone.startMs, zone), end: paceFraction(zone.endMs, zone) }
}
