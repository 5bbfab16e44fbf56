// The topic page, `?id=`: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import type { QuestionRow } from '../topics/question-rows'
import { createTopicPresenter, type TopicPresenter } from './topic-presenter'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, TopicPresenter>()

function idOf(event: WechatMiniprogram.TouchEvent): string {
  return event.currentTarget.dataset.id as string
}

Component({
  data: {
    screen: '',
    progress: '',
    isStarred: false,
    rows: [] as QuestionRow[],
    buttons: [] as unknown[],
  },
  lifetimes: {
    detached() {
      presenters.get(this)?.close()
      presenters.delete(this)
    },
  },
  pageLifetimes: {
    show() {
      presenters.get(this)?.shown()
    },
  },
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createTopicPresenter(services, id, (patch) => this.setData(patch)),
      )
    },
    onShareAppMessage() {
      return presenters.get(this)?.share()
    },
    onQuestionOpen(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.practise(idOf(event))
    },
    onStar(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.star(idOf(event))
    },
    onDockPress() {
      presenters.get(this)?.practiseAll()
    },
    onTopicsTap() {
      presenters.get(this)?.openTopics()
    },
  },
})
