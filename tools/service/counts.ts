// How often something happened under a key within a time: counted in this process, or by the primary of a cluster for all its workers.
import {
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  RateLimiterRes,
} from 'rate-limiter-flexible'

interface Window {
  /** The key's window ends this much after its first count. */
  readonly customDuration?: number
}

/** The part of rate-limiter-flexible that every store of it has: Redis, too. */
export interface Counts {
  /** Rejects with the count once it is above the maximum. */
  consume(key: string, points: number, window: Window): Promise<RateLimiterRes>
  /** Null if nothing has been counted. Makes no entry. */
  get(key: string): Promise<RateLimiterRes | null>
  /** Takes points off the count. */
  reward(key: string, points: number, window: Window): Promise<RateLimiterRes>
}

/** `name` is unique. An entry lasts for its window, which is `seconds` unless it is counted with another. */
export type OpenCounts = (name: string, max: number, seconds: number) => Counts

/** Of this process. */
export const ownCounts: OpenCounts = (keyPrefix, points, duration) =>
  new RateLimiterMemory({ keyPrefix, points, duration })

/** How long a worker waits for the primary. */
const timeoutMs = 1_000

/** Of all workers of a cluster: its primary has called `keepSharedCounts`. While that does not answer, each counts on its own. */
export const sharedCounts: OpenCounts = (keyPrefix, points, duration) => {
  const shared: Counts = new RateLimiterCluster({ keyPrefix, points, duration, timeoutMs })
  const own = ownCounts(keyPrefix, points, duration)
  const ask = <Answer>(of: (counts: Counts) => Promise<Answer>) =>
    of(shared).catch((error: unknown) => {
      if (error instanceof RateLimiterRes) throw error
      return of(own)
    })
  return {
    consume: (...call) => ask((counts) => counts.consume(...call)),
    get: (key) => ask((counts) => counts.get(key)),
    reward: (...call) => ask((counts) => counts.reward(...call)),
  }
}

/** The primary's part of `sharedCounts`. Call it before the first fork. */
export function keepSharedCounts(): void {
  new RateLimiterClusterMaster()
}
