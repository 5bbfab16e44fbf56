// Time spoken → where it stands against the guide zone, and where on the ring and the track that is.

/** How long an answer should be: Part 1 asks for some sentences, not a talk. */
export interface GuideZone {
  readonly startMs: number
  readonly endMs: number
}

export type Pace = 'before' | 'inside' | 'past'

export const defaultGuideZone: GuideZone = { startMs: 15_000, endMs: 30_000 }

/** Both ends of the zone belong to it. */
export function paceOf(elapsedMs: number, zone: GuideZone): Pace {
  if (elapsedMs < zone.startMs) return 'before'
  return elapsedMs <= zone.endMs ? 'inside' : 'past'
}

/** One turn of the ring, and the length of the track: the default zone is its middle third. Without a zone, a minute. */
export function turnMs(zone: GuideZone | null): number {
  return zone ? zone.endMs * 1.5 : 60_000
}

/** Share of the turn, 0 … 1, full and staying full after it. */
export function paceFraction(elapsedMs: number, zone: GuideZone | null): number {
  return Math.min(1, Math.max(0, elapsedMs / turnMs(zone)))
}

/** The zone's two ends as shares of the turn. */
export function zoneFractions(zone: GuideZone): { readonly start: number; readonly end: number } {
  return { start: paceFraction(zone.startMs, zone), end: paceFraction(zone.endMs, zone) }
}
