// How much a caller, and all of them, may use in a minute and a day → permission to go on, or RESOURCE_EXHAUSTED with a time to retry after.
import { RateLimiterRes } from 'rate-limiter-flexible'
import { ownCounts, type DayCounts, type MinuteCounts, type OpenCounts } from './counts'
import { grpc, serviceRefusal, type RefusalReason } from './refusal'

/** `0` means no limit. */
export interface PerMinute {
  readonly address: number
  readonly uid: number
}
export interface PerDay {
  readonly service: number
  readonly address: number
  readonly uid: number
}

export interface Student {
  readonly address: string
  /** `0` for none. */
  readonly uid: string
}

/** What is counted, and how that is said. */
export interface Counted {
  /** Before the reasons of its refusals. */
  readonly prefix: '' | 'speech-'
  /** Of which there are so many a day. */
  readonly plural: string
  /** The most that is counted at once. */
  readonly largest: number
  /** The environment variable that says how many. */
  readonly variable: string
  /** A refusal's message once the day's are used up. */
  readonly usedUp: string
}

export interface Limits {
  /** Rejects with a `Refusal` once the requests of this minute are used up. */
  ofAddress(address: string): Promise<void>
  ofUid(uid: string): Promise<void>
  /**
   * Counts `amount` for what the models are going to be asked for. Rejects with a `Refusal` if it is too much today for the service, the
   * address or the uid. Resolves to how to take it back, for what never got as far as the models.
   */
  ofDay(student: Student, amount: number): Promise<() => Promise<void>>
}

export interface LimitsParts {
  readonly openCounts?: OpenCounts
  /** Tells the operator that what there is for a day is running out. */
  readonly warn?: (text: string) => void
}

export function createLimits(
  counted: Counted,
  requestsPerMinute: PerMinute,
  perDay: PerDay,
  { openCounts = ownCounts, warn = () => undefined }: LimitsParts = {},
): Limits {
  const { prefix, usedUp } = counted
  const minute = (name: RefusalReason, max: number) =>
    createMinuteLimit(name, max === 0 ? undefined : openCounts.minute(name, max))
  const day = (name: RefusalReason, max: number) =>
    createDayLimit(name, max, usedUp, max === 0 ? undefined : openCounts.day(name, max))

  const addressMinute = minute(`${prefix}address-rate`, requestsPerMinute.address)
  const uidMinute = minute(`${prefix}uid-rate`, requestsPerMinute.uid)
  const serviceDay = day(`${prefix}service-day`, perDay.service)
  const addressDay = day(`${prefix}address-day`, perDay.address)
  const uidDay = day(`${prefix}uid-day`, perDay.uid)
  const tell = createBudgetReport(counted, perDay.service, warn)

  return {
    ofAddress: addressMinute,
    ofUid: uidMinute,
    async ofDay({ address, uid }, amount) {
      const limits = [
        { limit: serviceDay, key: 'all' },
        { limit: addressDay, key: address },
        ...(uid === '0' ? [] : [{ limit: uidDay, key: uid }]),
      ]
      // A refusal uses up nothing, and a key that is only refused makes no entry: whoever invents uids makes at most as many as the
      // service's amount allows.
      await Promise.all(limits.map(({ limit, key }) => limit.check(key, amount)))
      const results = await Promise.allSettled(limits.map(({ limit, key }) => limit.count(key, amount)))
      const takeBack = async () => {
        await Promise.all(limits.map(({ limit, key }) => limit.takeBack(key, amount)))
      }
      const [ofService] = results
      if (ofService?.status === 'fulfilled') tell(ofService.value, amount)
      const refused = results.find((result) => result.status === 'rejected')
      if (refused === undefined) return takeBack
      // others came between the check and the count; what was refused has been counted, too
      await takeBack()
      throw refused.reason
    },
  }
}

/** Rejects with a `Refusal` if it is too much. */
const createMinuteLimit = (name: RefusalReason, counts: MinuteCounts | undefined) => async (key: string) => {
  await counts?.consume(key).catch(refuseAs(name, 'too many requests this minute'))
}

function createDayLimit(name: RefusalReason, max: number, usedUp: string, counts: DayCounts | undefined) {
  const window = () => ({ customDuration: secondsLeftToday() })
  const refuse = refuseAs(name, usedUp)
  return {
    /** Rejects with a `Refusal` if there is less than that left. */
    async check(key: string, amount: number) {
      const now = await counts?.get(key)
      if (now && now.consumedPoints + amount > max && now.msBeforeNext > 0) refuse(now)
    },
    /** Resolves to how much there has been. Rejects with a `Refusal` if it is too much. */
    async count(key: string, amount: number) {
      return (await counts?.consume(key, amount, window()).catch(refuse))?.consumedPoints ?? 0
    },
    async takeBack(key: string, amount: number) {
      await counts?.reward(key, amount, window())
    },
  }
}

/** A count that is too high → a `Refusal`; what else went wrong is thrown as it is. */
const refuseAs =
  (name: RefusalReason, message: string) =>
  (rejection: unknown): never => {
    if (!(rejection instanceof RateLimiterRes)) throw rejection
    const waitSeconds = Math.max(1, Math.ceil(rejection.msBeforeNext / 1000))
    throw serviceRefusal(grpc.resourceExhausted, message, name, waitSeconds)
  }

/** A day ends at midnight, in the time zone of the process (`TZ`). */
function secondsLeftToday(): number {
  const now = Date.now()
  return Math.max(1, Math.ceil((new Date(now).setHours(24, 0, 0, 0) - now) / 1000))
}

/** Says once a day that most is used up, and once that all is. */
function createBudgetReport(
  { plural, largest, variable }: Counted,
  max: number,
  warn: (text: string) => void,
) {
  const texts = [
    { at: Math.ceil(max * 0.8), text: `80 % of today's ${plural} are used up (${variable}=${max})` },
    {
      // with less than that left somebody is refused
      at: Math.max(1, max - largest + 1),
      text: `today's ${plural} are used up: students are refused until midnight (${variable}=${max})`,
    },
  ]
  const told = new Map<string, string>()
  return (sum: number, added: number) => {
    const today = new Date().toDateString()
    for (const { at, text } of texts) {
      if (max === 0 || sum < at || sum - added >= at || told.get(text) === today) continue
      told.set(text, today)
      warn(text)
    }
  }
}
