// Counts of all instances, in Redis: days in rate-limiter-flexible's own store. Its windows are fixed, so the last minute is a list here.
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { daySeconds, type MinuteCounts, type OpenCounts } from './counts'
import { tellNow, type Script, type SharedRedis } from './redis'

/** While Redis is away, `alone` counts, from nothing: nobody is refused for what others have used. */
export function redisCounts(redis: SharedRedis, alone: OpenCounts): OpenCounts {
  return {
    minute(name, max) {
      const shared = lastMinute(redis, name, max)
      const own = alone.minute(name, max)
      return {
        consume: (key) =>
          redis.ask(
            () => shared.consume(key),
            () => own.consume(key),
          ),
      }
    },
    day(name, max) {
      const shared = new RateLimiterRedis({
        storeClient: redis.client,
        keyPrefix: name,
        points: max,
        duration: daySeconds,
      })
      const own = alone.day(name, max)
      return {
        consume: (...call) =>
          redis.ask(
            () => shared.consume(...call),
            () => own.consume(...call),
          ),
        get: (key) =>
          redis.ask(
            () => shared.get(key),
            () => own.get(key),
          ),
        reward: (...call) =>
          redis.ask(
            () => shared.reward(...call),
            () => own.reward(...call),
          ),
      }
    },
  }
}

function lastMinute(redis: SharedRedis, name: string, max: number): MinuteCounts {
  return {
    async consume(key) {
      const waitMs = Number(await redis.run(countLastMinute, `${name}:${key}`, max))
      // as rate-limiter-flexible's own stores refuse
      const refusal: unknown = new RateLimiterRes(0, waitMs, max + 1)
      if (waitMs > 0) throw refusal
    },
  }
}

/** The times of those that passed, the latest first: one more passes if the one that was `max` before it is a minute ago. */
const countLastMinute: Script = {
  name: 'countLastMinute',
  lua: `${tellNow}
    local first = redis.call('LINDEX', KEYS[1], ARGV[1] - 1)
    if first and first + 60000 > now then return first + 60000 - now end
    redis.call('LPUSH', KEYS[1], now)
    redis.call('LTRIM', KEYS[1], 0, ARGV[1] - 1)
    redis.call('PEXPIRE', KEYS[1], 60000)
    return 0`,
}
