// Who asks → leave to go on, or RESOURCE_EXHAUSTED with the time after which it is worth asking again.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { grpc, serviceRefusal, type RefusalReason } from './refusal'

export interface RateLimits {
  /** Each rejects with a `Refusal` once this minute's requests are used up. */
  ofAddress(address: string): Promise<void>
  ofUid(uid: string): Promise<void>
}

/** Kept in this process: behind more than one, each counts for itself. `0` sets no limit. */
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
    } catch (refused) {
      const { msBeforeNext } = refused as RateLimiterRes
      const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
      throw serviceRefusal(grpc.resourceExhausted, 'too many requests this minute', reason, retryAfterSeconds)
    }
  }
}
