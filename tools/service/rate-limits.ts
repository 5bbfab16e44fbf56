// Caller → permission to continue, or RESOURCE_EXHAUSTED with a time to retry after.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { grpc, serviceRefusal, type RefusalReason } from './refusal'

export interface RateLimits {
  /** Both reject with a `Refusal` once the caller's requests for this minute are used up. */
  ofAddress(address: string): Promise<void>
  ofUid(uid: string): Promise<void>
}

/** Counts in memory: several processes each count for themselves. `0` means no limit. */
export function createRateLimits(perMinute: { readonly address: number; readonly uid: number }): RateLimits {
  return {
    ofAddress: createLimit(perMinute.address, 'address-rate'),
    ofUid: createLimit(perMinute.uid, 'uid-rate'),
  }
}

function createLimit(points: number, reason: RefusalReason): (key: string) => Promise<void> {
  if (points === 0) return () => Promise.resolve()
  const limiter = new RateLimiterMemory({ points, duration: 60 })
  return async (key) => {
    try {
      await limiter.consume(key)
    } catch (rejection) {
      const { msBeforeNext } = rejection as RateLimiterRes
      const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
      throw serviceRefusal(grpc.resourceExhausted, 'too many requests this minute', reason, retryAfterSeconds)
    }
  }
}
