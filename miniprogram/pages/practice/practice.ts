// The practice page: the presenter's patches → setData, taps → the presenter. Nothing else.
import type { Services } from '../../core/services'
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
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services }>()
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
    onAnotherTap() {
      presenters.get(this)?.another()
    },
    onPlayTap() {
      presenters.get(this)?.playOrPause()
    },
    onSeek(event: WechatMiniprogram.CustomEvent<{ positionMs: number }>) {
      presenters.get(this)?.seek(event.detail.positionMs)
    },
    onCopyTap() {
      presenters.get(this)?.copyAnswer()
    },
    onLogidCopy() {
      presenters.get(this)?.copyLogid()
    },
    onReadingTouchStart() {
      presenters.get(this)?.touched(true)
      this.measureReading()
    },
    onReadingTouchEnd() {
      presenters.get(this)?.touched(false)
    },
    onReadingScroll(event: WechatMiniprogram.ScrollViewScroll) {
      const { scrollTop, scrollHeight } = event.detail
      presenters.get(this)?.scrolled(scrollTop, scrollHeight)
    },
    measureReading() {
      this.createSelectorQuery()
        .select('.reading')
        .boundingClientRect((rect) => {
          // null where no answer is shown
          if (rect) presenters.get(this)?.measured(rect.height)
        })
        .exec()
    },
  },
})
