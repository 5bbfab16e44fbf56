// The mock Part 1 page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { createMockPresenter, type Intent, type MockPresenter } from './mock-presenter'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, MockPresenter>()

Component({
  data: {
    screen: '',
    isTelling: false,
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
    onDockPress(event: WechatMiniprogram.CustomEvent<{ id: Intent }>) {
      presenters.get(this)?.press(event.detail.id)
    },
    /** Of a button that carries what it does. */
    onIntentTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.press(event.currentTarget.dataset.intent as Intent)
    },
    onSkipTap() {
      presenters.get(this)?.skip()
    },
    onEndTap() {
      presenters.get(this)?.end()
    },
    onFirstUseAnswer(event: WechatMiniprogram.CustomEvent<{ isAgreed: boolean }>) {
      presenters.get(this)?.answerFirstUse(event.detail.isAgreed)
    },
    onPrivacyTap() {
      presenters.get(this)?.openPrivacy()
    },
    onSummaryTap() {
      presenters.get(this)?.showSummary()
    },
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.open(event.currentTarget.dataset.id as string)
    },
  },
})
