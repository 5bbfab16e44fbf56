// One topic, attempts, stars and taps → patches for setData: all of the topic page's logic, without WeChat.
import { topicOf } from '../../core/questions/bank'
import { practisedIn } from '../../core/progress/practised'
import type { Services } from '../../services'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import { questionRowOf, type QuestionRow } from '../../presentation/question-rows'
import type { Query } from '../../presentation/presented'
import { toggleStar } from '../../presentation/toggle-star'

/** What this page needs of the app's services. */
type TopicServices = AppearanceServices &
  Pick<Services, 'attempts' | 'stars' | 'questions' | 'navigation' | 'dialogs' | 'nowMs'>

export interface TopicView {
  readonly progress: string
  readonly isStarred: boolean
  readonly rows: readonly QuestionRow[]
}

/**
 * `show` gets one patch per change, never empty, without `undefined`; the first before this returns.
 * @param query `?id=` of the topic
 */
export function createTopicPresenter(
  services: TopicServices,
  show: (patch: Patch) => void,
  { id = '' }: Query,
) {
  const { attempts, stars, navigation } = services
  const topic = topicOf(id)
  const questions = topic?.questions ?? []
  const showView = diffing<TopicView>(show)

  const reader = () => ({
    isChinese: services.language === 'zh',
    messages: messagesFor(services.language),
  })

  function refresh(): void {
    if (!topic) return
    const practised = practisedIn(attempts.list())
    const starred = stars.current
    const context = { ...reader(), practised, starred, nowMs: services.nowMs() }
    showView({
      progress: format(context.messages.words.topicProgress, {
        n: questions.filter((question) => practised.has(question.id)).length,
        total: questions.length,
      }),
      isStarred: starred.has(id),
      rows: questions.map((question) => questionRowOf(question, context)),
    })
  }

  function practise(chosen: typeof questions): void {
    if (chosen.length === 0) return
    services.questions.queue(...chosen)
    navigation.openTab('practice')
  }

  function applyAppearance(data: AppearanceData, { words }: Messages): void {
    const { isChinese } = reader()
    show({
      ...data,
      screen: topic ? 'topic' : 'missing',
      ...(topic && {
        topic: {
          id: topic.id,
          en: topic.en,
          zh: isChinese ? topic.zh : '',
          starLabel: format(words.star, { name: isChinese ? topic.zh : topic.en }),
        },
        buttons: [{ id: 'practiseAll', label: words.practiseTopic, icon: 'mic', primary: true }],
      }),
    })
    refresh()
  }

  const appearance = createAppearance(services, ({ words }) => words.topics, applyAppearance)

  return {
    shown() {
      appearance.shown()
      refresh()
    },
    acts: {
      /** Toggles the star of the topic or of one of its questions. */
      star(starred: Pick<ActData, 'id'>) {
        toggleStar(services, starred.id)
        refresh()
      },
      practise(chosen: Pick<ActData, 'id'>) {
        practise(questions.filter((question) => question.id === chosen.id))
      },
      /** All questions, one after another. */
      practiseAll: () => practise(questions),
      openTopics: () => navigation.openTab('topics'),
    },
    /** A card to share; it contains only ids. */
    share() {
      const { isChinese, messages } = reader()
      const { words } = messages
      if (!topic) return { title: words.topics, path: '/pages/topics/topics' }
      const name = isChinese ? `${topic.en} ${topic.zh}` : topic.en
      return {
        title: format(words.shareTopic, { topic: name, n: questions.length }),
        path: `/pages/topic/topic?id=${topic.id}`,
      }
    },
    close: appearance.close,
  }
}
