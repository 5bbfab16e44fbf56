// The mock Part 1 page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../core/services'
import type { AskingView } from './asking-view'
import { createMockPresenter, type MockPresenter } from './mock-presenter'
import type { MockIntent } from './summary-view'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, MockPresenter>()

Component({
  data: {
    screen: '',
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createMockPresenter(services, (patch) => this.setData(patch)),
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
    hide() {
      presenters.get(this)?.hidden()
    },
  },
  methods: {
    onDockPress(event: WechatMiniprogram.CustomEvent<{ id: MockIntent }>) {
      presenters.get(this)?.press(event.detail.id)
    },
    onMainTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.press(event.currentTarget.dataset.intent as AskingView['main']['intent'])
    },
    onSkipTap() {
      presenters.get(this)?.skip()
    },
    onEndTap() {
      presenters.get(this)?.end()
    },
    onSettingsTap() {
      presenters.get(this)?.openSettings()
    },
    onSummaryTap() {
      presenters.get(this)?.showSummary()
    },
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.open(event.currentTarget.dataset.id as string)
    },
  },
})
