// Contents with gaps → contents without long ones: an empty content wherever nothing has come for too long.
import type { Clock } from '../../clock'

export interface HeartbeatOptions {
  readonly clock: Clock
  /** Silence is kept until then, on the clock: the client waits longer for the first byte, and a failure still has an HTTP status. */
  readonly firstAtMs: number
  /** The client hangs up after 5 s without a byte. */
  readonly everyMs: number
}

/** The clock is looked at this often for each `everyMs`. */
const looks = 2

/** Order and ends are `source`'s. While nobody asks for the next content no time passes: a slow reader needs no heartbeat. */
export async function* withHeartbeat(
  source: AsyncIterable<string>,
  { clock, firstAtMs, everyMs }: HeartbeatOptions,
): AsyncIterable<string> {
  const over = new AbortController()
  const iterator = source[Symbol.asyncIterator]()
  const tick = () => clock.wait(everyMs / looks, over.signal).then(() => 'tick' as const)
  let ticking = tick()
  let quietFromMs = firstAtMs - everyMs
  try {
    for (let next = iterator.next(); ;) {
      const first = await Promise.race([next, ticking])
      if (first !== 'tick') {
        if (first.done) return
        yield first.value
        quietFromMs = clock.nowMs()
        next = iterator.next()
        continue
      }
      ticking = tick()
      if (clock.nowMs() - quietFromMs < everyMs) continue
      yield ''
      quietFromMs = clock.nowMs()
    }
  } finally {
    over.abort()
    // a `next` under way is over soon: the signal that ended this one ends it too
    await iterator.return?.()
  }
}
