// A new version lies ready, and what the sessions are doing → the question whether to restart now, at a quiet moment.
import type { SessionState } from './session/session-state'

export interface UpdateOfferParts {
  /** True while anything would be lost by a restart: see `isBusy` below. */
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
}

/**
 * Asks once a launch, as soon as nothing is busy; who says no gets the new version at the next cold launch, by WeChat.
 * A take or an answer that began while the question was shown has precedence: then it is asked again after it.
 */
export function createUpdateOffer({ isBusy, ask, apply }: UpdateOfferParts): UpdateOffer {
  let isWaiting = false

  function settled(): void {
    if (!isWaiting || isBusy()) return
    isWaiting = false
    void ask().then((accepted) => {
      if (!accepted) return
      if (!isBusy()) return apply()
      isWaiting = true
    })
  }
  return {
    ready() {
      isWaiting = true
      settled()
    },
    settled,
  }
}

/** A take is in progress, or an answer on its way. */
export function isBusy({ phase }: SessionState): boolean {
  return phase === 'recording' || phase === 'sending' || phase === 'streaming'
}
