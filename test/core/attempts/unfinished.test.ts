// What is offered at launch, until the student has seen it.
import { ended, sending, withoutAudio } from '../../../miniprogram/core/attempts/attempt'
import { createUnfinished } from '../../../miniprogram/core/attempts/unfinished'
import { request, setUp as setUpLog } from './log-world'
import { question } from './sample-attempts'

const hourMs = 3_600_000
const whole = { status: 'done', text: 'One.', error: null } as const

function setUp() {
  const world = setUpLog()
  const { phone, clock } = world
  const resumable = new Set<string>()
  const launch = async () => {
    clock.advance(hourMs)
    const { log, launch: started } = world.start()
    const unfinished = createUnfinished({
      ...{ log, store: started.store, clock, recovery: log.recover() },
      resume(ids) {
        const resumed = ids.filter((id) => resumable.has(id))
        for (const id of resumed) log.update(id, ended(request.logid, whole))
        return Promise.resolve(resumed)
      },
    })
    expect(unfinished.current()).toBeNull()
    await new Promise((resolve) => setImmediate(resolve))
    return { log, unfinished, add: async () => (await log.add(question, phone.record('said'))).id }
  }
  return { phone, clock, launch, resumable }
}

type World = ReturnType<typeof setUp>
type Launched = Awaited<ReturnType<World['launch']>>

/** The launch after one that recorded two takes, of which `change` is told the ids. */
async function after(world: World, change: (first: Launched, older: string, newer: string) => unknown) {
  const first = await world.launch()
  const [older, newer] = [await first.add(), await first.add()]
  await change(first, older, newer)
  return { ...(await world.launch()), older, newer }
}

const send = ({ log }: Launched, id: string) => log.update(id, sending(request))
const finish = (launched: Launched, id: string) => {
  send(launched, id)
  launched.log.update(id, ended(request.logid, whole))
}

test('the newest recording, if it was never sent', async () => {
  const { unfinished, newer } = await after(setUp(), () => undefined)
  expect(unfinished.current()).toEqual({ id: newer, kind: 'unsent' })
})

test.each<[string, (first: Launched, older: string, newer: string) => unknown]>([
  ['its answer is complete', (first, _older, newer) => finish(first, newer)],
  ['its audio was deleted', ({ log }, _older, newer) => log.update(newer, withoutAudio)],
  ['its page was opened', ({ unfinished }, _older, newer) => unfinished.seen(newer)],
])('nothing if %s, though an older one was never sent', async (_name, change) => {
  const { unfinished } = await after(setUp(), change)
  expect(unfinished.current()).toBeNull()
})

test('nothing of this launch, and nothing older once something was recorded', async () => {
  const { unfinished, add } = await after(setUp(), () => undefined)
  await add()
  expect(unfinished.current()).toBeNull()
})

test('a recording for a day only', async () => {
  const world = setUp()
  const { unfinished } = await after(world, () => undefined)
  world.clock.advance(23 * hourMs - 1)
  expect(unfinished.current()).not.toBeNull()
  world.clock.advance(1)
  expect(unfinished.current()).toBeNull()
})

test('first an interrupted answer; once that was seen, the recording; later launches offer neither', async () => {
  const world = setUp()
  const { unfinished, older, newer } = await after(world, (first, id) => send(first, id))
  expect(unfinished.current()).toEqual({ id: older, kind: 'interrupted' })
  unfinished.seen(older)
  expect(unfinished.current()).toEqual({ id: newer, kind: 'unsent' })
  unfinished.seen(newer)
  expect(unfinished.current()).toBeNull()
  expect((await world.launch()).unfinished.current()).toBeNull()
})

test.each<[string, (next: Launched, id: string) => unknown]>([
  ['completed', finish],
  ['deleted', ({ log }, id) => log.remove([id])],
])('an interrupted answer that was %s elsewhere is not offered', async (_name, change) => {
  const next = await after(setUp(), async (first, older, newer) => {
    await first.log.remove([older])
    send(first, newer)
  })
  expect(next.unfinished.current()).toEqual({ id: next.newer, kind: 'interrupted' })
  await change(next, next.newer)
  expect(next.unfinished.current()).toBeNull()
})

test('storage full: what was seen is not offered again in this launch', async () => {
  const world = setUp()
  const { unfinished, newer } = await after(world, () => undefined)
  world.phone.storageLimit = 1
  unfinished.seen(newer)
  expect(unfinished.current()).toBeNull()
})

test('an answer that has been completed since, until its page was opened', async () => {
  const world = setUp()
  const { unfinished, older } = await after(world, (first, id) => {
    send(first, id)
    world.resumable.add(id)
  })
  expect(unfinished.current()).toEqual({ id: older, kind: 'resumed' })
  unfinished.seen(older)
  expect(unfinished.current()).not.toMatchObject({ id: older })
})

test('an answer that several launches left half-way, once one of them has completed it', async () => {
  const world = setUp()
  const { unfinished, older } = await after(world, (first, id) => send(first, id))
  expect(unfinished.current()).toEqual({ id: older, kind: 'interrupted' })
  world.resumable.add(older)
  expect((await world.launch()).unfinished.current()).toEqual({ id: older, kind: 'resumed' })
})
