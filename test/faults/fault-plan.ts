// A seed → the faults of one connection and their moments; the same seed gives the same plan.
import { mulberry32 } from '../core/answer/cuts'

/** The faults of one direction. */
export interface DirectionFaults {
  /** Bytes are passed on in pieces of at most this size. */
  readonly pieceMaxBytes: number
  /** The pause before each piece. */
  readonly pauseMs: number
  /** `reset` and `end` close the connection at this byte; `freeze` keeps it open but passes nothing more. */
  readonly ending: { readonly kind: 'reset' | 'end' | 'freeze'; readonly atBytes: number } | null
  /** At this byte one bit is flipped. */
  readonly corruptAtBytes: number | null
}

export interface FaultPlan {
  /** The connection is closed before it reaches the service. */
  readonly isRefused: boolean
  readonly connectDelayMs: number
  readonly request: DirectionFaults
  readonly response: DirectionFaults
}

export interface Random {
  /** An integer, 0 ≤ value < `below`. */
  below(below: number): number
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
}

export function createRandom(seed: number): Random {
  // neighbouring seeds start similarly: the first value is discarded
  const random = mulberry32(Math.imul(seed, 0x9e3779b1))
  random()
  const below = (limit: number): number => Math.floor(random() * limit)
  return {
    below,
    chance: (share) => random() < share,
    pick<T>(items: readonly T[]): T {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
  }
}

const wholeDirection: DirectionFaults = {
  pieceMaxBytes: Infinity,
  pauseMs: 0,
  ending: null,
  corruptAtBytes: null,
}

/** A plan without faults. */
export const faultless: FaultPlan = {
  isRefused: false,
  connectDelayMs: 0,
  request: wholeDirection,
  response: wholeDirection,
}

/** `sizes`: the bytes within which faults occur. A connection's pauses add up to less than some 300 ms. */
export function drawFaults(random: Random, sizes: { request: number; response: number }): FaultPlan {
  return {
    isRefused: random.chance(0.03),
    connectDelayMs: random.chance(0.2) ? random.below(100) : 0,
    request: random.chance(0.25) ? drawDirection(random, sizes.request) : wholeDirection,
    response: random.chance(0.8) ? drawDirection(random, sizes.response) : wholeDirection,
  }
}

function drawDirection(random: Random, sizeBytes: number): DirectionFaults {
  const pieceMaxBytes = random.pick([1, 7, 60, 300, 1_400, sizeBytes])
  const pieces = Math.ceil(sizeBytes / pieceMaxBytes)
  const kind = random.pick(['reset', 'end', 'freeze', null, null, null] as const)
  return {
    pieceMaxBytes,
    pauseMs: random.chance(0.5) && pieces < 200 ? random.below(Math.ceil(200 / pieces)) : 0,
    ending: kind && { kind, atBytes: random.below(sizeBytes) },
    corruptAtBytes: random.chance(0.2) ? random.below(sizeBytes) : null,
  }
}
