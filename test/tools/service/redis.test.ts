// Several instances and one real Redis: what they count and take together, and what each does while Redis is away.
import { ownCounts } from '../../../tools/service/counts'
import { leaseMs, sharedPlaces, type Leave } from '../../../tools/service/places'
import { createRateLimits, type RateLimits } from '../../../tools/service/rate-limits'
import { connectRedis, type SharedRedis } from '../../../tools/service/redis'
import { redisCounts } from '../../../tools/service/redis-counts'
import type { Refusal } from '../../../tools/service/refusal'
import { createUpstreamQueue } from '../../../tools/service/engines/openai/upstream-queue'
import { systemClock } from '../../../tools/service/clock'
import { describeUnlessMissing } from '../../installed'
import { redisMissing, startRedis, type TestRedis } from './start-redis'

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10))
}
const reasonOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'passed',
    (refusal: { reason?: string }) => refusal.reason,
  )

describeUnlessMissing('several instances', redisMissing, () => {
  let server: TestRedis
  let instances: SharedRedis[]
  const warnings: string[] = []
  const [first, second] = [() => instances[0] as SharedRedis, () => instances[1] as SharedRedis]
  const areUp = () => until(() => instances.every(({ isUp }) => isUp))
  beforeAll(async () => {
    server = await startRedis()
  })
  beforeEach(async () => {
    warnings.length = 0
    instances = [1, 2].map(() => connectRedis(server.url, (text) => warnings.push(text)))
    await areUp()
    await first().client.flushall()
  })
  afterEach(() => {
    for (const { close } of instances) close()
  })
  afterAll(() => server.kill())

  describe('rates', () => {
    const settings = {
      requestsPerMinute: { address: 3, uid: 2 },
      answersPerDay: { service: 4, address: 3, uid: 2 },
    }
    const limitsOf = (redis: SharedRedis): RateLimits =>
      createRateLimits(settings, { openCounts: redisCounts(redis, ownCounts) })
    const student = { uid: '7', address: '1.1.1.1' }

    test('are of all together', async () => {
      const [one, other] = [limitsOf(first()), limitsOf(second())]
      expect(await reasonOf(one.ofUid('7'))).toBe('passed')
      expect(await reasonOf(other.ofUid('7'))).toBe('passed')
      expect(await reasonOf(one.ofUid('7'))).toBe('uid-rate')
      expect(await reasonOf(other.ofUid('8'))).toBe('passed')

      const takeBack = await one.ofAnswer(student)
      expect(await reasonOf(other.ofAnswer(student))).toBe('passed')
      expect(await reasonOf(one.ofAnswer(student))).toBe('uid-day')
      await takeBack()
      expect(await reasonOf(other.ofAnswer(student))).toBe('passed')
      expect(instances.map(({ fallbacks }) => fallbacks)).toEqual([0, 0])
    })

    test('slide: a minute after one request another passes, and what was refused costs nothing', async () => {
      const limits = limitsOf(first())
      const key = 'uid-rate:7'
      const passedAgoMs = async (...agesMs: number[]) => {
        const [seconds] = await first().client.time()
        const times = agesMs.map((ageMs) => Number(seconds) * 1000 - ageMs)
        await first().client.del(key)
        await first().client.rpush(key, ...times)
      }
      await passedAgoMs(1_000, 30_000)
      for (let time = 0; time < 5; time++) {
        const refusal = (await limits.ofUid('7').catch((reason: unknown) => reason)) as Refusal
        expect(refusal.reason).toBe('uid-rate')
        expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(31)
      }
      await passedAgoMs(30_000, 61_000)
      expect(await reasonOf(limits.ofUid('7'))).toBe('passed')
      expect(await reasonOf(limits.ofUid('7'))).toBe('uid-rate')
      expect(await first().client.pttl(key)).toBeGreaterThan(0)
    })

    test('a day ends at midnight', async () => {
      const midnightAfter = (ms: number) => new Date(ms).setHours(24, 0, 0, 0)
      const [fromMs] = [Date.now(), await limitsOf(first()).ofAnswer(student)]
      const left = await first().client.ttl('service-day:all')
      // it was asked for at some time between the two, on any day of theirs, in whole seconds
      expect(fromMs + left * 1_000).toBeLessThan(midnightAfter(Date.now()) + 3_000)
      expect(Date.now() + left * 1_000).toBeGreaterThan(midnightAfter(fromMs) - 3_000)
    })

    test('are counted by each instance while Redis is away, and together again when it is back', async () => {
      const [one, other] = [limitsOf(first()), limitsOf(second())]
      await one.ofUid('7')
      await one.ofUid('7')
      await server.kill()
      expect(await reasonOf(one.ofUid('7'))).toBe('passed')
      expect(await reasonOf(one.ofAnswer(student))).toBe('passed')
      expect(await reasonOf(other.ofUid('7'))).toBe('passed')
      expect(await reasonOf(other.ofUid('7'))).toBe('passed')
      expect(await reasonOf(other.ofUid('7'))).toBe('uid-rate')
      expect(first().fallbacks).toBeGreaterThan(0)
      await server.start()
      await areUp()
      expect(await reasonOf(other.ofUid('7'))).toBe('passed')
      expect(await reasonOf(one.ofUid('7'))).toBe('passed')
      expect(await reasonOf(other.ofUid('7'))).toBe('uid-rate')
      expect(warnings.filter((text) => text.includes('away'))).toHaveLength(2)
      expect(warnings.filter((text) => text.includes('back'))).toHaveLength(2)
    })

    test('nobody waits for a Redis that hangs, but the first', async () => {
      const limits = limitsOf(first())
      server.pause()
      try {
        expect(await reasonOf(limits.ofUid('7'))).toBe('passed')
        await until(() => !first().isUp)
        expect(await reasonOf(limits.ofUid('7'))).toBe('passed')
      } finally {
        server.resume()
      }
      await areUp()
    })
  })

  describe('places', () => {
    const placesOf = (redis: SharedRedis) => sharedPlaces(redis, 'answers', 4, 2)
    const takeAll = async (places: { take(): Promise<Leave | undefined> }) => {
      const taken: Leave[] = []
      for (let leave = await places.take(); leave; leave = await places.take()) taken.push(leave)
      return taken
    }

    test('are of all together, and are given back', async () => {
      const [one, other] = [placesOf(first()), placesOf(second())]
      const both = await Promise.all([takeAll(one), takeAll(other)])
      expect(both.flat()).toHaveLength(4)
      both.flat()[0]?.()
      await until(async () => (await first().client.zcard('places:answers')) === 3)
      expect(await takeAll(one)).toHaveLength(1)
    })

    test('of an instance that is gone are free after one lease; those of a living one are not', async () => {
      const [dying, living] = [placesOf(first()), placesOf(second())]
      await takeAll(dying)
      instances[0]?.close()
      expect(await living.take()).toBeUndefined()
      const left = await second().client.zrange('places:answers', '0', '-1', 'WITHSCORES')
      const [seconds] = await second().client.time()
      for (const at of [1, 3, 5, 7])
        expect(Number(left[at]) - Number(seconds) * 1000).toBeLessThanOrEqual(leaseMs + 1_000)
      // as if that time had passed
      for (const at of [0, 2, 4, 6]) await second().client.zadd('places:answers', '1', left[at] ?? '')
      expect(await takeAll(living)).toHaveLength(4)
    })

    test('are known to a Redis that came back empty', async () => {
      const [one, other] = [placesOf(first()), placesOf(second())]
      await takeAll(one)
      await server.kill()
      await server.start()
      await areUp()
      await until(async () => (await second().client.zcard('places:answers')) === 4)
      expect(await takeAll(other)).toHaveLength(0)
    })

    test('without Redis each instance has its share', async () => {
      const [one, other] = [placesOf(first()), placesOf(second())]
      await server.kill()
      await until(() => !first().isUp && !second().isUp)
      expect(await takeAll(one)).toHaveLength(2)
      expect(await takeAll(other)).toHaveLength(2)
      await server.start()
      await areUp()
    })

    test('the queue for the models waits for one that another instance gives back', async () => {
      const queueOf = (redis: SharedRedis) =>
        createUpstreamQueue(
          {
            places: sharedPlaces(redis, 'upstream', 2, 1),
            queueMax: 2,
            queueWaitMaxMs: 60_000,
          },
          systemClock,
        )
      const [one, other] = [queueOf(first()), queueOf(second())]
      const forever = new AbortController().signal
      const leaves = [await one.enter('a', forever), await one.enter('b', forever)]
      const order: string[] = []
      const enter = async (student: string, signal = forever) => {
        const leave = await other.enter(student, signal)
        order.push(student)
        return leave
      }
      const waiting = enter('c')
      await until(() => other.waiting === 1)
      const impatient = new AbortController()
      const leaving = enter('d', impatient.signal)
      await until(() => other.waiting === 2)
      await expect(enter('e')).rejects.toMatchObject({ reason: 'queue-full' })
      impatient.abort(new Error('gone'))
      await expect(leaving).rejects.toThrow('gone')
      leaves[0]?.()
      const leave = await waiting
      expect([one.running, other.running, other.waiting]).toEqual([1, 1, 0])
      leave()
      leaves[1]?.()
      await until(async () => (await first().client.zcard('places:upstream')) === 0)
      expect(order).toEqual(['c'])
    })
  })
})
