// The practice page's question, the next one, and what to show before a take → patches for setData.
import type { AskedQuestion } from '../../core/questions/question'
import { questionOf } from '../../core/questions/bank'
import type { Services } from '../../services'
import { format, messagesFor } from '../../i18n/index'
import { diffing, type Patch } from '../../presentation/patch'
import { toggleStar } from '../../presentation/toggle-star'
import { idleViewOf, type CurrentQuestion, type IdleView } from './idle-view'

export type QuestionPickerServices = Pick<
  Services,
  'stars' | 'questions' | 'planner' | 'settings' | 'dialogs' | 'nowMs' | 'language'
> & { readonly attempts: Pick<Services['attempts'], 'list' | 'onChanged'> }

interface QuestionPicker {
  readonly question: AskedQuestion
  /** Asks one question, or starts a round of several. */
  ask(questions: readonly AskedQuestion[]): void
  /** Asks the question with an id from a link; untrusted. */
  open(id: string): void
  /** The next question of the round; after or outside a round, of today's plan. */
  next(): void
  toggleStar(): void
  /** Shows changes: attempts, the day, the language, settings. */
  refresh(): void
  /** A card to share; it contains only the question's id. */
  share(): { readonly title: string; readonly path: string }
}

/** `show` gets one patch per change, never empty; none before the first `refresh`. */
export function createQuestionPicker(
  services: QuestionPickerServices,
  show: (patch: Patch) => void,
): QuestionPicker {
  const alone = { position: null, finishedTopic: null, isMissing: false }
  let round: readonly AskedQuestion[] = []
  let current: CurrentQuestion = { ...alone, question: services.questions.next() }
  const showView = diffing<IdleView>(show)

  function refresh(): void {
    const { language } = services
    const context = {
      language,
      messages: messagesFor(language),
      attempts: services.attempts.list(),
      planner: services.planner,
      starred: services.stars.current,
      settings: services.settings.current,
      nowMs: services.nowMs(),
    }
    showView(idleViewOf(current, context))
  }

  function pick(next: Partial<CurrentQuestion> & Pick<CurrentQuestion, 'question'>): void {
    current = { ...alone, ...next }
    refresh()
  }

  /** @param index from 0 */
  function pickInRound(question: AskedQuestion, index: number): void {
    pick({ question, position: round.length > 1 ? { number: index + 1, total: round.length } : null })
  }

  return {
    get question() {
      return current.question
    },
    ask(questions) {
      const [first] = questions
      if (!first) return
      round = questions
      pickInRound(first, 0)
    },
    open(id) {
      const question = questionOf(id)
      round = []
      pick(question ? { question } : { question: current.question, isMissing: true })
    },
    next() {
      const { question, position } = current
      const index = position?.number ?? round.length
      const following = round[index]
      if (following) return pickInRound(following, index)
      round = []
      pick({
        question: services.questions.next(question),
        finishedTopic: position ? question.topic : null,
      })
    },
    toggleStar() {
      toggleStar(services, current.question.id)
      refresh()
    },
    refresh,
    share() {
      const { id, text } = current.question
      const { words } = messagesFor(services.language)
      const path = '/pages/practice/practice'
      if (questionOf(id) === null) return { title: words.title, path }
      return { title: format(words.shareQuestion, { question: text }), path: `${path}?question=${id}` }
    },
  }
}
