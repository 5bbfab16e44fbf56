// A downloaded update and the sessions' states → the offer to restart, at a moment when nothing is lost.
import type { SessionHooks } from './session/session-runner'
import { isAnswering, type SessionState } from './session/session-state'

interface UpdateOfferParts {
  /** True while a restart would lose something outside the sessions. */
  isBusy(): boolean
  /** Resolves with true if the student agrees to a restart. */
  ask(): Promise<boolean>
  apply(): void
}

interface UpdateOffer {
  /** The new version has been downloaded. */
  ready(): void
  /** Call after anything that may have ended a busy period. Cheap to call often. */
  settled(): void
  /** Hooks for one session. Nothing is asked while it is busy, even if its page has closed and its take is still being saved. */
  watch(): SessionHooks
}

/**
 * Asks once per launch, as soon as nothing is busy. If the student declines, WeChat installs the update at the next cold launch.
 * If a take or an answer began while the dialog was open, it takes precedence and the offer is repeated afterwards.
 */
export function createUpdateOffer({ isBusy, ask, apply }: UpdateOfferParts): UpdateOffer {
  let isWaiting = false
  const busy = new Set<SessionHooks>()
  const isAnyBusy = (): boolean => busy.size > 0 || isBusy()

  function settled(): void {
    if (!isWaiting || isAnyBusy()) return
    isWaiting = false
    void ask().then((accepted) => {
      if (!accepted) return
      if (!isAnyBusy()) return apply()
      isWaiting = true
    })
  }
  return {
    ready() {
      isWaiting = true
      settled()
    },
    settled,
    watch() {
      const hooks: SessionHooks = {
        changed(state) {
          if (isSessionBusy(state)) busy.add(hooks)
          else busy.delete(hooks)
          settled()
        },
      }
      return hooks
    },
  }
}

/** A take or an exchange is in progress. */
function isSessionBusy(state: SessionState): boolean {
  return state.phase === 'recording' || isAnswering(state)
}
