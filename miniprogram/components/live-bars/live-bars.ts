// The latest loudness values as bars: newest on the right, older ones fading.
import { liveLevelCount } from '../../core/session/practice-session'

Component({
  properties: {
    /** Heights in per cent, newest last. */
    heights: { type: Array, value: [] as number[] },
  },
  data: {
    indices: Array.from({ length: liveLevelCount }, (_, index) => index),
    bars: filled([]),
  },
  observers: {
    heights(heights: number[]) {
      this.setData({ bars: filled(heights) })
    },
  },
})

/** Always the full number of bars: missing values are flat bars on the left. */
function filled(heights: readonly number[]): number[] {
  const flat = Math.max(0, liveLevelCount - heights.length)
  return [...Array<number>(flat).fill(0), ...heights].slice(-liveLevelCount)
}
