// A tap on the question's speaker → the voice reads the question; patches for show-model.wxml.
import type { AppError } from '../../core/errors'
import type { Reading } from '../../core/voice/speaker'
import { messagesFor } from '../../i18n/index'
import type { Services } from '../../services'
import { diffing, type Patch } from '../patch'
import { voiceProblemOf } from './voice-problem'

export type VoiceServices = Pick<Services, 'speaker' | 'language' | 'clock'>

interface HearingView {
  readonly isOffered: boolean
  readonly status: '' | 'loading' | 'speaking'
  /** Why nothing was heard; `''` if nothing went wrong. */
  readonly problem: string
}

interface QuestionVoice {
  /** Shows what there is, in the language of now. */
  refresh(): void
  readonly acts: {
    /** Reads the question, or stops. */
    hearQuestion(): void
  }
}

/** `question`: its text; null where there is none to read. */
export function createQuestionVoice(
  services: VoiceServices,
  question: () => string | null,
  show: (patch: Patch) => void,
): QuestionVoice {
  const { speaker, clock } = services
  const showView = diffing<{ readonly hearing: HearingView }>(show)
  let reading: Reading | null = null
  let problem: AppError | null = null

  function statusNow(): HearingView['status'] {
    const status = reading?.state.status
    return status === 'loading' || status === 'speaking' ? status : ''
  }

  function refresh(): void {
    showView({
      hearing: {
        isOffered: speaker.speaks && question() !== null,
        status: statusNow(),
        problem: problem ? voiceProblemOf(problem, messagesFor(services.language), clock.nowMs()) : '',
      },
    })
  }

  return {
    refresh,
    acts: {
      hearQuestion() {
        const text = question()
        if (text === null || statusNow() !== '') return reading?.stop()
        reading = speaker.read({ lineAt: (index) => [text][index], isWhole: () => true }, (state) => {
          problem = state.error
          // called for the first time before there is a reading
          if (reading?.state === state || state.status !== 'loading') refresh()
        })
        refresh()
      },
    },
  }
}
