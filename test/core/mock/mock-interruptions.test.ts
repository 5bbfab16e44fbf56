// A mock that something comes between: WeChat is left, another page, a kill.
import { AppError } from '../../../miniprogram/core/errors'
import { mockKey } from '../../../miniprogram/core/mock/mock-store'
import { answerQuestion, launchMock, question, startMock } from './mock-world'

describe('WeChat is left in the middle of a take', () => {
  function hide(world: ReturnType<typeof launchMock>) {
    for (const session of world.sessions) session.appHidden()
    world.mock.hidden()
  }

  test('what was said is the answer; nothing is recorded or sent before the next tap', async () => {
    const world = startMock()
    const { mock, transport, recorder } = world
    world.speak(7_000)
    hide(world)
    await world.stopped(7_000)
    mock.shown()
    expect(mock.state).toMatchObject({ phase: 'paused', error: null })
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
    expect(transport.exchanges).toHaveLength(0)
    mock.goOn()
    expect(transport.exchanges).toHaveLength(1)
    expect(recorder.takes).toHaveLength(2)
  })

  test('right after "done": the take is kept, the next one waits', async () => {
    const world = startMock()
    const { mock, recorder } = world
    world.speak(7_000)
    mock.done()
    hide(world)
    await world.stopped(7_000)
    expect(mock.state.phase).toBe('paused')
    expect(recorder.takes).toHaveLength(1)
  })

  test('before anything was said: the question is asked again, the take is in the log', async () => {
    const world = startMock()
    world.speak(900)
    hide(world)
    await world.stopped(900)
    world.mock.shown()
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('the answer that WeChat interrupted is failed, the next one follows at the return', async () => {
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

test('another page sends while this one is covered: it has the stream, the queue goes on afterwards', async () => {
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
  expect(transport.exchanges.map(({ aborts }) => aborts)).toEqual([0, 1, 0])
  expect(world.statuses()?.[1]).toBe('failed')
  await world.answerEnds()
  mock.shown()
  expect(world.statuses()).toEqual(['ready', 'failed'])
})

test('the page is left: the take is kept, the answer closed and kept, nothing more is sent without a tap', async () => {
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
  mock.goOn()
  expect(mock.state.phase).toBe('summary')
  // what was never sent goes now; what was, only by its own tap
  expect(world.statuses()).toEqual(['failed', 'writing', 'queued'])
})

test('the page comes back while the take is still being kept', async () => {
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
    world.mock.goOn()
    expect(world.transport.exchanges).toHaveLength(0)
    await answerQuestion(world)
    expect(world.log.list()[0]?.question?.id).toBe('two')
  })

  test('between the keeping of a take and the note of it: it is the answer, and no second one is asked for', async () => {
    const first = startMock()
    first.speak(5_000)
    // the log has the take; the set has not heard of it
    await first.log.add(question('one'), first.phone.record('said'))
    const world = launchMock(first.phone, first.clock)
    world.open()
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
  })

  test('what cannot be read, or is of another version, is as if it was not there', () => {
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
