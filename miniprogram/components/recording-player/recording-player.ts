// Plays a recording: play and pause, and its waveform, which seeks by touch. A tap on a pause asks to hear it.
import { summarise } from '../../core/recording/levels'
import type { Pause } from '../../core/recording/speech'
import { clockText } from '../../i18n/time'

const barCounts = { large: 48, small: 42 }

/** A finger that moved no further meant a place; more is a drag. */
const stillPx = 8
/** So close to a pause, it is meant: many are narrower than a finger. */
const nearPx = 10

interface WaveRect {
  readonly left: number
  readonly width: number
}

Component({
  properties: {
    /** Loudness over the whole recording, 0 … 1. */
    levels: { type: Array, value: [] as number[] },
    /** Marked below the waveform. */
    pauses: { type: Array, value: [] as Pause[] },
    durationMs: Number,
    positionMs: Number,
    playing: Boolean,
    /** How much of its room the waveform takes, 0 … 1: to compare lengths. */
    share: { type: Number, value: 1 },
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
    /** Where the finger came down, and whether it has moved since. */
    touchX: 0,
    dragged: false,
    /** Where the pauses are, in per cent. */
    marks: [] as { left: number; width: number }[],
    wave: null as WaveRect | null,
  },
  observers: {
    'levels, size, share'(levels: number[], size: 'large' | 'small', share: number) {
      const bars = summarise(levels, barCountOf(size, share)).map((level) => Math.round(level * 100))
      this.setData({ bars, indices: bars.map((_height, index) => index) })
    },
    'pauses, durationMs'(pauses: readonly Pause[], durationMs: number) {
      const percent = (ms: number): number => (durationMs > 0 ? Math.round((ms / durationMs) * 1000) / 10 : 0)
      const marks = pauses.map(({ startMs, endMs }) => ({
        left: percent(startMs),
        width: percent(endMs - startMs),
      }))
      this.setData({ marks })
    },
    'positionMs, touchMs, durationMs, size, share'(
      positionMs: number,
      touchMs: number | null,
      durationMs: number,
      size: 'large' | 'small',
      share: number,
    ) {
      const shownMs = touchMs ?? positionMs
      this.setData({
        playedCount: durationMs > 0 ? Math.round((shownMs / durationMs) * barCountOf(size, share)) : 0,
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
      this.setData({ touching: true, wave: null, touchX: event.touches[0]?.clientX ?? 0, dragged: false })
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
      const { touchMs, dragged, wave, durationMs, pauses } = this.data
      if (touchMs === null || !wave) return
      this.setData({ wave: null, touchMs: null })
      const pause = dragged ? undefined : pauseNear(pauses, touchMs, (nearPx / wave.width) * durationMs)
      if (pause) this.triggerEvent('hear', { positionMs: pause.startMs })
      else this.triggerEvent('seek', { positionMs: touchMs })
    },
    follow(event: WechatMiniprogram.TouchEvent) {
      const { wave, durationMs, touchX, dragged } = this.data
      const touch = event.touches[0] ?? event.changedTouches[0]
      if (!wave || !touch || wave.width === 0) return
      const fraction = Math.min(1, Math.max(0, (touch.clientX - wave.left) / wave.width))
      this.setData({
        touchMs: Math.round(fraction * durationMs),
        dragged: dragged || Math.abs(touch.clientX - touchX) > stillPx,
      })
    },
  },
})

function barCountOf(size: 'large' | 'small', share: number): number {
  return Math.max(1, Math.round(barCounts[size] * share))
}

/** The pause at that time; without one, the nearest that is no further away than `nearMs`. */
function pauseNear(pauses: readonly Pause[], timeMs: number, nearMs: number): Pause | undefined {
  const distanceMs = ({ startMs, endMs }: Pause): number => Math.max(startMs - timeMs, timeMs - endMs, 0)
  const [nearest] = [...pauses].sort((one, other) => distanceMs(one) - distanceMs(other))
  return nearest && distanceMs(nearest) <= nearMs ? nearest : undefined
}
