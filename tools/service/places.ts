// A limit on what runs at the same time → places: of this process, or of all instances by leases in Redis.
import { randomUUID } from 'node:crypto'
import { tellNow, type Script, type SharedRedis } from './redis'

/** Gives back what was taken. */
export type Leave = () => void

export interface Places {
  /** Resolves to how to give the place back, or to undefined if all are taken. */
  take(): Promise<Leave | undefined>
  /** By this process. */
  readonly taken: number
}

export function ownPlaces(max: number): Places {
  let taken = 0
  return {
    get taken() {
      return taken
    },
    take() {
      if (taken >= max) return Promise.resolve(undefined)
      taken++
      return Promise.resolve(() => {
        taken--
      })
    },
  }
}

/** What an instance that died has taken is free again after this time. */
export const leaseMs = 10_000

/** `max` in all, and `aloneMax` here while Redis is away. A lease that is not renewed lapses; one that Redis has forgotten is renewed, too. */
export function sharedPlaces(redis: SharedRedis, name: string, max: number, aloneMax: number): Places {
  const key = `places:${name}`
  const leases = new Set<string>()
  const renew = () => {
    if (leases.size > 0 && redis.isUp) redis.run(renewLeases, key, leaseMs, ...leases).catch(() => undefined)
  }
  setInterval(renew, leaseMs / 3).unref()
  redis.onUp(renew)

  return {
    get taken() {
      return leases.size
    },
    async take() {
      const lease = randomUUID()
      const isTaken = await redis.ask(
        async () => {
          if ((await redis.run(takeLease, key, leaseMs, max, lease)) !== 1) return false
          leases.add(lease)
          return true
        },
        () => {
          if (leases.size >= aloneMax) return false
          leases.add(lease)
          return true
        },
      )
      if (!isTaken) return undefined
      return () => {
        leases.delete(lease)
        // where this is lost the lease lapses
        if (redis.isUp) redis.run(returnLease, key, lease).catch(() => undefined)
      }
    },
  }
}

/** A sorted set of leases by the time at which they lapse. */
const takeLease: Script = {
  name: 'takeLease',
  lua: `${tellNow}
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
    if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
    redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[3])
    redis.call('PEXPIRE', KEYS[1], ARGV[1])
    return 1`,
}

const renewLeases: Script = {
  name: 'renewLeases',
  lua: `${tellNow}
    for at = 2, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[at]) end
    redis.call('PEXPIRE', KEYS[1], ARGV[1])`,
}

const returnLease: Script = {
  name: 'returnLease',
  lua: `redis.call('ZREM', KEYS[1], ARGV[1])`,
}
