// A mock that is interrupted: WeChat goes to the background, another page sends, the app is killed.
import { AppError } from '../../../miniprogram/core/errors'
import { mockKey } from '../../../miniprogram/core/mock/mock-store'
import { answerQuestion, launchMock, question, startMock } from './mock-world'

describe('WeChat goes to the background during a take', () => {
  test('the recording is the answer; nothing more is recorded or sent before the next tap', async () => {
    const world = startMock()
    const { mock, transport, recorder } = world
    world.speak(7_000)
    world.hide()
    await world.stopped(7_000)
    world.show()
    expect(mock.state).toMatchObject({ phase: 'paused', error: null })
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
    expect(transport.exchanges).toHaveLength(0)
    mock.continueSet()
    expect(transport.exchanges).toHaveLength(1)
    expect(recorder.takes).toHaveLength(2)
  })

  test('right after "done": the take is saved and sent on return, the next one waits', async () => {
    const world = startMock()
    const { mock, recorder, transport } = world
    world.speak(7_000)
    mock.done()
    world.hide()
    await world.stopped(7_000)
    expect(mock.state.phase).toBe('paused')
    expect(transport.exchanges).toHaveLength(0)
    world.show()
    expect(transport.exchanges).toHaveLength(1)
    expect(recorder.takes).toHaveLength(1)
  })

  test('in the first seconds: the question is asked again, the recording is in the log', async () => {
    const world = startMock()
    world.speak(900)
    world.hide()
    await world.stopped(900)
    world.show()
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('an answer that WeChat interrupted has failed, and the next one follows on return', async () => {
    const world = startMock()
    const { transport } = world
    await answerQuestion(world)
    await answerQuestion(world)
    world.hide()
    transport.last().handlers.onRequest()
    transport.last().handlers.onError(new AppError('interrupted'))
    await world.stopped()
    expect(transport.exchanges).toHaveLength(1)
    world.show()
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

test('the page is left: answers go on to the last one; the take is saved, and sent with the next tap', async () => {
  const world = startMock()
  const { mock, transport } = world
  await answerQuestion(world)
  await answerQuestion(world)
  world.speak(4_000)
  mock.leave()
  await world.stopped(4_000)
  await world.answerEnds()
  await world.answerEnds()
  expect(transport.exchanges.map(({ aborts }) => aborts)).toEqual([0, 0])
  expect(world.log.list().map(({ status }) => status)).toEqual(['recorded', 'done', 'done'])
  world.open()
  expect(mock.state.phase).toBe('start')
  expect(world.statuses()).toEqual(['ready', 'ready', 'unsent'])
  mock.continueSet()
  expect(mock.state.phase).toBe('summary')
  expect(world.statuses()).toEqual(['ready', 'ready', 'writing'])
})

test('the page is left right after "done": the take is sent', async () => {
  const world = startMock()
  world.speak(4_000)
  world.mock.done()
  world.mock.leave()
  await world.stopped(4_000)
  expect(world.transport.exchanges).toHaveLength(1)
  await world.answerEnds()
  expect(world.log.list().map(({ status }) => status)).toEqual(['done'])
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
