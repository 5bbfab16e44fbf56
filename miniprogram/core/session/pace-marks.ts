// A session's states, one after another → the moments at which a take enters the guide zone and leaves it.
import type { SessionState } from './session-state'
import { paceOf, type GuideZone } from '../recording/pace'

/**
 * True for the state with which a running take first stands in the zone, and for the one with which it first stands
 * past it: once each a take. What passes while it is paused counts when it goes on.
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
