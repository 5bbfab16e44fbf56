// The Me page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { createMePresenter, type MePresenter } from './me-presenter'
import type { RowGroup, RowId } from './me-view'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, MePresenter>()

Component({
  data: { groups: [] as RowGroup[] },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createMePresenter(services, (patch) => this.setData(patch)),
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
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      void presenters.get(this)?.press(event.currentTarget.dataset.id as RowId)
    },
  },
})
