// A take that was cancelled, from its notice to its end, with kills at any moment.
import fc from 'fast-check'
import { cancelledTakeIn } from '../../../miniprogram/core/session/held-recording'
import { bringBackMs } from '../../../miniprogram/core/session/session-runner'
import { launch, only, record, settle, type Launched } from './attempt-world'
import { createPhone } from './phone'
import { question } from './sample-attempts'

function speak({ session, recorder, clock }: Launched): void {
  session.record(question)
  recorder.last().handlers.onStart()
  clock.advance(9_000)
}

/** Returns the id of the take that was cancelled. */
async function cancel(one: Launched, said = 'cancelled'): Promise<string> {
  speak(one)
  one.session.cancel()
  expect(one.session.state).toMatchObject({ phase: 'recording', status: 'stopping' })
  const recording = one.phone.record(said)
  one.recorder.last().handlers.onStop(recording)
  await settle()
  return recording.id
}

const statuses = ({ log }: Launched) => log.list().map(({ status }) => status)
const saidIn = ({ phone, log }: Launched) => log.list().map(({ id }) => phone.kept.get(id))

test('it is in the history while the page is back at what was there before', async () => {
  const one = launch()
  await record(one, 'before')
  const id = await cancel(one)
  expect(one.session.state).toMatchObject({
    phase: 'recorded',
    recording: { durationMs: 1_000 },
    cancelled: { recording: { id }, error: null },
  })
  expect(saidIn(one)).toEqual(['cancelled', 'before'])
  expect(statuses(one)).toEqual(['recorded', 'recorded'])
  expect(one.transport.exchanges).toEqual([])
})

test('brought back, it is the recording of the page, and can be sent; the notice is over', async () => {
  const one = launch()
  const id = await cancel(one)
  one.session.bringBack()
  expect(one.clock.pendingTimers()).toBe(0)
  const path = one.log.get(id)?.recording?.filePath
  expect(one.session.state).toMatchObject({
    phase: 'recorded',
    recording: { id, filePath: path },
    cancelled: null,
  })
  one.session.send()
  expect(one.transport.last().request.recording?.id).toBe(id)
  expect(only(one)).toMatchObject({ id, status: 'sending' })
  one.session.bringBack()
  expect(one.session.state.phase).toBe('sending')
})

test('once the notice has ended, it is gone with its audio, and what was there before is not', async () => {
  const one = launch()
  await record(one, 'before')
  await cancel(one)
  one.clock.advance(bringBackMs - 1)
  await settle()
  expect(saidIn(one)).toEqual(['cancelled', 'before'])
  one.clock.advance(1)
  await settle()
  expect(one.session.state).toMatchObject({ phase: 'recorded', cancelled: null })
  expect([...one.phone.kept.values()]).toEqual(['before'])
  expect(saidIn(one)).toEqual(['before'])
  expect(one.clock.pendingTimers()).toBe(0)
})

test.each<[string, (one: Launched) => void]>([
  ['the app is hidden', ({ session }) => session.appHidden()],
  ['the page is covered', ({ session }) => session.keepCancelled()],
  ['the page is left', ({ session }) => session.leave()],
])('%s while the notice stands: it stays in the history, like any other', async (_name, goAway) => {
  const one = launch()
  await cancel(one)
  goAway(one)
  expect(one.session.state).toMatchObject({ phase: 'idle', cancelled: null })
  one.clock.advance(bringBackMs)
  await settle()
  expect(saidIn(one)).toEqual(['cancelled'])
})

test.each<[string, (one: Launched) => void]>([
  ['hidden', ({ session }) => session.appHidden()],
  ['left', ({ session }) => session.leave()],
])('%s before the recorder has stopped: it is saved as any take', async (_name, goAway) => {
  const one = launch()
  speak(one)
  one.session.cancel()
  goAway(one)
  one.recorder.last().handlers.onStop(one.phone.record('cancelled'))
  await settle()
  one.clock.advance(bringBackMs)
  await settle()
  expect(one.session.state.phase).toBe('recorded')
  expect(saidIn(one)).toEqual(['cancelled'])
})

test.each<[string, (one: Launched) => void]>([
  ['the next question', ({ session }) => session.reset()],
  ['sending what was there before', ({ session }) => session.send()],
])('%s ends the notice', async (_name, goOn) => {
  const one = launch()
  await record(one, 'before')
  await cancel(one)
  goOn(one)
  await settle()
  expect(saidIn(one)).toEqual(['before'])
})

test('another take ends it only once that one is saved', async () => {
  const one = launch()
  await cancel(one, 'first')
  speak(one)
  expect(saidIn(one)).toEqual(['first'])
  one.session.finish()
  one.recorder.last().handlers.onStop(one.phone.record('second'))
  await settle()
  expect(one.session.state).toMatchObject({ phase: 'recorded', cancelled: null })
  expect(saidIn(one)).toEqual(['second'])
})

test('another take that was cancelled replaces it', async () => {
  const one = launch()
  await cancel(one, 'first')
  const id = await cancel(one, 'second')
  expect(one.session.state).toMatchObject({ phase: 'idle', cancelled: { recording: { id } } })
  expect(saidIn(one)).toEqual(['second'])
})

test('another take that comes to nothing leads back to its notice, for the whole time', async () => {
  const one = launch()
  const id = await cancel(one)
  one.clock.advance(bringBackMs - 1)
  one.session.record(question)
  one.clock.advance(bringBackMs)
  one.session.cancel()
  expect(one.session.state).toMatchObject({ phase: 'idle', cancelled: { recording: { id } } })
  one.clock.advance(bringBackMs - 1)
  expect(one.session.state).toMatchObject({ cancelled: { recording: { id } } })
  one.session.bringBack()
  expect(one.session.state).toMatchObject({ phase: 'recorded', recording: { id } })
})

test('deleted in the history while its notice stands: there is nothing to bring back', async () => {
  const one = launch()
  await record(one, 'before')
  const id = await cancel(one)
  await one.log.remove([id])
  expect(one.session.state).toMatchObject({ phase: 'recorded', cancelled: null })
  expect(one.clock.pendingTimers()).toBe(0)
})

test('storage full: it can be brought back until the launch ends, however long that takes', async () => {
  const phone = createPhone()
  Object.assign(phone, { storageLimit: 1, filesLimit: 0 })
  const one = launch(phone)
  const id = await cancel(one)
  one.session.appHidden()
  one.session.appShown()
  one.clock.advance(bringBackMs)
  expect(one.log.list()).toEqual([])
  one.session.bringBack()
  expect(one.session.state).toMatchObject({ recording: { id }, error: { code: 'storage-full' } })
})

test('its file is still being moved: the notice has its new path, and ends as usual', async () => {
  let move = (): void => undefined
  const phone = createPhone()
  phone.beforeMove = new Promise<void>((resolve) => (move = resolve))
  const one = launch(phone)
  const id = await cancel(one)
  one.clock.advance(10_000)
  expect(one.session.state).toMatchObject({
    phase: 'idle',
    cancelled: { error: { code: 'recording-unkept' } },
  })
  one.clock.advance(60_000)
  move()
  await settle()
  const filePath = one.log.get(id)?.recording?.filePath
  expect(one.session.state).toMatchObject({ cancelled: { recording: { id, filePath }, error: null } })
  one.clock.advance(bringBackMs)
  await settle()
  expect([one.log.list(), phone.kept.size]).toEqual([[], 0])
})

// ---- any order of taps, killed anywhere

type Tap = 'speak' | 'stop' | 'cancel' | 'bring back' | 'next' | 'wait' | 'hide' | 'cover' | 'send'

interface Said {
  readonly id: string
  readonly said: string
}

async function tap(one: Launched, action: Tap, takes: Said[]): Promise<void> {
  const { session, recorder, phone, clock } = one
  const stop = (): void => {
    if (session.state.phase !== 'recording') return
    const said = `take ${takes.length}`
    const recording = phone.record(said)
    takes.push({ id: recording.id, said })
    recorder.last().handlers.onStop(recording)
  }
  if (action === 'speak' && session.state.phase !== 'recording') speak(one)
  else if (action === 'stop') stop()
  else if (action === 'cancel') {
    session.cancel()
    stop()
  } else if (action === 'bring back') session.bringBack()
  else if (action === 'next') session.reset()
  else if (action === 'wait') clock.advance(bringBackMs)
  else if (action === 'hide') session.appHidden()
  else if (action === 'cover') session.keepCancelled()
  else if (action === 'send') {
    session.send()
    session.stop()
  }
  await settle()
}

/** What may end a notice. */
const endings: readonly Tap[] = ['stop', 'cancel', 'next', 'wait', 'send']

async function live(actions: readonly Tap[], writesUntilDeath: number): Promise<void> {
  const phone = createPhone()
  const takes: Said[] = []
  const removed = new Set<string>()
  const one = launch(phone, undefined, writesUntilDeath)
  const remove = jest.spyOn(one.log, 'remove')
  for (const action of actions) {
    const cancelledId = cancelledTakeIn(one.session.state)?.recording.id
    await tap(one, action, takes)
    for (const [ids] of remove.mock.calls.splice(0)) {
      expect(ids).toEqual([cancelledId])
      expect(endings).toContain(action)
      for (const id of ids) removed.add(id)
    }
    if (one.isDead()) break
  }
  const isThere = ({ id }: Said): boolean => phone.stored.has(`attempt.${id}`) || phone.kept.has(id)
  const there = takes.filter((take) => isThere(take) && !removed.has(take.id))
  // killed before its first write, a take is lost
  if (!one.isDead()) expect(there).toHaveLength(takes.length - removed.size)

  const next = launch(phone)
  await next.log.recover()
  const list = next.log.list().map(({ id, audio }) => [phone.kept.get(id), audio])
  expect(list).toEqual(expect.arrayContaining(there.map(({ said }) => [said, 'kept'])))
  if (!one.isDead()) expect(list).toHaveLength(there.length)
}

test('nothing said disappears before its notice has ended, whenever the launch is killed', async () => {
  const taps: Tap[] = ['speak', 'stop', 'cancel', 'bring back', 'next', 'wait', 'hide', 'cover', 'send']
  const actions = fc.array(fc.constantFrom(...taps), { minLength: 2, maxLength: 16 })
  const deaths = fc.oneof(fc.nat({ max: 30 }), fc.constant(Infinity))
  await fc.assert(fc.asyncProperty(actions, deaths, live), { numRuns: 300 })
})
