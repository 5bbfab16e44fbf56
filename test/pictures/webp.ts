// WebP stills of parts of a picture → one WebP that moves. Chromium encodes stills only.

export interface Frame {
  /** Where the still goes; even numbers. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly shownForMs: number
  /** A WebP file without transparency. */
  readonly still: Buffer
}

export function animate(width: number, height: number, frames: readonly Frame[]): Buffer {
  const hasAnimation = 0x02
  const head = chunk(
    'VP8X',
    Buffer.concat([bytes(hasAnimation, 4), bytes(width - 1, 3), bytes(height - 1, 3)]),
  )
  const loopsForever = chunk('ANIM', Buffer.concat([bytes(0xffffffff, 4), bytes(0, 2)]))
  const body = frames.map((frame) => {
    const doNotBlend = 0x02
    const numbers = [frame.x / 2, frame.y / 2, frame.width - 1, frame.height - 1, frame.shownForMs]
    const place = Buffer.concat([...numbers.map((number) => bytes(number, 3)), bytes(doNotBlend, 1)])
    return chunk('ANMF', Buffer.concat([place, imageOf(frame.still)]))
  })
  const content = Buffer.concat([Buffer.from('WEBP'), head, loopsForever, ...body])
  return Buffer.concat([Buffer.from('RIFF'), bytes(content.length, 4), content])
}

/** The chunk with the pixels. */
function imageOf(still: Buffer): Buffer {
  for (let at = 12; at < still.length;) {
    const end = at + 8 + even(still.readUInt32LE(at + 4))
    if (['VP8 ', 'VP8L'].includes(still.toString('latin1', at, at + 4))) return still.subarray(at, end)
    at = end
  }
  throw new Error('not a WebP still')
}

function chunk(name: string, data: Buffer): Buffer {
  const padding = Buffer.alloc(even(data.length) - data.length)
  return Buffer.concat([Buffer.from(name), bytes(data.length, 4), data, padding])
}

function even(length: number): number {
  return length + (length % 2)
}

/** Little-endian. */
function bytes(number: number, count: number): Buffer {
  const all = Buffer.alloc(count)
  all.writeUIntLE(number, 0, count)
  return all
}
