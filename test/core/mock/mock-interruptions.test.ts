// A mock that is interrupted: WeChat goes to the background, another page sends, the app is killed.
import { AppError } from '../../../miniprogram/core/errors'
import { mockKey } from '../../../miniprogram/core/mock/mock-store'
import { answerQuestion, launchMock, question, startMock } from './mock-world'

describe('WeChat goes to the background during a take', () => {
  function hide(world: ReturnType<typeof launchMock>) {
    for (const session of world.sessions) session.appHidden()
    world.mock.hidden()
  }

  test('the recording is the answer; nothing more is recorded or sent before the next tap', async () => {
    const world = startMock()
    const { mock, transport, recorder } = world
    world.speak(7_000)
    hide(world)
    await world.stopped(7_000)
    mock.shown()
    expect(mock.state).toMatchObject({ phase: 'paused', error: null })
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
    expect(transport.exchanges).toHaveLength(0)
    mock.continueSet()
    expect(transport.exchanges).toHaveLength(1)
    expect(recorder.takes).toHaveLength(2)
  })

  test('right after "done": the take is saved, the next one waits', async () => {
    const world = startMock()
    const { mock, recorder } = world
    world.speak(7_000)
    mock.done()
    hide(world)
    await world.stopped(7_000)
    expect(mock.state.phase).toBe('paused')
    expect(recorder.takes).toHaveLength(1)
  })

  test('in the first seconds: the question is asked again, the recording is in the log', async () => {
    const world = startMock()
    world.speak(900)
    hide(world)
    await world.stopped(900)
    world.mock.shown()
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('an answer that WeChat interrupted has failed, and the next one follows on return', async () => {
    const world = startMock()
    const { mock, transport } = world
    await answerQuestion(world)
    await answerQuestion(world)
    hide(world)
    transport.last().handlers.onRequest()
    transport.last().handlers.onError(new AppError('interrupted'))
    await world.stopped()
    expect(transport.exchanges).toHaveLength(1)
    mock.shown()
    expect(world.statuses()?.slice(0, 2)).toEqual(['failed', 'writing'])
  })
})

test('another page sends while this one is covered: its answer follows the one that is being written', async () => {
  const world = startMock(undefined, undefined, 2)
  const { mock, transport } = world
  await answerQuestion(world)
  await world.answerEnds()
  await answerQuestion(world)
  expect(world.statuses()).toEqual(['ready', 'writing'])
  mock.hidden()
  const attempt = world.log.get(world.log.list()[1]?.id ?? '')
  if (!attempt) throw new Error('no attempt')
  const other = world.openSession({ attempt })
  other.send()
  expect(other.state).toMatchObject({ phase: 'sending', isWaiting: true })
  await world.answerEnds()
  expect(world.statuses()?.[1]).toBe('ready')
  expect(other.state).toMatchObject({ phase: 'sending', isWaiting: false })
  await world.answerEnds()
  expect(transport.exchanges.map(({ aborts }) => aborts)).toEqual([0, 0, 0])
})

test('the page is left: the take and the text so far are saved, and nothing more is sent without a tap', async () => {
  const world = startMock()
  const { mock, transport } = world
  await answerQuestion(world)
  await answerQuestion(world)
  transport.last().handlers.onRequest()
  transport.last().content('Some of it')
  world.speak(4_000)
  mock.leave()
  expect(transport.last().aborts).toBe(1)
  await world.stopped(4_000)
  expect(transport.exchanges).toHaveLength(1)
  world.open()
  expect(mock.state.phase).toBe('start')
  expect(world.statuses()).toEqual(['failed', 'unsent', 'unsent'])
  expect(world.log.get(world.log.list()[2]?.id ?? '')).toMatchObject({
    status: 'interrupted',
    answer: 'Some of it',
  })
  mock.continueSet()
  expect(mock.state.phase).toBe('summary')
  // sends what was never sent; the rest needs its own tap
  expect(world.statuses()).toEqual(['failed', 'writing', 'queued'])
})

test('the page comes back while the take is still being saved', async () => {
  const world = startMock()
  world.speak(6_000)
  world.mock.leave()
  world.open()
  expect(world.mock.state.take?.status).toBe('stopping')
  await world.stopped(6_000)
  expect(world.mock.state.phase).toBe('paused')
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

describe('killed', () => {
  test('after some answers: the next launch asks the open question', async () => {
    const first = startMock()
    await answerQuestion(first)
    first.speak(5_000)
    const world = launchMock(first.phone, first.clock)
    world.open()
    expect(world.mock.state.phase).toBe('start')
    expect(world.statuses()).toEqual(['failed', 'open', 'open'])
    world.mock.continueSet()
    expect(world.transport.exchanges).toHaveLength(0)
    await answerQuestion(world)
    expect(world.log.list()[0]?.question?.id).toBe('two')
  })

  test('after the recording was saved and before the set was: it is the answer, and the question is not asked again', async () => {
    const first = startMock()
    first.speak(5_000)
    // the log has the recording, the set does not
    await first.log.add(question('one'), first.phone.record('said'))
    const world = launchMock(first.phone, first.clock)
    world.open()
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
  })

  test('a set that cannot be read or has another version is ignored', () => {
    const first = startMock()
    const stored = first.store.get(mockKey) as { items: unknown[] }
    for (const broken of [
      { ...stored, version: 2 },
      { ...stored, items: [] },
      { ...stored, items: [{ question: null, outcome: { kind: 'open' } }] },
      {
        ...stored,
        items: [{ ...(stored.items[0] as object), outcome: { kind: 'answered', attemptId: 'x' } }],
      },
      { ...stored, startedAtMs: 'today' },
      'mock',
    ]) {
      first.store.set(mockKey, broken)
      const world = launchMock(first.phone, first.clock)
      world.open()
      expect(world.mock.state.set).toBeNull()
    }
  })
})
