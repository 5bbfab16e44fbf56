// The phrases that should come back, and taps → patches for setData: all of the review page's logic, without WeChat.
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import type { Services } from '../../services'
import { advance, roundOf, type Card, type Round } from './review-round'
import { reviewViewOf, type ReviewAct, type ReviewView } from './review-view'

/** What this page needs of the app's services. */
export type ReviewServices = AppearanceServices &
  Pick<Services, 'phrases' | 'dialogs' | 'navigation' | 'nowMs'>

/** `show` gets one patch per change, never empty; the first before this returns. */
export function createReviewPresenter(services: ReviewServices, show: (patch: Patch) => void) {
  const { phrases, dialogs, navigation } = services
  const showView = diffing<ReviewView>(show)
  let round = roundOf(phrases.due(services.nowMs()))
  let isRevealed = false
  /** What the last grade can be taken back to. */
  let before: { readonly round: Round; readonly card: Card } | null = null

  function present(): void {
    const messages = messagesFor(services.language)
    showView(
      reviewViewOf({ round, isRevealed, canUndo: before !== null }, phrases, messages, services.nowMs()),
    )
  }

  /** Does nothing but say so if it cannot be stored. */
  function store(change: () => void): boolean {
    try {
      change()
      return true
    } catch {
      const { words } = messagesFor(services.language)
      const { reviewNotSaved: title, settingNotSavedWay: content, ok: yes } = words
      void dialogs.confirm({ title, content, yes })
      return false
    }
  }

  function grade(wasRecalled: boolean): void {
    const [card] = round.queue
    if (!card || !isRevealed) return
    const { phrase, isRepeat } = card
    if (!isRepeat && !store(() => phrases.grade(phrase, wasRecalled ? 'good' : 'again'))) return
    before = { round, card }
    round = advance(round, wasRecalled)
    isRevealed = false
    present()
  }

  const dockActs: Readonly<Record<ReviewAct, () => void>> = {
    reveal() {
      isRevealed = true
      present()
    },
    forgotten: () => grade(false),
    recalled: () => grade(true),
    goOn() {
      const nowMs = services.nowMs()
      const due = phrases.due(nowMs)
      round = roundOf(due.length > 0 ? due : phrases.later(nowMs))
      ;[before, isRevealed] = [null, false]
      present()
    },
    practise: () => navigation.openTab('practice'),
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.review,
    (data) => {
      show({ ...data })
      present()
    },
  )
  return {
    acts: {
      ...dockActs,
      undo() {
        if (!before) return
        const { card } = before
        if (!card.isRepeat && !store(() => phrases.setMemory(card.phrase, card.phrase.memory))) return
        ;({ round } = before)
        ;[before, isRevealed] = [null, true]
        present()
      },
    },
    shown() {
      appearance.shown()
      present()
    },
    close: appearance.close,
  }
}
