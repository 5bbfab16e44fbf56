// Time spoken and the guide zone as a ring; what is in the slot stands in its middle.
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

/** What the ring is drawn on and with. It changes with the layout and the theme, not with the time. */
interface Surface {
  readonly context: RingContext
  readonly size: number
  readonly colours: RingColours
  /** The student wants less motion. */
  readonly isStill: boolean
}

// Component instances have no typed slot for non-data state.
const surfaces = new WeakMap<object, Surface>()

// Sharp on every phone; wx.getWindowInfo().pixelRatio would be exact, but components don't touch wx.
const pixelsPerPx = 3

Component({
  properties: {
    elapsedMs: Number,
    /** A dot at this time, for another take's length; 0 for none. */
    markMs: Number,
    /** Null for none: then one turn is a minute. */
    zone: { type: Object, value: null as GuideZone | null },
    /** Beside the zone's ends; `''` for none. */
    startLabel: String,
    endLabel: String,
    /** `large`, `medium` or `small` */
    size: { type: String, value: 'large' },
    /** The student's font scale is 1.3 or more: the ring leaves room for the words. */
    zoomed: Boolean,
  },
  data: { startPlace: '', endPlace: '' },
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
      if (zone) this.setData(labelPlaces(zone))
    },
    'elapsedMs, markMs, zone'() {
      this.draw()
    },
    'size, zoomed'() {
      this.measure()
    },
  },
  methods: {
    /** Asks the page for the canvas, its size and the colours, and draws. */
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
            // pace-ring.wxss: the second layer stands for prefers-reduced-motion
            isStill: track.zIndex === '1',
          })
          this.draw()
        })
    },
    draw() {
      const surface = surfaces.get(this)
      // not laid out when it was asked
      if (!surface) return this.measure()
      const { context, size, colours, isStill } = surface
      const { elapsedMs, markMs, zone } = this.data
      const shape = {
        size,
        ...(zone ? zoneFractions(zone) : { start: 0, end: 0 }),
        spoken: paceFraction(isStill ? elapsedMs - (elapsedMs % 1000) : elapsedMs, zone),
        mark: paceFraction(markMs, zone),
      }
      paintRing(context, shape, colours, pixelsPerPx)
    },
  },
})

function labelPlaces(zone: GuideZone): { startPlace: string; endPlace: string } {
  const { start, end } = zoneFractions(zone)
  return { startPlace: labelPlace(start), endPlace: labelPlace(end) }
}

/** Just outside the ring, at a share of its turn. */
function labelPlace(share: number): string {
  const angle = share * 2 * Math.PI
  const across = Math.round(Math.sin(angle) * 500) / 10
  const down = Math.round((50 - Math.cos(angle) * 56) * 10) / 10
  const side = across < 0 ? 'right' : 'left'
  return `${side}: calc(${50 + Math.abs(across)}% + 8px); top: ${down}%`
}
