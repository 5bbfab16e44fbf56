// The question's takes so far, and the session's state → the take on the page, and what comes after it.
import type { AskedQuestion } from '../../core/questions/question'
import { plannedTake, takesOf, type PlannedTake } from '../../core/progress/takes'
import type { SessionState } from '../../core/session/session-state'
import type { Services } from '../../services'

export type TakePlanServices = Pick<Services, 'settings' | 'nowMs'> & {
  readonly attempts: Pick<Services['attempts'], 'list'>
}

export interface TakePlan {
  /** In progress, or shown with its recording. */
  readonly take: PlannedTake
  /** The next one of the question. */
  readonly next: PlannedTake
  /** All that the question has. */
  readonly takeCount: number
}

export function createTakePlan(services: TakePlanServices, question: () => AskedQuestion) {
  let begun: PlannedTake | null = null
  let last: { readonly key: string; readonly attempts: unknown; readonly plan: TakePlan } | null = null

  function planned(atMs: number): PlannedTake {
    const { settings, attempts } = services
    return plannedTake(question().id, attempts.list(), atMs, settings.current.guideZone)
  }

  function planOf(state: SessionState): TakePlan {
    const next = planned(services.nowMs())
    if (state.phase === 'recording') return { take: begun ?? next, next, takeCount: 0 }
    const takes = takesOf(question().id, services.attempts.list())
    const shown = 'recording' in state ? takes.find(({ id }) => id === state.recording.id) : undefined
    // without an entry, as storage is full, it is the one that was begun last
    return { take: shown ? planned(shown.createdAtMs) : (begun ?? next), next, takeCount: takes.length }
  }

  return {
    /** A take begins: its guide zone does not change any more. */
    begin(): void {
      begun = planned(services.nowMs())
    },
    /** The guide zone of the take in progress. */
    get zone() {
      return (begun ?? planned(services.nowMs())).zone
    },
    /** The same until the state enters another phase, or an attempt changes: states come ten times a second. */
    of(state: SessionState): TakePlan {
      const key = JSON.stringify([state.phase, state.run, question().id, services.settings.current.guideZone])
      const attempts = services.attempts.list()
      if (last?.key !== key || last.attempts !== attempts) last = { key, attempts, plan: planOf(state) }
      return last.plan
    },
  }
}
