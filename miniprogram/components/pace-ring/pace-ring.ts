// Time spoken and the guide zone as a ring, with the slot in its middle.
import { paceFraction, zoneFractions, type GuideZone } from '../../core/recording/pace'
import { paintRing, type RingColours, type RingContext } from './paint-ring'

interface CanvasField {
  readonly node: { width: number; height: number; getContext(type: '2d'): RingContext }
  readonly width: number
}

interface ColourField {
  readonly color: string
  readonly zIndex: string
}

/** What the ring is drawn on and with. Changes with the layout and the theme, not with time. */
interface Surface {
  readonly context: RingContext
  readonly size: number
  readonly colours: RingColours
  /** `prefers-reduced-motion` */
  readonly reducesMotion: boolean
}

// Component instances have no typed slot for non-data state.
const surfaces = new WeakMap<object, Surface>()

// Sharp on every phone; wx.getWindowInfo().pixelRatio would be exact, but components don't use wx.
const pixelsPerPx = 3

Component({
  properties: {
    elapsedMs: Number,
    /** Marks this time with a dot, for an earlier attempt; 0 for none. */
    markMs: Number,
    /** Null for none: a full turn is then one minute. */
    zone: { type: Object, value: null as GuideZone | null },
    /** Labels at the ends of the zone; `''` for none. */
    startLabel: String,
    endLabel: String,
    /** `large`, `medium` or `small` */
    size: { type: String, value: 'large' },
    /** The font scale is 1.3 or more: the ring makes room for the text. */
    zoomed: Boolean,
  },
  data: { startStyle: '', endStyle: '' },
  lifetimes: {
    ready() {
      this.measure()
    },
  },
  pageLifetimes: {
    show() {
      this.measure()
    },
    resize() {
      this.measure()
    },
  },
  observers: {
    zone(zone: GuideZone | null) {
      if (zone) this.setData(labelStyles(zone))
    },
    'elapsedMs, markMs, zone'() {
      this.draw()
    },
    'size, zoomed'() {
      this.measure()
    },
  },
  methods: {
    /** Queries the canvas, its size and the colours, then draws. */
    measure() {
      this.createSelectorQuery()
        .select('.canvas')
        .fields({ node: true, size: true })
        .selectAll('.colour')
        .fields({ computedStyle: ['color', 'zIndex'] })
        .exec(([canvas, colours]: [CanvasField | null, ColourField[] | null]) => {
          const [track, zone, spoken, page] = colours ?? []
          if (!canvas?.node || !canvas.width || !track || !zone || !spoken || !page) return
          const pixels = Math.round(canvas.width * pixelsPerPx)
          if (canvas.node.width !== pixels) {
            canvas.node.width = pixels
            canvas.node.height = pixels
          }
          surfaces.set(this, {
            context: canvas.node.getContext('2d'),
            size: canvas.width,
            colours: { track: track.color, zone: zone.color, spoken: spoken.color, page: page.color },
            // set by pace-ring.wxss under prefers-reduced-motion
            reducesMotion: track.zIndex === '1',
          })
          this.draw()
        })
    },
    draw() {
      const surface = surfaces.get(this)
      // there was no layout at the last query
      if (!surface) return this.measure()
      const { context, size, colours, reducesMotion } = surface
      const { elapsedMs, markMs, zone } = this.data
      const shape = {
        size,
        ...(zone ? zoneFractions(zone) : { start: 0, end: 0 }),
        spoken: paceFraction(reducesMotion ? elapsedMs - (elapsedMs % 1000) : elapsedMs, zone),
        mark: paceFraction(markMs, zone),
      }
      paintRing(context, shape, colours, pixelsPerPx)
    },
  },
})

function labelStyles(zone: GuideZone): { startStyle: string; endStyle: string } {
  const { start, end } = zoneFractions(zone)
  return { startStyle: labelStyle(start), endStyle: labelStyle(end) }
}

/** CSS position just outside the ring, at a fraction of its turn. */
function labelStyle(fraction: number): string {
  const angle = fraction * 2 * Math.PI
  const across = Math.round(Math.sin(angle) * 500) / 10
  const down = Math.round((50 - Math.cos(angle) * 56) * 10) / 10
  const side = across < 0 ? 'right' : 'left'
  return `${side}: calc(${50 + Math.abs(across)}% + 8px); top: ${down}%`
}
