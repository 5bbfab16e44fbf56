import cluster from 'node:cluster'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import { keepSharedCounts, ownCounts, sharedCounts, type OpenCounts } from '../../../tools/service/counts'
import { createRateLimits, type RateLimitSettings } from '../../../tools/service/rate-limits'
import { Refusal } from '../../../tools/service/refusal'

const noon = new Date(2026, 10, 29, 12).getTime()
beforeEach(() => jest.useFakeTimers({ now: noon }))
afterEach(() => jest.useRealTimers())

const none: RateLimitSettings = {
  requestsPerMinute: { address: 0, uid: 0 },
  answersPerDay: { service: 0, address: 0, uid: 0 },
}
const perDay = (answers: Partial<RateLimitSettings['answersPerDay']>, openCounts?: OpenCounts) => {
  const warnings: string[] = []
  const limits = createRateLimits(
    { ...none, answersPerDay: { ...none.answersPerDay, ...answers } },
    { ...(openCounts && { openCounts }), warn: (text) => warnings.push(text) },
  )
  return { ...limits, warnings }
}

const refusalOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Refusal ? error : undefined
}
const student = (uid: string, address = '1.1.1.1') => ({ uid, address })
/** How many of these get an answer. */
const countPassed = async (limits: ReturnType<typeof perDay>, students: ReturnType<typeof student>[]) => {
  const refusals = await Promise.all(students.map((one) => refusalOf(limits.ofAnswer(one))))
  return refusals.filter((refusal) => refusal === undefined).length
}
const invented = (count: number) => Array.from({ length: count }, (_, index) => student(String(index + 1)))

describe('a day', () => {
  test.each([
    ['uid', { uid: 2 }, [student('1', 'a'), student('1', 'b')], student('1', 'c'), student('2', 'a')],
    ['address', { address: 2 }, [student('1', 'a'), student('2', 'a')], student('3', 'a'), student('3', 'b')],
    ['service', { service: 2 }, [student('1', 'a'), student('2', 'b')], student('3', 'c'), undefined],
  ] as const)('has so many answers for each %s', async (name, settings, passing, oneMore, other) => {
    const limits = perDay(settings)
    for (const one of passing) expect(await refusalOf(limits.ofAnswer(one))).toBeUndefined()
    expect(await refusalOf(limits.ofAnswer(oneMore))).toMatchObject({
      status: 429,
      grpcCode: 8,
      reason: `${name}-day`,
      message: 'no more answers today',
    })
    if (other) expect(await refusalOf(limits.ofAnswer(other))).toBeUndefined()
  })

  test('ends at midnight, and the refusal says how long that is', async () => {
    const limits = perDay({ uid: 1 })
    await limits.ofAnswer(student('1'))
    jest.setSystemTime(new Date(2026, 10, 29, 23, 59, 30))
    expect((await refusalOf(limits.ofAnswer(student('1'))))?.retryAfterSeconds).toBe(30)
    jest.setSystemTime(new Date(2026, 10, 30, 0, 0, 1))
    expect(await refusalOf(limits.ofAnswer(student('1')))).toBeUndefined()
    expect((await refusalOf(limits.ofAnswer(student('1'))))?.retryAfterSeconds).toBe(86_399)
  })

  test('without a uid the address still counts', async () => {
    const limits = perDay({ uid: 1, address: 3 })
    expect(await countPassed(limits, [student('0'), student('0'), student('0'), student('0')])).toBe(3)
  })

  test('a student who is refused uses up nothing of the others', async () => {
    const limits = perDay({ service: 5, address: 4, uid: 1 })
    for (let time = 0; time < 20; time++) await refusalOf(limits.ofAnswer(student('1')))
    expect(await countPassed(limits, [student('2'), student('3'), student('4'), student('5', 'b')])).toBe(4)
  })

  test('what is asked at the same time does not get past it, nor does it cost more', async () => {
    const limits = perDay({ service: 100, address: 3 })
    expect(await countPassed(limits, invented(50))).toBe(3)
    const others = Array.from({ length: 200 }, (_, index) => student('1', `10.0.0.${index}`))
    expect(await countPassed(limits, others)).toBe(97)
    const later = perDay({ service: 100, address: 3 })
    expect(await countPassed(later, invented(200))).toBe(3)
    expect(await countPassed(later, others)).toBe(97)
  })

  test('an answer that got nowhere is taken back', async () => {
    const limits = perDay({ service: 1, address: 1, uid: 1 })
    const takeBack = await limits.ofAnswer(student('1'))
    await takeBack()
    expect(await refusalOf(limits.ofAnswer(student('1')))).toBeUndefined()
    expect(await refusalOf(limits.ofAnswer(student('1')))).toBeDefined()
  })
})

test('who invents uids gets no further, and leaves no more entries than there are answers', async () => {
  const stores: RateLimiterMemory[] = []
  const limits = perDay(
    { service: 100, address: 90, uid: 10 },
    {
      ...ownCounts,
      day(...call) {
        const store = ownCounts.day(...call)
        stores.push(store as RateLimiterMemory)
        return store
      },
    },
  )
  const entries = () => stores.reduce((sum, store) => sum + store.dump().storage.length, 0)
  let passed = 0
  for (const one of invented(1_000)) passed += await countPassed(limits, [one])
  expect(passed).toBe(90)
  for (const { uid } of invented(1_000)) passed += await countPassed(limits, [student(`9${uid}`, uid)])
  expect(passed).toBe(100)
  expect(entries()).toBe(1 + 11 + 100)
  jest.advanceTimersByTime(12 * 3_600_000)
  expect(entries()).toBe(0)
})

test('the operator hears once a day that most answers are used up, and once that all are', async () => {
  const limits = perDay({ service: 10 })
  await countPassed(limits, invented(7))
  expect(limits.warnings).toEqual([])
  const takeBack = await limits.ofAnswer(student('1'))
  await takeBack()
  await countPassed(limits, invented(20))
  const both = [
    expect.stringMatching(/^80 % .*ANSWERS_PER_DAY=10/),
    expect.stringMatching(/used up: .*until midnight .*ANSWERS_PER_DAY=10/),
  ]
  expect(limits.warnings).toEqual(both)
  jest.setSystemTime(noon + 24 * 3_600_000)
  await countPassed(limits, invented(20))
  expect(limits.warnings).toEqual([...both, ...both])
})

test('without limits nothing is refused and nobody is warned', async () => {
  const limits = perDay({})
  expect(await countPassed(limits, invented(50))).toBe(50)
  await limits.ofUid('1')
  await limits.ofAddress('1.1.1.1')
  expect(limits.warnings).toEqual([])
})

test('the workers of a cluster count together; each on its own while the primary does not answer', async () => {
  // both ends of the channel are in this process
  let isAnswering = true
  const worker = { send: (message: unknown) => process.emit('message', message, undefined) }
  process.send = (message) => {
    if (isAnswering) cluster.emit('message', worker, message)
    return true
  }
  try {
    keepSharedCounts()
    const workers = [perDay({ service: 4 }, sharedCounts), perDay({ service: 4 }, sharedCounts)] as const
    const passedOf = async (index: 0 | 1, count: number) => {
      const passed = countPassed(workers[index], invented(count))
      await jest.advanceTimersByTimeAsync(10_000)
      return passed
    }
    expect(await passedOf(0, 3)).toBe(3)
    expect(await passedOf(1, 3)).toBe(1)
    expect(await passedOf(0, 1)).toBe(0)
    isAnswering = false
    expect(await passedOf(0, 5)).toBe(4)
  } finally {
    delete process.send
    process.removeAllListeners('message')
    cluster.removeAllListeners('message')
  }
})
