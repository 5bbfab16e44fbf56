// Answers that go on without the page that asked for them, and pages that join them.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import type { PracticeSession } from '../../../miniprogram/core/session/session-runner'
import { launchMock, question, settle } from '../mock/mock-world'
import { outlineOf } from './sample-attempts'

async function setUp() {
  const world = launchMock()
  const { id } = await world.log.add(question('one'), world.phone.record('said'))
  const get = () => {
    const attempt = world.log.get(id)
    if (!attempt) throw new Error('no attempt')
    return { ...attempt, ...outlineOf(attempt) }
  }
  const seen = (session: PracticeSession): string[] => {
    const phases: string[] = []
    session.subscribe(({ phase }) => phases.push(phase))
    return phases
  }
  const begin = (): void => {
    world.transport.last().handlers.onRequest()
    world.transport.last().content('Half')
  }
  return { ...world, id, get, seen, begin, openPage: () => world.openSession({ attempt: get() }) }
}

test('the page is closed while its answer is being written: it goes on to its end, and then nothing is left', async () => {
  const { clock, transport, get, seen, begin, openPage, answerEnds } = await setUp()
  const page = openPage()
  const phases = seen(page)
  page.send()
  begin()
  page.leave()
  expect(transport.last().aborts).toBe(0)
  const before = [...phases]
  await answerEnds(' and the rest.')
  expect(get()).toMatchObject({ status: 'done', answer: 'Half and the rest.' })
  // the page hears nothing more
  expect(phases).toEqual(before)
  expect(clock.pendingTimers()).toBe(0)
})

test('the page is emptied for another question: the same, and the page begins anew', async () => {
  const { transport, get, seen, begin, openPage, answerEnds, recorder } = await setUp()
  const page = openPage()
  page.send()
  begin()
  const phases = seen(page)
  page.reset()
  expect([page.state.phase, phases]).toEqual(['idle', ['idle']])
  page.record(question('two'))
  recorder.last().handlers.onStart()
  await answerEnds()
  expect(transport.last().aborts).toBe(0)
  expect(get().status).toBe('done')
  expect(page.state.phase).toBe('recording')
})

test('another page joins: both see the answer, and either can stop it', async () => {
  const { transport, get, begin, openPage } = await setUp()
  const first = openPage()
  first.send()
  begin()
  const second = openPage()
  expect(second.state).toBe(first.state)
  first.leave()
  expect(second.state.phase).toBe('streaming')
  second.stop()
  expect(get()).toMatchObject({ status: 'stopped', answer: 'Half' })
  second.send()
  expect(transport.exchanges).toHaveLength(2)
})

test('an attempt that is being answered is not sent once more: the page shows the answer', async () => {
  const { transport, get, begin, openPage, answerEnds } = await setUp()
  const [first, second] = [openPage(), openPage()]
  first.send()
  begin()
  expect(second.state.phase).toBe('recorded')
  second.send()
  expect(second.state).toBe(first.state)
  await answerEnds()
  expect(second.state.phase).toBe('ended')
  expect([transport.exchanges.length, get().status]).toEqual([1, 'done'])
})

test('a page joins an answer of the outbox, which passes over what a page has sent', async () => {
  const { transport, id, outbox, openPage, openSession, answerEnds, log, phone } = await setUp()
  const another = await log.add(null, phone.record('said too'))
  outbox.send([another.id])
  const joined = openSession({ attempt: another })
  expect(joined.state.phase).toBe('sending')
  const page = openPage()
  page.send()
  outbox.send([id])
  await answerEnds()
  expect([joined.state.phase, page.state.phase, outbox.state.running]).toEqual(['ended', 'sending', null])
  await answerEnds()
  expect([page.state.phase, transport.exchanges.length]).toEqual(['ended', 2])
})

test('a page that is closed during a take saves it', async () => {
  const { openSession, recorder, log, phone } = await setUp()
  const page = openSession()
  page.record(null)
  recorder.last().handlers.onStart()
  page.leave()
  expect(recorder.last().calls).toEqual(['stop'])
  recorder.last().handlers.onStop({ ...phone.record('more'), id: log.nextId() })
  await settle()
  expect(log.list()).toHaveLength(2)
})

test('hidden: an answer without a page is suspended too', async () => {
  const world = await setUp()
  const page = world.openPage()
  page.send()
  world.begin()
  page.leave()
  world.hide()
  world.clock.advance(60_000)
  expect(world.get().status).toBe('streaming')
  world.show()
  world.clock.advance(5_001)
  expect(world.get().status).toBe('idle')
})

test('a page that joined hears that its answer could not be stored', async () => {
  const { begin, openPage, openSession, get, phone, answerEnds } = await setUp()
  openPage().send()
  begin()
  const unwritten: string[] = []
  openSession({ attempt: get(), onUnwritten: ({ code }) => unwritten.push(code) })
  phone.storageLimit = 0
  await answerEnds()
  expect(unwritten).toEqual(['storage-full'])
})

test('any order of opening, sending, emptying, closing and ends: one exchange at a time, and nothing is left running', async () => {
  const page = fc.nat(3)
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ open: fc.nat(2) }) },
    { weight: 4, arbitrary: fc.record({ send: page }) },
    { weight: 2, arbitrary: fc.record({ leave: page }) },
    { weight: 2, arbitrary: fc.record({ reset: page }) },
    { weight: 1, arbitrary: fc.record({ stop: page }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.nat(2) }) },
    { weight: 3, arbitrary: fc.constantFrom('answer' as const, 'fail' as const, 'begin' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = launchMock()
      const ids: string[] = []
      for (let number = 0; number < 3; number += 1)
        ids.push((await world.log.add(null, world.phone.record(`said ${number}`))).id)
      const pages: PracticeSession[] = []
      const isOpen = (): boolean => world.openExchanges().length > 0
      for (const one of steps) {
        if (one === 'answer') await (isOpen() && world.answerEnds())
        else if (one === 'fail') {
          if (isOpen()) world.transport.last().handlers.onError(new AppError('network'))
        } else if (one === 'begin') {
          if (!isOpen()) continue
          world.transport.last().handlers.onRequest()
          world.transport.last().content('Half')
        } else if ('open' in one) {
          const attempt = world.log.get(ids[one.open] ?? '')
          if (attempt && pages.length < 4) pages.push(world.openSession({ attempt }))
        } else if ('send' in one) pages[one.send]?.send()
        else if ('leave' in one) pages.splice(one.leave, 1).forEach((left) => left.leave())
        else if ('reset' in one) pages[one.reset]?.reset()
        else if ('stop' in one) pages[one.stop]?.stop()
        else await world.log.remove([ids[one.remove] ?? ''])
        await settle()
        expect(world.openExchanges().length).toBeLessThanOrEqual(1)
      }
      for (const left of pages) left.leave()
      for (let ends = 0; ends < 50 && isOpen(); ends += 1) await world.answerEnds()
      expect([isOpen(), world.clock.pendingTimers()]).toEqual([false, 0])
      for (const { status } of world.log.list()) expect(['sending', 'streaming']).not.toContain(status)
    }),
    { numRuns: 200 },
  )
})
