// The attempt page, `?id=`: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { readingMethods } from '../../presentation/reading/reading-methods'
import type { SheetGroup } from '../../presentation/reading/sentence-sheet'
import { createAttemptPresenter, type AttemptPresenter } from './attempt-presenter'
import type { AttemptIntent } from './attempt-view'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, AttemptPresenter>()

Component({
  data: {
    screen: '',
    places: [] as number[],
    paragraphs: [] as string[],
    rest: [] as string[][],
    top: 0,
    overflows: false,
    isPlaying: false,
    positionMs: 0,
    playbackProblem: '',
    isUnwritten: false,
    isLost: false,
    sheet: null as { groups: SheetGroup[]; into: string } | null,
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
    hide() {
      presenters.get(this)?.hidden()
    },
    resize() {
      this.measureReading()
    },
  },
  observers: {
    screen() {
      this.measureReading()
    },
  },
  methods: {
    onLoad({ id = '' }: { id?: string }) {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createAttemptPresenter(services, id, (patch) => this.setData(patch)),
      )
    },
    onDockPress(event: WechatMiniprogram.CustomEvent<{ id: AttemptIntent }>) {
      presenters.get(this)?.press(event.detail.id)
    },
    onBackTap() {
      presenters.get(this)?.back()
    },
    ...readingMethods((page) => presenters.get(page)?.reader),
  },
})
