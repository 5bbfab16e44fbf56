// The Topics page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Filter } from '../../core/questions/search'
import type { Services } from '../../services'
import { createTopicsPresenter, type TopicsPresenter } from './topics-presenter'
import type { TopicsView } from './topics-view'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, TopicsPresenter>()

function idOf(event: WechatMiniprogram.TouchEvent): string {
  return event.currentTarget.dataset.id as string
}

Component({
  data: {
    chips: [] as TopicsView['chips'],
    sections: [] as TopicsView['sections'],
    questions: [] as TopicsView['questions'],
    more: '',
    nothing: null as TopicsView['nothing'],
    query: '',
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createTopicsPresenter(services, (patch) => this.setData(patch)),
      )
    },
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
    onSearchInput(event: WechatMiniprogram.Input) {
      presenters.get(this)?.search(event.detail.value)
    },
    onClearTap() {
      presenters.get(this)?.search('')
    },
    onChipTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.choose(idOf(event) as Filter)
    },
    onTopicTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.openTopic(idOf(event))
    },
    onQuestionOpen(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.practise(idOf(event))
    },
    onStar(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.star(idOf(event))
    },
  },
})
