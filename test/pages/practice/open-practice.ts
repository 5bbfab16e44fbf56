// The practice page's presenter with fake services, and the page's data after its patches.
import { createPracticePresenter } from '../../../miniprogram/pages/practice/practice-presenter'
import type { PracticeAct } from '../../../miniprogram/pages/practice/practice-view'
import type { IdleView } from '../../../miniprogram/pages/practice/idle-view'
import type { AnswerView } from '../../../miniprogram/presentation/reading/answer-view'
import type { FailureView, TakeControl, TakeView } from '../../../miniprogram/presentation/take/take-view'
import type { ModelSheetView } from '../../../miniprogram/presentation/model-answer/model-sheet'
import { applyPatch } from '../apply-patch'
import { createFakeServices, type FakeServices } from '../fake-services'

/** The page's data, whatever its screen. */
export interface Shown extends TakeView, AnswerView, IdleView {
  readonly screen: string
  readonly buttons: { id: PracticeAct; label: string; icon: string; primary: boolean }[]
  readonly controls: readonly TakeControl[]
  readonly failure: FailureView
  readonly isSaved: boolean
  readonly guideZone: object | null
  readonly zoneLabels: object
  readonly sayAgainWay: string
  readonly compare: string
  readonly indices: number[]
  readonly paragraphs: string[]
  readonly pieces: string[][]
  readonly top: number
  readonly overflows: boolean
  readonly isBehind?: boolean
  readonly elapsed?: string
  readonly isSlow?: boolean
  readonly isPlaying: boolean
  readonly positionMs: number
  readonly playbackProblem: string
  readonly unfinished?: string | null
  readonly isCancelled: boolean
  readonly isUnwritten?: boolean
  readonly isFirstUseShown?: boolean
  readonly model?: ModelSheetView | null
}

export function openPractice(services: FakeServices = createFakeServices(), question?: string) {
  const data: Record<string, unknown> = { indices: [], paragraphs: [], pieces: [] }
  const patches: Record<string, unknown>[] = []
  const presenter = createPracticePresenter(
    services,
    (patch) => {
      patches.push(patch)
      applyPatch(data, patch)
    },
    question === undefined ? {} : { question },
  )
  presenter.shown()
  const page = data as unknown as Shown
  return {
    ...{ services, presenter, page, patches },
    acts: presenter.acts,
    /** The buttons' actions; `!` marks the primary one. */
    buttons: () => page.buttons.map(({ id, primary }) => (primary ? `${id}!` : id)),
  }
}

export type Opened = ReturnType<typeof openPractice>

/** Waits for the callbacks of promises that are already fulfilled. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
