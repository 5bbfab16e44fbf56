// The mock runner's state → what the mock page shows, in the student's language.
import type { DockButton } from '../../components/action-dock/action-dock'
import type { MockState } from '../../core/mock/mock-state'
import { askedIndex, spokenMsOf, totalSpokenMs } from '../../core/mock/mock-set'
import type { GuideZone } from '../../core/recording/pace'
import type { Language } from '../../i18n/language'
import { format, type Messages } from '../../i18n/index'
import { clockText } from '../../i18n/time'
import type { TakeControl } from '../../presentation/take/take-view'
import { askingViewOf, type AskingView } from './asking-view'
import { summaryViewOf, type DockAct, type SummaryView } from './summary-view'

interface StartView {
  /** How the last set went; `''` before the first. */
  lastSet: string
  buttons: readonly DockButton[]
}

/** Each screen lists what it shows; data of other screens may remain on the page, unseen. */
export type MockView = {
  isUnwritten: boolean
  buttons: readonly DockButton[]
  controls: readonly TakeControl[]
} & (
  | ({ screen: 'start' } & StartView)
  | ({ screen: 'asking' } & AskingView)
  | ({ screen: 'summary' } & SummaryView)
)

interface MockContext {
  readonly language: Language
  readonly guideZone: GuideZone
  readonly messages: Messages
  /** The text of the question is shown. */
  readonly isRevealed: boolean
}

export function mockViewOf(
  state: MockState,
  { language, guideZone, messages, isRevealed }: MockContext,
): MockView {
  const { phase, isUnwritten } = state
  const page = { isUnwritten, buttons: [], controls: [] }
  if (phase === 'start') return { ...page, screen: 'start', ...startViewOf(state, messages) }
  if (phase === 'summary') return { ...page, screen: 'summary', ...summaryViewOf(state, guideZone, messages) }
  return { ...page, screen: 'asking', ...askingViewOf(state, language, messages, isRevealed) }
}

function startViewOf({ set }: MockState, { words }: Messages): StartView {
  const button = (id: DockAct, label: string, primary: boolean): DockButton => ({
    ...{ id, label, primary },
    icon: primary ? 'mic' : '',
  })
  if (!set) return { lastSet: '', buttons: [button('new', words.mockStart, true)] }
  const asked = askedIndex(set)
  const count = spokenMsOf(set).length
  const time = clockText(totalSpokenMs(set))
  return {
    lastSet: format(words.lastSetNumbers, { n: count, all: set.items.length, time }),
    buttons:
      asked === null
        ? [button('new', words.newSet, true)]
        : [
            button('new', words.newSet, false),
            button('continue', format(words.mockContinue, { n: asked + 1 }), true),
          ],
  }
}
