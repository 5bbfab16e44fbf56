// Caller → permission to go on, or RESOURCE_EXHAUSTED with a time to retry after.
import { RateLimiterRes } from 'rate-limiter-flexible'
import { ownCounts, type OpenCounts } from './counts'
import { grpc, serviceRefusal, type RefusalReason } from './refusal'

/** `0` means no limit. */
export interface RateLimitSettings {
  readonly requestsPerMinute: { readonly address: number; readonly uid: number }
  readonly answersPerDay: { readonly service: number; readonly address: number; readonly uid: number }
}

export interface Student {
  readonly address: string
  /** `0` for none. */
  readonly uid: string
}

export interface RateLimits {
  /** Rejects with a `Refusal` once the requests of this minute are used up. */
  ofAddress(address: string): Promise<void>
  ofUid(uid: string): Promise<void>
  /**
   * Counts an answer that the models are going to be asked for. Rejects with a `Refusal` if it is one too many today for the service,
   * the address or the uid. Resolves to how to take it back, for an answer that never got as far as the models.
   */
  ofAnswer(student: Student): Promise<() => Promise<void>>
}

interface RateLimitParts {
  readonly openCounts?: OpenCounts
  /** Tells the operator that the answers of the day are running out. */
  readonly warn?: (text: string) => void
}

export function createRateLimits(
  { requestsPerMinute, answersPerDay }: RateLimitSettings,
  { openCounts = ownCounts, warn = () => undefined }: RateLimitParts = {},
): RateLimits {
  const minute = (name: RefusalReason, max: number) =>
    createLimit({ name, max, message: 'too many requests this minute', secondsLeft: () => 60 }, openCounts)
  const day = (name: RefusalReason, max: number) =>
    createLimit({ name, max, message: 'no more answers today', secondsLeft: secondsLeftToday }, openCounts)

  const addressMinute = minute('address-rate', requestsPerMinute.address)
  const uidMinute = minute('uid-rate', requestsPerMinute.uid)
  const serviceDay = day('service-day', answersPerDay.service)
  const addressDay = day('address-day', answersPerDay.address)
  const uidDay = day('uid-day', answersPerDay.uid)
  const tell = createBudgetReport(answersPerDay.service, warn)

  return {
    ofAddress: async (address) => void (await addressMinute.count(address)),
    ofUid: async (uid) => void (await uidMinute.count(uid)),
    async ofAnswer({ address, uid }) {
      const limits = [
        { limit: serviceDay, key: 'all' },
        { limit: addressDay, key: address },
        ...(uid === '0' ? [] : [{ limit: uidDay, key: uid }]),
      ]
      // A refusal uses up nothing, and a key that is only refused makes no entry: whoever invents uids makes at most as many as there
      // are answers for the service.
      await Promise.all(limits.map(({ limit, key }) => limit.check(key)))
      const counted = await Promise.allSettled(limits.map(({ limit, key }) => limit.count(key)))
      const takeBack = async () => {
        await Promise.all(limits.map(({ limit, key }) => limit.takeBack(key)))
      }
      const [ofService] = counted
      if (ofService?.status === 'fulfilled') tell(ofService.value)
      const refused = counted.find((result) => result.status === 'rejected')
      if (refused === undefined) return takeBack
      // others came between the check and the count; what was refused has been counted, too
      await takeBack()
      throw refused.reason
    },
  }
}

interface LimitParts {
  readonly name: RefusalReason
  readonly max: number
  readonly message: string
  /** Until the counting of a key that begins now ends. */
  readonly secondsLeft: () => number
}

function createLimit({ name, max, message, secondsLeft }: LimitParts, openCounts: OpenCounts) {
  const counts = max === 0 ? undefined : openCounts(name, max, secondsLeft())
  const window = () => ({ customDuration: secondsLeft() })
  const refusal = ({ msBeforeNext }: RateLimiterRes) =>
    serviceRefusal(grpc.resourceExhausted, message, name, Math.max(1, Math.ceil(msBeforeNext / 1000)))
  return {
    /** Rejects with a `Refusal` if there is nothing left. */
    async check(key: string) {
      const now = await counts?.get(key)
      if (now && now.consumedPoints >= max && now.msBeforeNext > 0) throw refusal(now)
    },
    /** Resolves to how many there have been. Rejects with a `Refusal` if it is one too many. */
    async count(key: string) {
      try {
        return (await counts?.consume(key, 1, window()))?.consumedPoints ?? 0
      } catch (rejection) {
        throw rejection instanceof RateLimiterRes ? refusal(rejection) : rejection
      }
    },
    async takeBack(key: string) {
      await counts?.reward(key, 1, window())
    },
  }
}

/** A day ends at midnight, in the time zone of the process (`TZ`). */
function secondsLeftToday(): number {
  const now = Date.now()
  return Math.max(1, Math.ceil((new Date(now).setHours(24, 0, 0, 0) - now) / 1000))
}

/** Says once a day that most answers are used up, and once that all are. */
function createBudgetReport(max: number, warn: (text: string) => void): (count: number) => void {
  const texts = new Map([
    [Math.ceil(max * 0.8), `80 % of today's answers are used up (ANSWERS_PER_DAY=${max})`],
    [max, `today's answers are used up: students are refused until midnight (ANSWERS_PER_DAY=${max})`],
  ])
  const told = new Map<string, string>()
  return (count) => {
    const text = texts.get(count)
    const today = new Date().toDateString()
    if (max === 0 || text === undefined || told.get(text) === today) return
    told.set(text, today)
    warn(text)
  }
}
