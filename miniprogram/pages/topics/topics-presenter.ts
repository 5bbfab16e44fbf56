// The bank, the attempts, the stars and the taps → setData's patches: everything the Topics page does, without its framework.
import { questionOf } from '../../core/questions/bank'
import { practisedIn } from '../../core/progress/practised'
import type { Filter } from '../../core/questions/search'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import { toggleStar } from './toggle-star'
import { topicsViewOf, type TopicsView } from './topics-view'

/** What this page needs of the app's services. */
export type TopicsServices = AppearanceServices &
  Pick<Services, 'attempts' | 'stars' | 'questions' | 'navigation' | 'dialogs' | 'nowMs'>

export interface TopicsPresenter {
  /** The page is seen, for the first time or again. */
  shown(): void
  search(query: string): void
  choose(filter: Filter): void
  /** A topic's or a question's. */
  star(id: string): void
  openTopic(id: string): void
  practise(questionId: string): void
  /** The page is gone. */
  close(): void
}

/** `show` gets one patch per change, never empty, never with `undefined`; the first before this returns. */
export function createTopicsPresenter(
  services: TopicsServices,
  show: (patch: Patch) => void,
): TopicsPresenter {
  const { attempts, stars, navigation } = services
  let query = ''
  let filter: Filter = 'all'
  const showView = diffing<TopicsView>(show)

  function refresh(): void {
    const context = {
      ...{ query, filter },
      messages: messagesFor(services.language),
      isChinese: services.language === 'zh',
      practised: practisedIn(attempts.list()),
      starred: stars.current,
      nowMs: services.nowMs(),
    }
    showView(topicsViewOf(context))
  }

  const appearance = createAppearance(
    services,
    'topics',
    ({ words }) => words.topics,
    (data) => {
      show(data)
      refresh()
    },
  )

  return {
    shown() {
      appearance.shown()
      refresh()
    },
    search(typed) {
      if (typed === query) return
      query = typed
      show({ query })
      refresh()
    },
    choose(chosen) {
      filter = chosen
      refresh()
    },
    star(id) {
      toggleStar(services, id)
      refresh()
    },
    openTopic: navigation.openTopic,
    practise(questionId) {
      const question = questionOf(questionId)
      if (!question) return
      services.questions.ask(question)
      navigation.openTab('practice')
    },
    close: appearance.close,
  }
}
