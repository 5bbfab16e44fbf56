// Any order of taps, microphone, service, files, room, hiding and kills: the invariants.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import { readingMs } from '../../../miniprogram/core/mock/mock-session'
import { createFakeClock } from '../../fakes/fake-clock'
import { answerQuestion, launchMock, questions, settle, type MockWorld } from './mock-world'

type Run = (world: MockWorld) => unknown

const takeOf = ({ mock }: MockWorld) => mock.state.take
const isSpeaking = (world: MockWorld) => takeOf(world) && takeOf(world)?.status !== 'stopping'

const whileRecording = (run: Run) => (world: MockWorld) => world.openTakes().length > 0 && run(world)
const whileSpeaking = (run: Run) => (world: MockWorld) => isSpeaking(world) && run(world)
const onExchange = (run: Run) => (world: MockWorld) => world.openExchanges().length > 0 && run(world)

/** Weighted by how much a step can lead to. */
const steps: readonly (readonly [weight: number, name: string, run: Run])[] = [
  [1, 'new set', ({ mock }) => mock.startNew()],
  [6, 'continue', ({ mock }) => mock.continueSet()],
  [2, 'speak', whileSpeaking((world) => world.speak(4_000))],
  [1, 'a word', whileSpeaking((world) => world.speak(500))],
  [2, 'done', ({ mock }) => mock.done()],
  [5, 'skip', ({ mock }) => mock.skip()],
  [1, 'end', ({ mock }) => mock.end()],
  [2, 'recorder stops', whileRecording((world) => world.stopped(takeOf(world)?.elapsedMs))],
  [4, 'recorder fails', whileRecording((world) => world.fails(new AppError('microphone-busy')))],
  [2, 'an answer', whileSpeaking((world) => answerQuestion(world, 4_000))],
  [2, 'an answer, and files do not respond', whileSpeaking(answerWithoutFiles)],
  [2, 'an answer, and files respond late', whileSpeaking(answerWithLateFiles)],
  [2, 'whole answer', onExchange((world) => world.answerEnds())],
  [1, 'answer begins', onExchange(answerBegins)],
  [
    1,
    'answer fails',
    onExchange(({ transport }) => transport.last().handlers.onError(new AppError('network'))),
  ],
  [1, 'files stop responding', (world) => world.filesStop()],
  [5, 'files respond', (world) => world.filesAnswer()],
  [1, 'no room for text', ({ phone }) => void (phone.storageLimit = 0)],
  [1, 'no room for files', ({ phone }) => void (phone.filesLimit = 0)],
  [2, 'room', makeRoom],
  [1, 'beyond the limit', ({ clock }) => clock.advance(10_001)],
  [1, 'hide', (world) => world.hide()],
  [1, 'show', (world) => world.show()],
  [1, 'leave', ({ mock }) => mock.leave()],
  [1, 'open', (world) => world.open()],
]

async function answerWithoutFiles(world: MockWorld): Promise<void> {
  world.filesStop()
  await answerQuestion(world, 4_000)
  world.clock.advance(10_001)
}

async function answerWithLateFiles(world: MockWorld): Promise<void> {
  await answerWithoutFiles(world)
  await world.filesAnswer()
}

function answerBegins({ transport }: MockWorld): void {
  transport.last().handlers.onRequest()
  transport.last().content('Half')
}

const runs = new Map(steps.map(([, name, run]) => [name, run]))

function makeRoom({ phone }: MockWorld): void {
  phone.storageLimit = Infinity
  phone.filesLimit = Infinity
}

/** Events of the killed launch are ignored, and its temporary files are lost. */
async function kill({ phone, clock }: MockWorld): Promise<MockWorld> {
  phone.temporary.clear()
  phone.beforeMove = Promise.resolve()
  const world = launchMock(phone, createFakeClock(clock.nowMs()))
  await world.recovery
  world.open()
  return world
}

/** Throws instead of calling `expect`, as it runs after each of some ten thousand steps. */
function check(name: string, world: MockWorld): void {
  const { mock, log } = world
  const faults: string[] = []
  if (world.openExchanges().length > 1) faults.push('two exchanges at once')
  if (world.openTakes().length > 1) faults.push('two takes at once')
  const ids: string[] = []
  for (const { question, outcome } of mock.state.set?.items ?? []) {
    if (outcome.kind === 'open' || outcome.attemptId === null) continue
    ids.push(outcome.attemptId)
    const asked = log.get(outcome.attemptId)?.question?.id
    if (asked !== question.id) faults.push(`question ${question.id} has an attempt at ${asked}`)
    if (outcome.kind === 'skipped' && outcome.durationMs < readingMs)
      faults.push('skipped too early to have a recording')
  }
  if (new Set(ids).size !== ids.length) faults.push('one attempt for two questions')
  if (faults.length > 0) throw new Error(`after "${name}": ${faults.join(', ')}`)
}

/** Every recording is in the log once, each attempt has its own, and all can be sent. */
function checkLog({ log, phone }: MockWorld, recorded: readonly string[]): void {
  expect([...phone.kept.values()].sort()).toEqual([...recorded].sort())
  const heard = log.list().filter(({ audio }) => audio !== 'none')
  expect(heard.map(({ id, audio }) => [id, audio]).sort()).toEqual(
    [...phone.kept.keys()].map((id) => [id, 'kept']).sort(),
  )
}

/** Limits what could be an endless loop. */
async function upTo(times: number, run: () => unknown): Promise<void> {
  for (let time = 0; time < times; time += 1) await run()
}

async function toItsEnd(world: MockWorld): Promise<void> {
  const { mock } = world
  world.open()
  world.show()
  if (!mock.state.set) mock.startNew()
  // the first tap saves a recording left in memory, and what was never sent is sent
  for (let taps = 0; taps < 2; taps += 1) {
    mock.continueSet()
    await settle()
    await upTo(questions.length, () => mock.state.phase === 'taking' && answerQuestion(world, 4_000))
  }
  await answerAll(world)
  expect(mock.state).toMatchObject({ phase: 'summary' })
}

async function answerAll(world: MockWorld): Promise<void> {
  await upTo(50, () => world.openExchanges().length > 0 && world.answerEnds())
  expect(world.openExchanges()).toHaveLength(0)
  expect(world.outbox.state).toMatchObject({ running: null, waiting: [] })
}

/** WeChat is on the screen, the mock's page is not: all answers come to their end. */
async function answerBehind(world: MockWorld): Promise<void> {
  world.show()
  world.mock.leave()
  await answerAll(world)
  for (const { status } of answersOf(world))
    expect(['ready', 'failed', 'stopped', 'unsent']).toContain(status)
}

/** Attempts that answer a question, except those whose recording was lost in a kill. */
function answersOf({ mock }: MockWorld) {
  const items = mock.state.set?.items ?? []
  const ids = items.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.attemptId] : []))
  return ids.map((id) => ({ id, ...mock.state.answerOf(id) })).filter(({ hasAudio }) => hasAudio)
}

/** `lasting`: what was recorded and not lost in a kill. */
async function play(order: readonly string[]) {
  let world = launchMock()
  const launches = [world]
  let lasting: readonly string[] = []
  world.open()
  world.mock.startNew()
  for (const name of order) {
    const run = runs.get(name)
    if (run) await run(world)
    else {
      lasting = [...world.phone.kept.values()]
      world = await kill(world)
      launches.push(world)
    }
    await settle()
    world.clock.advance(1)
    check(name, world)
  }
  world.mock.leave()
  if (world.openTakes().length > 0) await world.stopped(takeOf(world)?.elapsedMs)
  makeRoom(world)
  await world.filesAnswer()
  await world.log.recover()
  return { world, launches, lasting: [...lasting, ...world.recorded] }
}

test('no order of events loses a recording, mixes two up, or sends one twice', async () => {
  const step = fc.oneof(
    fc.constant('kill'),
    ...steps.map(([weight, name]) => ({ weight, arbitrary: fc.constant(name) })),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 45 }), async (order) => {
      const { world, launches, lasting } = await play(order)
      checkLog(world, lasting)
      if (!order.includes('no room for text')) await answerBehind(world)

      // from any state, the set can be completed, with every answer that was not tried before
      await toItsEnd(world)
      check('end', world)
      const statuses = new Set(answersOf(world).map(({ status }) => status))
      // without room for its end, an answer stays unfinished until the next launch
      if (order.includes('no room for text')) statuses.delete('writing')
      for (const status of statuses) expect(['ready', 'failed']).toContain(status)
      // nothing was sent again by hand: one POST per recording, however many kills
      const posted = launches.flatMap((launch) => launch.posted)
      expect([...new Set(posted)]).toEqual(posted)

      // whatever was answered can be sent
      const sent = answersOf(world).filter(({ status }) => status !== 'writing')
      world.mock.send(sent.map(({ id }) => id))
      await answerAll(world)
      for (const { id } of sent) expect(world.mock.state.answerOf(id).status).toBe('ready')
      checkLog(world, [...new Set([...lasting, ...world.recorded])])
    }),
    { numRuns: 600 },
  )
})
