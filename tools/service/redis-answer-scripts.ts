// What the instances agree upon about a kept answer, as steps of Redis. An answer is a stream:
//   0-1  begun    whose it is
//   n-0  bytes    those that end at byte n, so that whoever is at some byte knows what comes next, however they were cut before
//   n-2  end      all n bytes are there; or `failed`: why there are no more; or, at 0-2, `refused`: why there is none, and who asks again may
// and beside it `:lease`, which its producer renews until then. The names of those of which a student wants no more are together, by time.
import { keyPrefix, tellNow, type Script } from './redis'

/** While a Redis that lost everything is so young, the producers are still telling it what they have: nobody may take that for nothing. */
export const settlingMs = 1_500

const since = `${keyPrefix}since`
const stops = `${keyPrefix}stops`

const isSettling = `${tellNow}
  redis.call('SET', '${since}', now, 'NX')
  local isSettling = now - redis.call('GET', '${since}') < ${settlingMs}`

const last = `local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]`

const begin = `
  redis.call('XADD', KEYS[1], '0-1', 'begun', owner)
  redis.call('PEXPIRE', KEYS[1], keptMs)
  redis.call('SET', KEYS[1] .. ':lease', '1', 'PX', leaseMs)`

/** Begins the time after which what is not there is nowhere. */
export const settle: Script = { name: 'settleAnswers', lua: isSettling }

export type Found = 'kept' | 'none' | 'settling'

/** Whether there is one; with an owner, it is his if there was none. */
export const findAnswer: Script = {
  name: 'findAnswer',
  lua: `
    local owner, keptMs, leaseMs = ARGV[1], ARGV[2], ARGV[3]
    ${last}
    if last and last[2][1] ~= 'refused' then return 'kept' end
    ${isSettling}
    if isSettling then return 'settling' end
    if owner then
      redis.call('DEL', KEYS[1])
      redis.call('ZREM', '${stops}', KEYS[1])
      ${begin}
    end
    return 'none'`,
}

/** The last id of the owner's answer, which is begun again where Redis has lost it; nothing if it is somebody else's. */
export const resumeAnswer: Script = {
  name: 'resumeAnswer',
  lua: `
    local owner, keptMs, leaseMs = ARGV[1], ARGV[2], ARGV[3]
    local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
    if not first then
      ${begin}
      return '0-1'
    end
    if first[2][2] ~= owner then return false end
    ${last}
    return last[1]`,
}

/** 0 if Redis has lost what was before. */
export const appendToAnswer: Script = {
  name: 'appendToAnswer',
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
    redis.call('XADD', KEYS[1], ARGV[1], ARGV[2], ARGV[3])
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
    return 1`,
}

/** Renews the leases of all that a process produces. */
export const renewAnswers: Script = {
  name: 'renewAnswers',
  lua: `
    for at = 2, #ARGV do
      if redis.call('EXISTS', ARGV[at]) == 1 then redis.call('SET', ARGV[at] .. ':lease', '1', 'PX', ARGV[1]) end
    end`,
}

/** Every producer looks for it, so it is told for a while. */
export const stopAnswer: Script = {
  name: 'stopAnswer',
  lua: `
    if redis.call('EXISTS', KEYS[1]) == 0 then return end
    ${tellNow}
    redis.call('ZREMRANGEBYSCORE', '${stops}', '-inf', now - ARGV[1])
    redis.call('ZADD', '${stops}', now, KEYS[1])
    redis.call('PEXPIRE', '${stops}', ARGV[1])`,
}

/** One step, however many run. */
export const stoppedAnswers: Script = {
  name: 'stoppedAnswers',
  lua: `return redis.call('ZRANGE', '${stops}', 0, -1)`,
}

/** What came after an id; whether there is anything, and whether its producer is alive. */
export const readAnswer: Script = {
  name: 'readAnswer',
  lua: `
    local entries = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')
    return { entries, redis.call('EXISTS', KEYS[1]), redis.call('EXISTS', KEYS[1] .. ':lease') }`,
}
