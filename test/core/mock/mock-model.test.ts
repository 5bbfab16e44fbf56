// Any order of taps, microphone, service, hides, kills: one stream, every take kept once, nothing sent twice, all drains.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import { answerQuestion, launchMock, settle, type MockWorld } from './mock-world'

type Step = readonly [name: string, run: (world: MockWorld) => void | Promise<void>]

const isRecording = ({ mock }: MockWorld): boolean => mock.state.phase === 'taking'
const isStopping = (world: MockWorld): boolean => world.mock.state.take?.status === 'stopping'

function onExchange(run: (world: MockWorld) => void | Promise<void>) {
  return (world: MockWorld) => {
    if (openExchanges(world).length > 0) return run(world)
  }
}

/** Neither closed by the app, nor ended by the service. */
function openExchanges({ transport, log }: MockWorld) {
  const live = new Set(log.list().filter(({ status }) => status === 'sending' || status === 'streaming'))
  const ids = [...live].map(({ id }) => log.get(id)?.logid)
  return transport.exchanges.filter(({ request, aborts }) => aborts === 0 && ids.includes(request.logid))
}

const steps: readonly Step[] = [
  ['new set', ({ mock }) => mock.startNew()],
  ['go on', ({ mock }) => mock.goOn()],
  ['go on', ({ mock }) => mock.goOn()],
  ['speak', (world) => (isRecording(world) && !isStopping(world) ? world.speak(20_000) : undefined)],
  ['a word', (world) => (isRecording(world) && !isStopping(world) ? world.speak(500) : undefined)],
  ['done', ({ mock }) => mock.done()],
  ['skip', ({ mock }) => mock.skip()],
  ['end', ({ mock }) => mock.end()],
  ['recorder stops', (world) => (isRecording(world) ? world.stopped() : undefined)],
  ['recorder stops', (world) => (isRecording(world) ? world.stopped() : undefined)],
  [
    'recorder fails',
    (world) =>
      isRecording(world)
        ? world.recorder.last().handlers.onError(new AppError('microphone-busy'))
        : undefined,
  ],
  ['whole answer', async (world) => answer(world)],
  [
    'answer answers',
    onExchange(({ transport }) => {
      transport.last().handlers.onRequest()
      transport.last().content('Half')
    }),
  ],
  ['answer fails', onExchange(({ transport }) => transport.last().handlers.onError(new AppError('network')))],
  ['hide', hide],
  ['show', ({ mock }) => mock.shown()],
  ['leave', ({ mock }) => mock.leave()],
  ['open', (world) => world.open()],
]

function hide({ mock, sessions }: MockWorld): void {
  for (const session of sessions) session.appHidden()
  mock.hidden()
}

async function answer(world: MockWorld): Promise<void> {
  if (openExchanges(world).length > 0) await world.answerEnds()
}

function check(world: MockWorld, name: string): void {
  const { mock, log } = world
  expect([name, openExchanges(world).length <= 1]).toEqual([name, true])
  const ids = (mock.state.set?.items ?? []).flatMap(({ outcome }) =>
    outcome.kind === 'open' || outcome.attemptId === null ? [] : [outcome.attemptId],
  )
  // each question's take is an attempt, and no attempt stands for two questions
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(log.get(id)).not.toBeNull()
}

test('no order of events loses a take or sends one twice', async () => {
  const step = fc.integer({ min: 0, max: steps.length })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 45 }), async (order) => {
      let world = launchMock()
      const launches = [world]
      world.open()
      for (const index of order) {
        const chosen = steps[index]
        if (!chosen) {
          // killed: nothing of this launch is heard of again
          world = launchMock(world.phone, world.clock)
          launches.push(world)
          await world.recovery
          world.open()
          continue
        }
        await chosen[1](world)
        await settle()
        world.clock.advance(1)
        check(world, chosen[0])
      }
      // every take that the recorder has handed out is in the log, once
      world.mock.leave()
      if (isRecording(world)) await world.stopped()
      const said = world.phone.kept.size
      expect(world.log.list()).toHaveLength(said)

      // and from wherever this is, the set comes to its end, with every answer that was not tried before
      world.open()
      if (!world.mock.state.set) world.mock.startNew()
      else world.mock.goOn()
      while (isRecording(world)) await answerQuestion(world)
      while (openExchanges(world).length > 0) await world.answerEnds()
      expect(world.mock.state.phase).toBe('summary')
      for (const status of world.statuses() ?? [])
        expect(['ready', 'failed', 'unsent', 'gone']).toContain(status)
      const answered = (world.mock.state.set?.items ?? []).filter(
        ({ outcome }) => outcome.kind === 'answered',
      )
      for (const { outcome } of answered) {
        if (outcome.kind !== 'answered') continue
        expect(world.mock.state.answerOf(outcome.attemptId).status).not.toBe('unsent')
      }

      // nobody asked to send again: one POST a take, however often it was killed
      const sent = launches.flatMap(({ posted }) =>
        posted.map(({ recording }) => recording.filePath.replace(/.*\//, '')),
      )
      expect([...new Set(sent)]).toEqual(sent)
    }),
    { numRuns: 150 },
  )
})
