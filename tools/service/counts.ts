// How often something happened under a key within a time: counted in this process, or by the primary of a cluster for all its workers.
import {
  type RateLimiterAbstract,
  RateLimiterCluster,
  RateLimiterClusterMaster,
  RateLimiterMemory,
  RateLimiterRes,
} from 'rate-limiter-flexible'

interface Window {
  /** The key's window ends this much after its first count. */
  readonly customDuration?: number
}

export interface MinuteCounts {
  /** Rejects with the count once it is above the maximum. */
  consume(key: string): Promise<unknown>
}

/** The part of rate-limiter-flexible that every store of it has: Redis, too. */
export interface DayCounts {
  /** Rejects with the count once it is above the maximum. */
  consume(key: string, points: number, window: Window): Promise<RateLimiterRes>
  /** Null if nothing has been counted. Makes no entry. */
  get(key: string): Promise<RateLimiterRes | null>
  /** Takes points off the count. */
  reward(key: string, points: number, window: Window): Promise<RateLimiterRes>
}

/** `name` is unique. */
export interface OpenCounts {
  /** A key's minute begins with its first count, or, in Redis, with each. */
  minute(name: string, max: number): MinuteCounts
  /** A key's day ends as its first count says. */
  day(name: string, max: number): DayCounts
}

/** The longest: a count says when its own day ends. */
export const daySeconds = 86_400
const seconds = { minute: 60, day: daySeconds }

/** Of this process. */
export const ownCounts: OpenCounts = {
  minute: (keyPrefix, points) => new RateLimiterMemory({ keyPrefix, points, duration: seconds.minute }),
  day: (keyPrefix, points) => new RateLimiterMemory({ keyPrefix, points, duration: seconds.day }),
}

/** How long a worker waits for the primary. */
const timeoutMs = 1_000

/** Of all workers of a cluster: its primary has called `keepSharedCounts`. While that does not answer, each counts on its own. */
export const sharedCounts: OpenCounts = {
  minute: (name, max) => clusterCounts(name, max, 'minute'),
  day: (name, max) => clusterCounts(name, max, 'day'),
}

function clusterCounts(keyPrefix: string, points: number, period: keyof typeof seconds) {
  const shared = new RateLimiterCluster({ keyPrefix, points, duration: seconds[period], timeoutMs })
  const own = new RateLimiterMemory({ keyPrefix, points, duration: seconds[period] })
  const ask = <Answer>(of: (counts: RateLimiterAbstract) => Promise<Answer>) =>
    of(shared).catch((error: unknown) => {
      if (error instanceof RateLimiterRes) throw error
      return of(own)
    })
  return {
    consume: (key: string, amount?: number, window?: Window) =>
      ask((counts) => counts.consume(key, amount, window)),
    get: (key: string) => ask((counts) => counts.get(key)),
    reward: (key: string, amount: number, window: Window) =>
      ask((counts) => counts.reward(key, amount, window)),
  }
}

/** The primary's part of `sharedCounts`. Call it before the first fork. */
export function keepSharedCounts(): void {
  new RateLimiterClusterMaster()
}
