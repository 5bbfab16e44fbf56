// What the page waits for → for how many seconds it has waited for that, once a second.
import type { Clock } from '../../core/ports'

export interface StageTimer {
  /** `''` for nothing. A new stage is counted from its beginning. */
  enter(stage: string): void
}

/** A wait shorter than this needs no figure. */
const firstMs = 3_000

/** `show` is not called in the first three seconds. */
export function createStageTimer(
  clock: Pick<Clock, 'monotonicMs' | 'setTimer'>,
  show: (seconds: number) => void,
): StageTimer {
  let entered = ''
  let cancel = (): void => undefined

  return {
    enter(stage) {
      if (stage === entered) return
      entered = stage
      cancel()
      if (stage === '') return
      const beganMs = clock.monotonicMs()
      const tick = (): void => {
        cancel = clock.setTimer(1_000, tick)
        show(Math.floor((clock.monotonicMs() - beganMs) / 1_000))
      }
      cancel = clock.setTimer(firstMs, tick)
    },
  }
}
