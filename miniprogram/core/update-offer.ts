// A new version lies ready, and what the sessions are doing → the question whether to restart now, at a quiet moment.
import type { SessionHooks } from './session/session-runner'
import type { SessionState } from './session/session-state'

export interface UpdateOfferParts {
  /** True while a restart would lose something that no session has. */
  isBusy(): boolean
  /** Resolves with the student's word. */
  ask(): Promise<boolean>
  apply(): void
}

export interface UpdateOffer {
  /** The new version has been downloaded. */
  ready(): void
  /** To be called after whatever may have ended a busy time. Cheap: any number of times. */
  settled(): void
  /** For one session: nothing is asked while it is busy, also after its page has gone while its take is being saved. */
  watch(): SessionHooks
}

/**
 * Asks once a launch, as soon as nothing is busy; who says no gets the new version at the next cold launch, by WeChat.
 * A take or an answer that began while the question was shown has precedence: then it is asked again after it.
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

/** A take is in progress, or an answer on its way. */
function isSessionBusy({ phase }: SessionState): boolean {
  return phase === 'recording' || phase === 'sending' || phase === 'streaming'
}
