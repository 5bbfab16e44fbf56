// The History page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { createHistoryPresenter, type HistoryPresenter } from './history-presenter'
import type { DayView } from './history-view'
import type { ProgressView } from './progress-view'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, HistoryPresenter>()

Component({
  data: {
    days: [] as DayView[],
    hasMore: false,
    /** Null until it is known. */
    isEmpty: null as boolean | null,
    query: '',
    progress: null as ProgressView | null,
    space: '',
    notice: null as { heading: string; body: string } | null,
    recovered: [] as string[],
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createHistoryPresenter(services, (patch) => this.setData(patch)),
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
    onReachBottom() {
      presenters.get(this)?.reachedBottom()
    },
    onSearchInput(event: WechatMiniprogram.Input) {
      presenters.get(this)?.search(event.detail.value)
    },
    onClearTap() {
      presenters.get(this)?.search('')
    },
    onRowTap(event: WechatMiniprogram.TouchEvent) {
      presenters.get(this)?.open(event.currentTarget.dataset.id as string)
    },
    onPractiseTap() {
      presenters.get(this)?.practise()
    },
    onNoticeAct() {
      void presenters.get(this)?.followNotice()
    },
    onMakeRoomTap() {
      void presenters.get(this)?.makeRoom()
    },
  },
})
