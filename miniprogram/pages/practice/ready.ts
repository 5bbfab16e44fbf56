// Which question the practice page asks, what comes after it, and what there is to say before the take → patches.
import type { AskedQuestion } from '../../core/questions/question'
import { questionOf } from '../../core/questions/bank'
import type { Services } from '../../services'
import { format, messagesFor } from '../../i18n/index'
import { diffing, type Patch } from '../../presentation/patch'
import { toggleStar } from '../../presentation/toggle-star'
import { readyViewOf, type Asked, type ReadyView } from './ready-view'

export type ReadyServices = Pick<
  Services,
  'stars' | 'questions' | 'settings' | 'dialogs' | 'nowMs' | 'language'
> & { readonly attempts: Pick<Services['attempts'], 'list'> }

export interface Ready {
  readonly question: AskedQuestion
  /** One question, or a round of several: from its first one. */
  ask(questions: readonly AskedQuestion[]): void
  /** A question by the id that a link has: anything. False where the bank does not have it. */
  open(id: string): boolean
  /** The next one of the round; after its last one, and outside a round, the bank's next. */
  goOn(): void
  star(): void
  /** Shows what has changed: attempts, the day, the language, settings. */
  refresh(): void
  /** A card for a friend: the question's id alone. */
  share(): { readonly title: string; readonly path: string }
}

/** `show` gets one patch per change, never empty. Nothing is shown before the first `refresh`. */
export function createReady(services: ReadyServices, show: (patch: Patch) => void): Ready {
  let round: readonly AskedQuestion[] = []
  let asked: Asked = { question: services.questions.next(), round: null, over: null, isMissing: false }
  const showView = diffing<ReadyView>(show)

  function refresh(): void {
    const context = {
      isChinese: services.language === 'zh',
      messages: messagesFor(services.language),
      attempts: services.attempts.list(),
      starred: services.stars.current,
      settings: services.settings.current,
      nowMs: services.nowMs(),
    }
    showView(readyViewOf(asked, context))
  }

  function place(next: Partial<Asked> & Pick<Asked, 'question'>): void {
    asked = { round: null, over: null, isMissing: false, ...next }
    refresh()
  }

  /** @param at from 0 */
  function placeInRound(question: AskedQuestion, at: number): void {
    place({ question, round: round.length > 1 ? { place: at + 1, total: round.length } : null })
  }

  return {
    get question() {
      return asked.question
    },
    ask(questions) {
      const [first] = questions
      if (!first) return
      round = questions
      placeInRound(first, 0)
    },
    open(id) {
      const question = questionOf(id)
      round = []
      place(question ? { question } : { question: asked.question, isMissing: true })
      return question !== null
    },
    goOn() {
      const at = asked.round?.place ?? round.length
      const next = round[at]
      if (next) return placeInRound(next, at)
      const over = asked.round ? asked.question.topic : null
      round = []
      place({ question: services.questions.next(asked.question), over })
    },
    star() {
      toggleStar(services, asked.question.id)
      refresh()
    },
    refresh,
    share() {
      const { id, text } = asked.question
      const { words } = messagesFor(services.language)
      const isShared = questionOf(id) !== null
      return {
        title: isShared ? format(words.shareQuestion, { question: text }) : words.title,
        path: isShared ? `/pages/practice/practice?question=${id}` : '/pages/practice/practice',
      }
    },
  }
}
