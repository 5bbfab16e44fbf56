// The bank, attempts, stars and taps → patches for setData: all of the Topics page's logic, without WeChat.
import { questionOf } from '../../core/questions/bank'
import { practisedIn } from '../../core/progress/practised'
import type { Filter } from '../../core/questions/search'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import { toggleStar } from '../../presentation/toggle-star'
import { topicsViewOf, type TopicsView } from './topics-view'

/** What this page needs of the app's services. */
export type TopicsServices = AppearanceServices &
  Pick<Services, 'attempts' | 'planner' | 'stars' | 'questions' | 'navigation' | 'dialogs' | 'nowMs'>

/** `show` gets one patch per change, never empty, without `undefined`; the first before this returns. */
export function createTopicsPresenter(services: TopicsServices, show: (patch: Patch) => void) {
  const { attempts, stars, navigation } = services
  let query = ''
  let searchField = 0
  let filter: Filter = 'all'
  const showView = diffing<TopicsView>(show)

  function refresh(): void {
    const context = {
      ...{ query, filter },
      messages: messagesFor(services.language),
      isChinese: services.language === 'zh',
      practised: practisedIn(attempts.list()),
      starred: stars.current,
      season: services.planner.season(),
      nowMs: services.nowMs(),
    }
    showView(topicsViewOf(context))
  }

  function search(text: string): void {
    if (text === query) return
    query = text
    show({ query })
    refresh()
  }

  const appearance = createAppearance(
    services,
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
    acts: {
      search: ({ value }: Pick<ActData, 'value'>) => search(value),
      clearSearch() {
        searchField += 1
        show({ searchField })
        search('')
      },
      choose(chosen: Pick<ActData, 'filter'>) {
        filter = chosen.filter
        refresh()
      },
      /** Toggles the star of a topic or a question. */
      star({ id }: Pick<ActData, 'id'>) {
        toggleStar(services, id)
        refresh()
      },
      openTopic: ({ id }: Pick<ActData, 'id'>) => navigation.openTopic(id),
      practise({ id }: Pick<ActData, 'id'>) {
        const question = questionOf(id)
        if (!question) return
        services.questions.queue(question)
        navigation.openTab('practice')
      },
    },
    close: appearance.close,
  }
}
