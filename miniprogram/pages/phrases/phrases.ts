// The phrase book's page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { createPhrasesPresenter, type PhraseRow, type PhrasesPresenter } from './phrases-presenter'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, PhrasesPresenter>()

Component({
  data: { rows: null as PhraseRow[] | null },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createPhrasesPresenter(services, (patch) => this.setData(patch)),
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
    onCopyTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.copy(event.currentTarget.dataset.index as number)
    },
    onRemoveTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.remove(event.currentTarget.dataset.index as number)
    },
  },
})
