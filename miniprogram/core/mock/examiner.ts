// A question of the mock → the voice asks it, and how that went.
import type { Clock } from '../ports'
import type { Reading, Speaker } from '../voice/speaker'

/** `interrupted`: by a call or by other sound. The last three come last, one of them once. */
export type Asking = 'speaking' | 'heard' | 'failed' | 'interrupted'

export interface Examiner {
  /** Questions are to be spoken. */
  readonly speaks: boolean
  /** Replaces the question that is being asked. Nothing is reported before this has returned, and nothing after `hush`. */
  ask(question: string, report: (asking: Asking) => void): void
  /** Has the sound of a question fetched that will be asked next. */
  prepare(question: string): void
  hush(): void
}

/** Nobody waits longer for a voice: the question can be read. */
const silenceMaxMs = 6_000

export const mute: Examiner = {
  ...{ speaks: false, ask: () => undefined, prepare: () => undefined, hush: () => undefined },
}

interface ExaminerParts {
  readonly speaker: Speaker
  readonly clock: Pick<Clock, 'setTimer'>
  /** The student's choice. */
  isWanted(): boolean
}

export function createExaminer({ speaker, clock, isWanted }: ExaminerParts): Examiner {
  let hush = (): void => undefined

  return {
    get speaks() {
      return speaker.speaks && isWanted()
    },
    ask(question, report) {
      hush()
      let isOpen = true
      let reading: Reading | null = null
      const end = (): void => {
        isOpen = false
        cancel()
        reading?.stop()
      }
      const endAs = (asking: Asking): void => {
        if (!isOpen) return
        end()
        report(asking)
      }
      const cancel = clock.setTimer(silenceMaxMs, () => endAs('failed'))
      hush = end
      reading = speaker.read({ lineAt: (index) => [question][index], isWhole: () => true }, ({ status }) => {
        if (!isOpen || status === 'loading') return
        if (status === 'speaking') {
          cancel()
          report('speaking')
        } else endAs(status === 'said' ? 'heard' : status === 'failed' ? 'failed' : 'interrupted')
      })
    },
    prepare: (question) => speaker.prepare(question),
    hush: () => hush(),
  }
}
