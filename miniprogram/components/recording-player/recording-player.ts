// Plays a recording: play and pause, and its waveform, which seeks by touch.
import { summarise } from '../../core/recording/levels'
import { clockText } from '../../i18n/time'

const barCounts = { large: 48, small: 42 }

interface WaveRect {
  readonly left: number
  readonly width: number
}

Component({
  properties: {
    /** Loudness over the whole recording, 0 … 1. */
    levels: { type: Array, value: [] as number[] },
    durationMs: Number,
    positionMs: Number,
    playing: Boolean,
    /** `large` or `small` */
    size: { type: String, value: 'large' },
    playLabel: String,
    pauseLabel: String,
    positionLabel: String,
  },
  data: {
    /** 0, 1, 2 …: keys of the bars. */
    indices: [] as number[],
    /** Heights in per cent. */
    bars: [] as number[],
    playedCount: 0,
    position: '0:00',
    duration: '0:00',
    /** The time under the finger; null when the wave is not touched. */
    touchMs: null as number | null,
    touching: false,
    wave: null as WaveRect | null,
  },
  observers: {
    'levels, size'(levels: number[], size: 'large' | 'small') {
      const bars = summarise(levels, barCounts[size]).map((level) => Math.round(level * 100))
      this.setData({ bars, indices: bars.map((_height, index) => index) })
    },
    'positionMs, touchMs, durationMs, size'(
      positionMs: number,
      touchMs: number | null,
      durationMs: number,
      size: 'large' | 'small',
    ) {
      const shownMs = touchMs ?? positionMs
      this.setData({
        playedCount: durationMs > 0 ? Math.round((shownMs / durationMs) * barCounts[size]) : 0,
        position: clockText(shownMs),
        duration: clockText(durationMs),
      })
    },
  },
  methods: {
    onToggleTap() {
      this.triggerEvent('toggle')
    },
    onWaveTouchStart(event: WechatMiniprogram.TouchEvent) {
      this.setData({ touching: true, wave: null })
      this.createSelectorQuery()
        .select('.wave')
        .boundingClientRect((rect: NodeRect) => {
          if (!rect) return
          this.setData({ wave: { left: rect.left, width: rect.width } })
          this.follow(event)
          // a tap may end before the query is answered
          if (!this.data.touching) this.release()
        })
        .exec()
    },
    onWaveTouchMove(event: WechatMiniprogram.TouchEvent) {
      this.follow(event)
    },
    onWaveTouchEnd(event: WechatMiniprogram.TouchEvent) {
      this.setData({ touching: false })
      this.follow(event)
      this.release()
    },
    onWaveTouchCancel() {
      this.setData({ touching: false, wave: null, touchMs: null })
    },
    release() {
      const { touchMs } = this.data
      if (touchMs === null) return
      this.setData({ wave: null, touchMs: null })
      this.triggerEvent('seek', { positionMs: touchMs })
    },
    follow(event: WechatMiniprogram.TouchEvent) {
      const { wave, durationMs } = this.data
      const touch = event.touches[0] ?? event.changedTouches[0]
      if (!wave || !touch || wave.width === 0) return
      const fraction = Math.min(1, Math.max(0, (touch.clientX - wave.left) / wave.width))
      this.setData({ touchMs: Math.round(fraction * durationMs) })
    },
  },
})
