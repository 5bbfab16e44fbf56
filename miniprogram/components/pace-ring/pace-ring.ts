// Time spoken and the guide zone as a ring; what is in the slot stands in its middle.
import { paceFraction, zoneFractions, type GuideZone } from '../../core/recording/pace'
import { paintRing, type RingContext } from './paint-ring'

interface CanvasField {
  readonly node: { width: number; height: number; getContext(type: '2d'): RingContext }
  readonly width: number
}

interface ColourField {
  readonly color: string
  readonly zIndex: string
}

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
      this.draw()
    },
  },
  pageLifetimes: {
    show() {
      this.draw()
    },
    resize() {
      this.draw()
    },
  },
  observers: {
    zone(zone: GuideZone | null) {
      if (zone) this.setData(labelPlaces(zone))
    },
    'elapsedMs, markMs, zone, size, zoomed'() {
      this.draw()
    },
  },
  methods: {
    /** Size, colours and the wish for less motion are asked for each time: any of them may have changed. */
    draw() {
      this.createSelectorQuery()
        .select('.canvas')
        .fields({ node: true, size: true })
        .selectAll('.colour')
        .fields({ computedStyle: ['color', 'zIndex'] })
        .exec((fields: [CanvasField | null, ColourField[] | null]) => {
          const [canvas, colours] = fields
          const [track, zone, spoken, page] = colours ?? []
          if (!canvas?.node || !canvas.width || !track || !zone || !spoken || !page) return
          const pixels = Math.round(canvas.width * pixelsPerPx)
          if (canvas.node.width !== pixels) {
            canvas.node.width = pixels
            canvas.node.height = pixels
          }
          const { elapsedMs, markMs, zone: guide } = this.data
          // pace-ring.wxss: the second layer stands for prefers-reduced-motion
          const shownMs = track.zIndex === '1' ? elapsedMs - (elapsedMs % 1000) : elapsedMs
          paintRing(
            canvas.node.getContext('2d'),
            {
              size: canvas.width,
              ...(guide ? zoneFractions(guide) : { start: 0, end: 0 }),
              spoken: paceFraction(shownMs, guide),
              mark: paceFraction(markMs, guide),
            },
            { track: track.color, zone: zone.color, spoken: spoken.color, page: page.color },
            pixelsPerPx,
          )
        })
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
