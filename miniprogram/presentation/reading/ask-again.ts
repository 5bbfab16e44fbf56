// What the student says of an attempt, and taps → when its question should come back. Shared by the practice and the attempt page.
import { wantsAgain, type AskAgain } from '../../core/attempts/attempt'
import type { SessionState } from '../../core/session/session-state'
import type { Services } from '../../services'
import { storeChoice } from '../settings/change-settings'

export type AskAgainServices = Pick<Services, 'dialogs' | 'language'> & {
  readonly attempts: Pick<Services['attempts'], 'get' | 'update'>
}

/** Of an attempt whose answer has ended; `''` if nothing was said; null if there is nothing to ask. */
type Asked = AskAgain | '' | null

/** @param present shows the page again, with what `of` returns */
export function createAskAgain(services: AskAgainServices, current: () => SessionState, present: () => void) {
  const { attempts } = services

  function of(state: SessionState): Asked {
    if (state.phase !== 'ended') return null
    const attempt = attempts.get(state.recording.id)
    return attempt?.question ? (attempt.askAgain ?? '') : null
  }

  return {
    of,
    acts: {
      /** A second tap on the same choice takes it back. */
      askAgain({ when }: Pick<ActData, 'when'>) {
        const state = current()
        if (state.phase !== 'ended') return
        const choice = of(state) === when ? null : when
        void storeChoice(services, () => attempts.update(state.recording.id, wantsAgain(choice)))
        present()
      },
    },
  }
}
