// The practice page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../services'
import { readingMethods } from '../../presentation/reading/reading-methods'
import type { SheetGroup } from '../../presentation/reading/sentence-sheet'
import type { Intent } from './practice-view'
import { createPresenter, type Presenter } from './presenter'

// A page instance has no typed place for what is no data.
const presenters = new WeakMap<object, Presenter>()

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
    sheet: null as { groups: SheetGroup[]; into: string } | null,
    hasInterrupted: false,
    isTelling: false,
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      presenters.set(
        this,
        createPresenter(services, (patch) => this.setData(patch)),
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
    onRecordTap() {
      presenters.get(this)?.press('record')
    },
    onDockPress(event: WechatMiniprogram.CustomEvent<{ id: Intent }>) {
      presenters.get(this)?.press(event.detail.id)
    },
    onCancelTap() {
      presenters.get(this)?.cancel()
    },
    onFinishTap() {
      presenters.get(this)?.finish()
    },
    onPauseTap() {
      presenters.get(this)?.pauseOrResume()
    },
    onInterruptedTap() {
      presenters.get(this)?.openInterrupted()
    },
    onFirstUseAnswer(event: WechatMiniprogram.CustomEvent<{ isAgreed: boolean }>) {
      presenters.get(this)?.answerFirstUse(event.detail.isAgreed)
    },
    onPrivacyTap() {
      presenters.get(this)?.press('privacy')
    },
    onLoad({ question }: { question?: string }) {
      presenters.get(this)?.opened(question)
    },
    onShareAppMessage() {
      return presenters.get(this)?.share()
    },
    onStarToggle() {
      presenters.get(this)?.star()
    },
    onMockTap() {
      presenters.get(this)?.openMock()
    },
    onTopicsTap() {
      presenters.get(this)?.openTopics()
    },
    onAnotherTap() {
      presenters.get(this)?.another()
    },
    ...readingMethods((page) => presenters.get(page)?.reader),
  },
})
