// A session's states, in order → the moments at which a take enters and leaves the guide zone.
import type { SessionState } from './session-state'
import { paceOf, type GuideZone } from '../recording/pace'

/**
 * True for the first state of a running take inside the zone, and for the first one past it: once each per take.
 * What happens while it is paused counts when it resumes.
 */
export function createPaceMarks(zone: () => GuideZone): (state: SessionState) => boolean {
  let run = -1
  let markedMs = 0
  return (state) => {
    if (state.phase !== 'recording' || state.status !== 'live') return false
    if (state.run !== run) {
      run = state.run
      markedMs = 0
    }
    const before = paceOf(markedMs, zone())
    markedMs = Math.max(markedMs, state.elapsedMs)
    return paceOf(markedMs, zone()) !== before
  }
}
