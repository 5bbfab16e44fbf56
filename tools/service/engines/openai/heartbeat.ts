// Contents with gaps → contents without long gaps: an empty one is inserted whenever too much time has passed.
import type { Clock } from '../../clock'

export interface HeartbeatOptions {
  readonly clock: Clock
  /** The earliest heartbeat on the clock: the client waits longer for the first byte, and until then a failure can have an HTTP status. */
  readonly firstAtMs: number
  /** The longest gap. The client disconnects after 5 s without a byte. */
  readonly everyMs: number
}

/** Clock checks per `everyMs`. */
const checksPerInterval = 2

/** Preserves the order and end of `source`. No time counts while the consumer is busy: a slow reader needs no heartbeat. */
export async function* withHeartbeat(
  source: AsyncIterable<string>,
  { clock, firstAtMs, everyMs }: HeartbeatOptions,
): AsyncIterable<string> {
  const ended = new AbortController()
  const iterator = source[Symbol.asyncIterator]()
  const tick = () => clock.wait(everyMs / checksPerInterval, ended.signal).then(() => 'tick' as const)
  let ticking = tick()
  let silentSinceMs = firstAtMs - everyMs
  try {
    for (let next = iterator.next(); ;) {
      const first = await Promise.race([next, ticking])
      if (first !== 'tick') {
        if (first.done) return
        yield first.value
        silentSinceMs = clock.nowMs()
        next = iterator.next()
        continue
      }
      ticking = tick()
      if (clock.nowMs() - silentSinceMs < everyMs) continue
      yield ''
      silentSinceMs = clock.nowMs()
    }
  } finally {
    ended.abort()
    // a pending `next` settles soon: the signal that ended this generator ends the source too
    await iterator.return?.()
  }
}
