import { paintRing, type RingContext } from '../../miniprogram/components/pace-ring/paint-ring'

interface Stroke {
  what: 'stroke' | 'fill'
  colour: string
  cap: string
  width: number
  arc: number[]
}

const colours = { track: 'track', zone: 'zone', spoken: 'spoken', page: 'page' }

function paint(spoken: number, mark = 0): { strokes: Stroke[]; transform: number[] } {
  const strokes: Stroke[] = []
  let arc: number[] = []
  let transform: number[] = []
  const context: RingContext = {
    lineCap: '',
    lineWidth: 0,
    strokeStyle: '',
    fillStyle: '',
    setTransform: (...values) => (transform = values),
    clearRect: () => (strokes.length = 0),
    beginPath: () => (arc = []),
    arc: (...values) => (arc = values),
    stroke: () =>
      strokes.push({
        what: 'stroke',
        colour: context.strokeStyle,
        cap: context.lineCap,
        width: context.lineWidth,
        arc,
      }),
    fill: () => strokes.push({ what: 'fill', colour: context.fillStyle, cap: '', width: 0, arc }),
  }
  paintRing(context, { size: 260 * 1.04, start: 1 / 3, end: 2 / 3, spoken, mark }, colours, 3)
  return { strokes, transform }
}

/** An arc's ends as fractions of a turn from the top. */
const shares = ({ arc }: Stroke): number[] => arc.slice(3).map((angle) => angle / (2 * Math.PI) + 1 / 4)

test('draws the track, the zone and the time spoken, in px', () => {
  const { strokes, transform } = paint(0.4)
  expect(transform).toEqual([3, 0, 0, 3, 0, 0])
  expect(strokes.map(({ what, colour }) => `${what} ${colour}`)).toEqual([
    'stroke track',
    'stroke zone',
    'stroke spoken',
    'fill spoken',
  ])
  expect(strokes.slice(0, 3).map(shares)).toEqual([
    [expect.closeTo(0), expect.closeTo(1)],
    [expect.closeTo(1 / 3), expect.closeTo(2 / 3)],
    [expect.closeTo(0), expect.closeTo(0.4)],
  ])
  expect(strokes[0]?.width).toBeCloseTo(9.1)
})

test('the head stays inside the canvas', () => {
  for (const spoken of [0.01, 0.25, 0.5, 0.75, 1]) {
    const [x = 0, y = 0, radius = 0] = paint(spoken).strokes[3]?.arc ?? []
    for (const place of [x, y]) {
      expect(place - radius).toBeGreaterThanOrEqual(-0.001)
      expect(place + radius).toBeLessThanOrEqual(270.401)
    }
  }
})

test('draws no head before the first sound', () => {
  expect(paint(0).strokes).toHaveLength(2)
})

test('marks the length of an earlier attempt with a dot in a gap, inside the canvas', () => {
  for (const mark of [0.1, 0.49, 1]) {
    const { strokes } = paint(0, mark)
    const [, , gap, dot] = strokes
    expect(strokes.map(({ what, colour }) => `${what} ${colour}`).slice(2)).toEqual([
      'fill page',
      'fill spoken',
    ])
    const [x = 0, y = 0, radius = 0] = dot?.arc ?? []
    expect(gap?.arc.slice(0, 2)).toEqual([x, y])
    expect(gap?.arc[2]).toBeGreaterThan(radius)
    const turn = (Math.atan2(y - 135.2, x - 135.2) / (2 * Math.PI) + 1.25) % 1
    expect(turn).toBeCloseTo(mark % 1)
    for (const place of [x, y]) {
      expect(place - radius).toBeGreaterThanOrEqual(0)
      expect(place + radius).toBeLessThanOrEqual(270.4)
    }
  }
})
