// Fractions of a turn and colours → the ring on a 2D canvas.

/** The part of CanvasRenderingContext2D that the ring uses. */
export interface RingContext {
  lineCap: string
  lineWidth: number
  strokeStyle: string
  fillStyle: string
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void
  clearRect(x: number, y: number, width: number, height: number): void
  beginPath(): void
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void
  stroke(): void
  fill(): void
}

interface RingShape {
  /** Width and height of the canvas, px: the ring plus a margin for the head of the spoken arc. */
  readonly size: number
  /** The guide zone and the time spoken: fractions of a turn from the top, clockwise. */
  readonly start: number
  readonly end: number
  readonly spoken: number
  /** Where a dot marks the length of an earlier attempt; 0 for none. */
  readonly mark: number
}

export interface RingColours {
  readonly track: string
  readonly zone: string
  readonly spoken: string
  /** The background behind the ring. */
  readonly page: string
}

// pace-ring.wxss: the canvas is 4 % larger than the ring
const ringShare = 1 / 1.04
const strokeShare = 0.035
const top = -Math.PI / 2

/** @param pixelsPerPx canvas pixels per px */
export function paintRing(
  context: RingContext,
  { size, start, end, spoken, mark }: RingShape,
  colours: RingColours,
  pixelsPerPx: number,
): void {
  const diameter = size * ringShare
  const width = diameter * strokeShare
  const radius = (diameter - width) / 2
  const angle = (share: number): number => top + share * 2 * Math.PI
  const arc = (from: number, to: number, colour: string, cap: string): void => {
    context.lineCap = cap
    context.strokeStyle = colour
    context.beginPath()
    context.arc(size / 2, size / 2, radius, angle(from), angle(to))
    context.stroke()
  }

  const dot = (share: number, dotRadius: number, colour: string): void => {
    context.fillStyle = colour
    context.beginPath()
    context.arc(
      size / 2 + radius * Math.cos(angle(share)),
      size / 2 + radius * Math.sin(angle(share)),
      dotRadius,
      0,
      2 * Math.PI,
    )
    context.fill()
  }

  context.setTransform(pixelsPerPx, 0, 0, pixelsPerPx, 0, 0)
  context.clearRect(0, 0, size, size)
  context.lineWidth = width
  arc(0, 1, colours.track, 'butt')
  if (end > start) arc(start, end, colours.zone, 'butt')
  if (mark > 0) {
    // a gap around the dot sets it off from the zone
    dot(mark, width * 1.3, colours.page)
    dot(mark, width * 0.8, colours.spoken)
  }
  if (spoken === 0) return
  arc(0, spoken, colours.spoken, 'round')
  // the head is twice as wide as the ring
  dot(spoken, width, colours.spoken)
}
