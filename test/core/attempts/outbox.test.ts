// Attempts sent by themselves, one after another: what is sent, what is passed over, and that none is forgotten.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import { launchMock, settle, type MockWorld } from '../mock/mock-world'

async function setUp(count = 3) {
  const world = launchMock()
  const ids: string[] = []
  for (let number = 0; number < count; number += 1) {
    ids.push((await world.log.add(null, world.phone.record(`said ${number}`))).id)
    world.clock.advance(1)
  }
  const [first = '', second = '', third = ''] = ids
  return {
    ...world,
    ...{ ids, first, second, third },
    statusOf: (id: string) => world.log.list().find((attempt) => attempt.id === id)?.status,
    sent: () => world.transport.exchanges.map(({ request }) => request.recording?.id),
  }
}

const exchange = ({ transport }: Pick<MockWorld, 'transport'>) => transport.last().handlers

test('one after another, one POST each, however they end', async () => {
  const world = await setUp()
  const { outbox, ids, first, second, third } = world
  const heard: string[] = []
  outbox.subscribe(({ running, waiting, endedCount }) =>
    heard.push(`${ids.indexOf(running ?? '')} ${waiting.length} ${endedCount}`),
  )
  outbox.send(ids)
  outbox.send([second, first])
  expect(world.sent()).toEqual([first])
  await world.answerEnds()
  exchange(world).onError(new AppError('network'))
  exchange(world).onRequest()
  exchange(world).onError(new AppError('http'))
  expect(world.sent()).toEqual(ids)
  expect(ids.map(world.statusOf)).toEqual(['done', 'recorded', 'http'])
  expect(world.log.get(second)?.error?.code).toBe('network')
  expect(heard).toEqual(['0 2 0', '1 1 1', '2 0 2', '-1 0 3'])
  // late events are ignored
  exchange(world).onError(new AppError('network'))
  outbox.send([third])
  expect(outbox.state).toMatchObject({ running: third, endedCount: 0 })
})

test('what was deleted, has no audio or was sent in the meantime is passed over', async () => {
  const world = await setUp(5)
  const { outbox, ids, first, second } = world
  const [, , third = '', fourth = '', fifth = ''] = ids
  outbox.send([...ids, 'unknown'])
  await world.log.remove([second])
  expect(outbox.state.waiting).not.toContain(second)
  await world.log.removeAudio([third])
  // the student sends one of them
  const attempt = world.log.get(fourth)
  const session = world.openSession(attempt ? { attempt } : {})
  session.send()
  await world.answerEnds()
  await world.answerEnds()
  expect([session.state.phase, world.statusOf(fourth)]).toEqual(['ended', 'done'])
  await world.answerEnds()
  expect(world.sent()).toEqual([first, fourth, fifth])
  expect(outbox.state).toMatchObject({ running: null, waiting: [] })
  // by another tap it is sent again
  outbox.send([fourth])
  expect(world.sent()).toEqual([first, fourth, fifth, fourth])
})

test('once the service says that it takes nothing until later, only a tap asks before', async () => {
  const world = await setUp(4)
  const { outbox, ids, first, second, third, clock } = world
  const laterMs = 3_600_000
  const refuse = () => {
    exchange(world).onRequest()
    const retryAtMs = clock.nowMs() + laterMs
    exchange(world).onError(new AppError('http', { httpStatus: 429, retryAtMs }))
  }
  outbox.send(ids)
  refuse()
  expect(world.sent()).toEqual([first])
  expect(outbox.state).toMatchObject({ running: null, waiting: [], endedCount: 1 })
  expect(ids.map(world.statusOf)).toEqual(['http', 'recorded', 'recorded', 'recorded'])
  outbox.offer([second])
  expect(world.sent()).toEqual([first])
  outbox.send([second, third])
  refuse()
  expect(world.sent()).toEqual([first, second])
  clock.advance(laterMs)
  outbox.offer([third])
  expect(world.sent()).toEqual([first, second, third])
  await world.answerEnds()
  expect(world.statusOf(third)).toBe('done')
})

test('stopped: the text so far is kept, and the others are as before', async () => {
  const world = await setUp()
  const { outbox, ids } = world
  outbox.send(ids)
  exchange(world).onRequest()
  world.transport.last().content('Half')
  outbox.stop()
  expect(outbox.state).toMatchObject({ running: null, waiting: [] })
  expect(ids.map(world.statusOf)).toEqual(['stopped', 'recorded', 'recorded'])
  outbox.stop()
  expect(world.sent()).toHaveLength(1)
})

test("the student's own Send comes before those that wait", async () => {
  const world = await setUp()
  const { outbox, first, second, third } = world
  outbox.send([first, second])
  const attempt = world.log.get(third)
  const session = world.openSession(attempt ? { attempt } : {})
  session.send()
  await world.answerEnds()
  await world.answerEnds()
  expect(world.sent()).toEqual([first, third, second])
})

test('an answer that cannot be stored is reported, until the next time', async () => {
  const world = await setUp()
  const { outbox, first, second } = world
  outbox.send([first])
  world.phone.storageLimit = 0
  await world.answerEnds()
  expect(outbox.state).toMatchObject({ running: null, isUnwritten: true })
  world.phone.storageLimit = Infinity
  outbox.send([second])
  expect(outbox.state.isUnwritten).toBe(false)
})

test('any order of adding, ends, deletions, taps, hiding and kills: one POST per adding, none forgotten', async () => {
  const place = fc.nat(4)
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ send: fc.array(place, { minLength: 1, maxLength: 5 }) }) },
    { weight: 6, arbitrary: fc.constantFrom('answer' as const, 'fail' as const, 'fail early' as const) },
    { weight: 1, arbitrary: fc.record({ remove: place }) },
    { weight: 2, arbitrary: fc.record({ tap: place }) },
    { weight: 2, arbitrary: fc.constantFrom('hide' as const, 'show' as const) },
    { weight: 1, arbitrary: fc.constantFrom('stop' as const, 'kill' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const first = await setUp(5)
      const { ids, phone, clock } = first
      let world: MockWorld = first
      const allowed = new Map<string, number>()
      const allow = (id: string): void => void allowed.set(id, (allowed.get(id) ?? 0) + 1)
      const isPending = (id: string): boolean =>
        world.outbox.state.running === id || world.outbox.state.waiting.includes(id)
      const counts = new Map<string, number>()
      let counted = 0
      const count = (): void => {
        for (const { request } of world.transport.exchanges.slice(counted)) {
          const id = request.recording?.id ?? ''
          counts.set(id, (counts.get(id) ?? 0) + 1)
        }
        counted = world.transport.exchanges.length
      }
      const answer = (end: (handlers: ReturnType<typeof exchange>) => void): void => {
        if (world.openExchanges().length > 0) end(exchange(world))
      }
      for (const one of steps) {
        if (one === 'answer') await (world.openExchanges().length > 0 && world.answerEnds())
        else if (one === 'fail early') answer((handlers) => handlers.onError(new AppError('upload-failed')))
        else if (one === 'fail')
          answer((handlers) => {
            handlers.onRequest()
            handlers.onError(new AppError('interrupted'))
          })
        else if (one === 'hide') world.hide()
        else if (one === 'show') world.show()
        else if (one === 'stop') world.outbox.stop()
        else if (one === 'kill') {
          count()
          counted = 0
          world = launchMock(phone, clock)
          await world.recovery
        } else if ('send' in one) {
          const added = [...new Set(one.send.map((index) => ids[index] ?? ''))].filter((id) => !isPending(id))
          added.forEach(allow)
          world.outbox.send(one.send.map((index) => ids[index] ?? ''))
        } else if ('remove' in one) await world.log.remove([ids[one.remove] ?? ''])
        else {
          // on the attempt's own page
          const attempt = world.log.get(ids[one.tap] ?? '')
          if (!attempt) continue
          allow(attempt.id)
          world.openSession({ attempt }).send()
        }
        await settle()
        count()
        expect(world.openExchanges().length).toBeLessThanOrEqual(1)
      }
      world.show()
      for (let ends = 0; ends < 100 && world.openExchanges().length > 0; ends += 1) await world.answerEnds()
      count()
      expect(world.outbox.state).toMatchObject({ running: null, waiting: [] })
      for (const [id, times] of counts) expect(times).toBeLessThanOrEqual(allowed.get(id) ?? 0)
      // nothing is left as if it were still being sent
      for (const { status } of world.log.list()) expect(['sending', 'streaming']).not.toContain(status)
    }),
    { numRuns: 200 },
  )
})
