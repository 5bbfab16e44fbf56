// A tap, when and where, and what stood there → whether it was meant for that: a hurried finger taps twice.

/** In the page's window. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A tap that would do something. */
export interface Tap {
  /** What it would do, with its data: two taps with the same one do the same. */
  readonly act: string
  readonly page: object
  readonly place: Place
  /** By the clock's stopwatch, as every `atMs` here. */
  readonly atMs: number
}

export interface TapGuard {
  /** @param isNew what it hit has only just come */
  takes(tap: Tap, isNew: boolean): boolean
}

/** Two taps this far apart, or less, may be one double tap of a slow or trembling finger. */
const echoMs = 900
/** The size of a touch target: nobody aims at two of them closer than that. */
const echoPx = 44
/** An impatient student gets through, however fast the taps. */
const holdMs = 2_000
/** Nobody sees a button, decides and taps in less: such a tap was meant for what was there before. */
const noticeMs = 400

export function createTapGuard(): TapGuard {
  let last: Tap | null = null
  /** What the last taps at one place were meant for. */
  let meant: Tap | null = null

  function isEcho(tap: Tap): boolean {
    if (!last || !meant || (meant.page === tap.page && meant.act === tap.act)) return false
    return isWithin(echoMs, last, tap) && isWithin(holdMs, meant, tap) && isNear(last.place, tap.place)
  }

  return {
    takes(tap, isNew) {
      const isHeld = isEcho(tap)
      last = tap
      // a tap on a new button was meant for one that has gone
      if (!isHeld) meant = isNew ? { ...tap, act: '' } : tap
      return !isHeld && !isNew
    },
  }
}

function isWithin(limitMs: number, before: Tap, { atMs }: Tap): boolean {
  return atMs - before.atMs < limitMs
}

function isNear(one: Place, other: Place): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) <= echoPx
}

/** When each of a page's buttons has come. */
export interface Arrivals {
  /** What is on the page now, from its opening on. */
  shown(ids: readonly string[], atMs: number): void
  isNew(id: string, atMs: number): boolean
}

export function createArrivals(): Arrivals {
  let since: ReadonlyMap<string, number> | null = null
  return {
    shown(ids, atMs) {
      const before = since
      // a page opens as a whole: nothing on it takes the place of anything else
      const sinceOf = (id: string): number => (before ? (before.get(id) ?? atMs) : -Infinity)
      since = new Map(ids.map((id) => [id, sinceOf(id)]))
    },
    isNew: (id, atMs) => atMs - (since?.get(id) ?? -Infinity) < noticeMs,
  }
}
