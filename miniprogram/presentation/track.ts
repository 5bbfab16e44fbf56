// A recording's length → what pace-track draws.
import { paceFraction, paceOf, zoneFractions, type GuideZone } from '../core/recording/pace'

/** Fractions of the track. `at`: where the recording ends; `inside`: whether that is in the guide zone. */
export interface TrackView {
  readonly start: number
  readonly end: number
  readonly at: number
  readonly inside: boolean
}

export function trackOf(durationMs: number, guideZone: GuideZone): TrackView {
  return {
    ...zoneFractions(guideZone),
    at: paceFraction(durationMs, guideZone),
    inside: paceOf(durationMs, guideZone) === 'inside',
  }
}
