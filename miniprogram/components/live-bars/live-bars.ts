// The latest loudness values as bars: newest on the right, older ones fading. No setData of its own: it changes ten times a second.
import { liveLevelCount } from '../../core/session/practice-session'

Component({
  properties: {
    /** Heights in per cent, newest last. */
    heights: { type: Array, value: [] as number[] },
  },
  data: {
    indices: Array.from({ length: liveLevelCount }, (_, index) => index),
  },
})
