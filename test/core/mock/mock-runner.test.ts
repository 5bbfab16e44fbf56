import type { AttemptQuestion } from '../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../miniprogram/core/errors'
import { mockKey } from '../../../miniprogram/core/mock/mock-store'
import { answerQuestion, launchMock, questions, settle } from './mock-world'

test('from the first question to the last: takes kept, answers one after another, one POST each', async () => {
  const world = launchMock()
  const { mock, transport } = world
  world.open()
  expect(mock.state).toMatchObject({ phase: 'start', set: null })
  mock.startNew()
  expect(mock.state).toMatchObject({ phase: 'taking', take: { status: 'starting' } })
  await answerQuestion(world)
  // the next one is being asked, the first one's answer is being written
  expect(mock.state).toMatchObject({ phase: 'taking', take: { status: 'starting', elapsedMs: 0 } })
  expect(world.statuses()).toEqual(['writing', 'open', 'open'])
  await answerQuestion(world, 12_000)
  expect(world.statuses()).toEqual(['writing', 'queued', 'open'])
  expect(transport.exchanges).toHaveLength(1)
  await world.answerEnds()
  expect(world.statuses()).toEqual(['ready', 'writing', 'open'])
  expect(mock.state.phase).toBe('taking')
  await answerQuestion(world)
  expect(mock.state.phase).toBe('summary')
  await world.answerEnds()
  await world.answerEnds()
  expect(world.statuses()).toEqual(['ready', 'ready', 'ready'])
  expect(transport.exchanges).toHaveLength(3)
  expect(world.log.list().map(({ question, status }) => [question?.id, status])).toEqual([
    ['three', 'done'],
    ['two', 'done'],
    ['one', 'done'],
  ])
  expect(mock.isBusy).toBe(false)
})

test('a failure stops nothing, and goes again by a tap alone', async () => {
  const world = launchMock()
  const { mock, transport } = world
  world.open()
  mock.startNew()
  await answerQuestion(world)
  await answerQuestion(world)
  transport.last().handlers.onRequest()
  transport.last().handlers.onError(new AppError('http', { httpStatus: 500 }))
  expect(world.statuses()).toEqual(['failed', 'writing', 'open'])
  await answerQuestion(world)
  await world.answerEnds()
  await world.answerEnds()
  expect(world.statuses()).toEqual(['failed', 'ready', 'ready'])
  expect(transport.exchanges).toHaveLength(3)
  const [first] = mock.state.set?.items ?? []
  if (first?.outcome.kind !== 'answered') throw new Error('not answered')
  expect(mock.state.answerOf(first.outcome.attemptId).error).toMatchObject({ code: 'http', httpStatus: 500 })
  mock.send([first.outcome.attemptId])
  mock.send([first.outcome.attemptId])
  expect(world.statuses()?.[0]).toBe('writing')
  await world.answerEnds()
  expect(world.statuses()).toEqual(['ready', 'ready', 'ready'])
  expect(transport.exchanges).toHaveLength(4)
})

test('skip: what is only being read leaves no take, what was said is kept and not sent', async () => {
  const world = launchMock()
  const { mock, transport, recorder } = world
  world.open()
  mock.startNew()
  world.speak(1_000)
  mock.skip()
  expect(recorder.takes[0]?.calls).toEqual(['cancel'])
  expect(mock.state).toMatchObject({ phase: 'taking', take: { status: 'starting' } })
  world.speak(9_000)
  mock.skip()
  await world.stopped(9_000)
  await answerQuestion(world)
  expect(world.outcomes()).toEqual(['skipped', 'skipped', 'answered'])
  expect(world.statuses()).toEqual(['gone', 'unsent', 'writing'])
  expect(transport.exchanges).toHaveLength(1)
  expect(mock.state.phase).toBe('summary')
})

test('end: what was said is kept and sent, and the set can be gone on with', async () => {
  const world = launchMock()
  const { mock } = world
  world.open()
  mock.startNew()
  world.speak(8_000)
  mock.end()
  await world.stopped(8_000)
  expect(mock.state.phase).toBe('summary')
  expect(world.statuses()).toEqual(['writing', 'open', 'open'])
  mock.goOn()
  world.speak(500)
  mock.end()
  expect(mock.state.phase).toBe('summary')
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
  expect(world.log.list()).toHaveLength(1)
})

test('a second tap while the microphone starts or the take is kept does nothing', async () => {
  const world = launchMock()
  const { mock } = world
  world.open()
  mock.startNew()
  mock.done()
  expect(mock.state.take?.status).toBe('starting')
  world.speak(10_000)
  mock.done()
  mock.done()
  mock.skip()
  await world.stopped(10_000)
  mock.done()
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
  expect(mock.state.take?.status).toBe('starting')
})

test('the microphone is refused: the question waits, and goes on by a tap', async () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  mock.startNew()
  recorder.last().handlers.onError(new AppError('microphone-refused'))
  expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'microphone-refused' } })
  mock.dismissError()
  expect(mock.state).toMatchObject({ phase: 'paused', error: null })
  mock.goOn()
  await answerQuestion(world)
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

test('a failed take keeps neither the question nor the take before from its place', async () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  mock.startNew()
  await answerQuestion(world)
  world.speak(1_000)
  mock.done()
  recorder.last().handlers.onError(new AppError('recording-empty'))
  expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'recording-empty' } })
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
  mock.skip()
  expect(mock.state).toMatchObject({ phase: 'paused', error: null })
  expect(world.outcomes()).toEqual(['answered', 'skipped', 'open'])
})

test('a call: paused, resumed, and then the take goes on', async () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  mock.startNew()
  world.speak(5_000)
  recorder.last().handlers.onPause()
  expect(mock.state.take?.status).toBe('paused')
  mock.resumeTake()
  expect(recorder.last().calls).toEqual(['resume'])
  recorder.last().handlers.onResume()
  mock.done()
  await world.stopped()
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

describe('WeChat is left in the middle of a take', () => {
  function hide(world: ReturnType<typeof launchMock>) {
    for (const session of world.sessions) session.appHidden()
    world.mock.hidden()
  }

  test('what was said is the answer; nothing is recorded or sent before the next tap', async () => {
    const world = launchMock()
    const { mock, transport, recorder } = world
    world.open()
    mock.startNew()
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
    const world = launchMock()
    const { mock, recorder } = world
    world.open()
    mock.startNew()
    world.speak(7_000)
    mock.done()
    hide(world)
    await world.stopped(7_000)
    expect(mock.state.phase).toBe('paused')
    expect(recorder.takes).toHaveLength(1)
  })

  test('before anything was said: the question is asked again, the take is in the log', async () => {
    const world = launchMock()
    world.open()
    world.mock.startNew()
    world.speak(900)
    hide(world)
    await world.stopped(900)
    world.mock.shown()
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('the answer that WeChat interrupted is failed, the next one follows at the return', async () => {
    const world = launchMock()
    const { mock, transport } = world
    world.open()
    mock.startNew()
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
  const world = launchMock(undefined, undefined, 2)
  const { mock, transport } = world
  world.open()
  mock.startNew()
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
  const world = launchMock()
  const { mock, transport } = world
  world.open()
  mock.startNew()
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
  const world = launchMock()
  world.open()
  world.mock.startNew()
  world.speak(6_000)
  world.mock.leave()
  world.open()
  expect(world.mock.state.take?.status).toBe('stopping')
  await world.stopped(6_000)
  expect(world.mock.state.phase).toBe('paused')
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

describe('no room on the phone', () => {
  test('a take without an entry stays in hand and is kept by the next tap', async () => {
    const world = launchMock()
    const { mock, phone } = world
    world.open()
    mock.startNew()
    world.speak(20_000)
    phone.storageLimit = 0
    mock.done()
    await world.stopped()
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    mock.dismissError()
    mock.goOn()
    await settle()
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    phone.storageLimit = Infinity
    mock.goOn()
    await settle()
    expect(mock.state.phase).toBe('taking')
    expect(world.statuses()).toEqual(['writing', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('a take whose file cannot be moved is answered and sent, and it is said', async () => {
    const world = launchMock()
    const { mock, phone, transport } = world
    world.open()
    mock.startNew()
    phone.filesLimit = 0
    await answerQuestion(world)
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
    expect(transport.exchanges).toHaveLength(1)
    mock.goOn()
    world.speak(500)
    mock.skip()
    // the error of the take before is not told again
    expect(mock.state.phase).toBe('taking')
  })
})

describe('killed', () => {
  test('after some answers: the next launch asks the open question', async () => {
    const first = launchMock()
    first.open()
    first.mock.startNew()
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
    const first = launchMock()
    first.open()
    first.mock.startNew()
    first.speak(5_000)
    // the log has the take; the set has not heard of it
    await first.log.add(questions[0] ?? null, first.phone.record('said'))
    const world = launchMock(first.phone, first.clock)
    world.open()
    expect(world.statuses()).toEqual(['unsent', 'open', 'open'])
  })

  test('what cannot be read, or is of another version, is as if it was not there', () => {
    const first = launchMock()
    first.open()
    first.mock.startNew()
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

test('a new set is drawn with what was practised lately; a deleted attempt is gone', async () => {
  const world = launchMock()
  const { mock } = world
  world.open()
  mock.startNew()
  await answerQuestion(world)
  world.speak(500)
  mock.end()
  await world.log.remove([world.log.list()[0]?.id ?? ''])
  mock.shown()
  expect(world.statuses()?.[0]).toBe('gone')
  mock.goOn()
  await answerQuestion(world)
  world.speak(500)
  mock.end()
  mock.startNew()
  expect(world.drawnAfter.map((recent) => [...recent])).toEqual([[], ['two']])
  expect(world.outcomes()).toEqual(['open', 'open', 'open'])
})

const [firstQuestion] = questions as [AttemptQuestion]

test('who listens hears every change, and nothing after leaving', () => {
  const { mock, clock, recorder } = launchMock()
  const heard: string[] = []
  const leave = mock.subscribe(({ phase, take }) => heard.push(take ? `${phase} ${take.elapsedMs}` : phase))
  mock.enter()
  mock.shown()
  mock.startNew()
  recorder.last().handlers.onStart()
  clock.advance(100)
  expect(heard).toEqual(['start', 'start', 'taking 0', 'taking 0', 'taking 100'])
  leave()
  clock.advance(100)
  expect(heard).toHaveLength(5)
})

test('busy: while a question is being answered, or waits on a page that is seen', async () => {
  const world = launchMock()
  const { mock } = world
  expect(mock.isBusy).toBe(false)
  world.open()
  expect(mock.isBusy).toBe(false)
  mock.startNew()
  expect(mock.isBusy).toBe(true)
  mock.hidden()
  expect(mock.isBusy).toBe(true)
  await answerQuestion(world)
  expect([mock.state.phase, mock.isBusy]).toEqual(['paused', false])
  mock.shown()
  expect(mock.isBusy).toBe(true)
  mock.end()
  expect([mock.state.phase, mock.isBusy]).toEqual(['summary', false])
})

test('questions of the last fifty attempts are not to be drawn again', async () => {
  const world = launchMock()
  const { log, phone, mock, clock } = world
  for (let number = 0; number < 51; number += 1) {
    await log.add({ ...firstQuestion, id: `asked ${number}` }, phone.record('said'))
    clock.advance(1_000)
  }
  await log.add(null, phone.record('said'))
  world.open()
  mock.startNew()
  const [recent] = world.drawnAfter
  expect(recent?.has('asked 50')).toBe(true)
  expect(recent?.has('asked 2')).toBe(true)
  expect(recent?.has('asked 1')).toBe(false)
  // the one that answered no question
  expect(recent?.size).toBe(50)
})

test('a new set is not begun in the middle of a take', () => {
  const world = launchMock()
  world.open()
  world.mock.startNew()
  world.mock.goOn()
  world.mock.startNew()
  world.mock.enter()
  expect(world.recorder.takes).toHaveLength(1)
  expect(world.drawnAfter).toHaveLength(1)
  expect(world.mock.state.phase).toBe('taking')
})

test('what makes no sense where it is tapped does nothing', () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  for (const tap of [
    'goOn',
    'done',
    'skip',
    'end',
    'showSummary',
    'resumeTake',
    'dismissError',
    'leave',
  ] as const) {
    mock[tap]()
    expect(mock.state).toMatchObject({ phase: 'start', set: null })
  }
  expect(recorder.takes).toHaveLength(0)
})

test('the set that was left: to its summary, or on with it', async () => {
  const world = launchMock()
  const { mock } = world
  world.open()
  mock.startNew()
  mock.showSummary()
  expect(mock.state.phase).toBe('taking')
  await answerQuestion(world)
  await world.answerEnds()
  world.speak(500)
  mock.end()
  world.open()
  expect(mock.state).toMatchObject({ phase: 'start', error: null, take: null })
  mock.showSummary()
  expect(mock.state.phase).toBe('summary')
  mock.showSummary()
  mock.end()
  mock.skip()
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
  mock.goOn()
  expect(mock.state.phase).toBe('taking')
})

test('skipping the last question while it waits leads to the summary', async () => {
  const world = launchMock(undefined, undefined, 1)
  const { mock, recorder } = world
  world.open()
  mock.startNew()
  recorder.last().handlers.onError(new AppError('microphone-refused'))
  mock.skip()
  expect(mock.state).toMatchObject({ phase: 'summary', error: null })
  expect(world.outcomes()).toEqual(['skipped'])
})

test('end while a take is being kept: the summary comes once it is', async () => {
  const world = launchMock()
  const { mock } = world
  world.open()
  mock.startNew()
  world.speak(8_000)
  mock.done()
  mock.end()
  expect(mock.state.phase).toBe('taking')
  await world.stopped(8_000)
  expect(mock.state.phase).toBe('summary')
  expect(world.statuses()).toEqual(['writing', 'open', 'open'])
})

test('three seconds are worth keeping', async () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  mock.startNew()
  world.speak(2_900)
  mock.skip()
  expect(recorder.takes[0]?.calls).toEqual(['cancel'])
  world.speak(3_000)
  mock.skip()
  expect(recorder.takes[1]?.calls).toEqual(['stop'])
  await world.stopped(3_000)
  expect(world.log.list()).toHaveLength(1)
})

test('a set that cannot be stored goes on, and it is said until the next begins', async () => {
  const world = launchMock()
  const { mock, phone } = world
  world.open()
  phone.storageLimit = 0
  mock.startNew()
  expect(mock.state).toMatchObject({ phase: 'taking', isUnwritten: true })
  phone.storageLimit = Infinity
  world.speak(500)
  mock.end()
  expect(mock.state.isUnwritten).toBe(true)
  mock.goOn()
  expect(mock.state.isUnwritten).toBe(false)
})

test('an answer that cannot be stored: it is said', async () => {
  const world = launchMock()
  const { mock, phone } = world
  world.open()
  mock.startNew()
  await answerQuestion(world)
  expect(mock.state.isUnwritten).toBe(false)
  phone.storageLimit = 0
  await world.answerEnds()
  expect(mock.state.isUnwritten).toBe(true)
})

test('a take that could not be kept is let go by Skip', async () => {
  const world = launchMock()
  const { mock, phone } = world
  world.open()
  mock.startNew()
  world.speak(20_000)
  phone.storageLimit = 0
  mock.done()
  await world.stopped()
  expect(mock.state.error?.code).toBe('storage-full')
  phone.storageLimit = Infinity
  mock.skip()
  mock.goOn()
  expect(world.outcomes()).toEqual(['skipped', 'open', 'open'])
  await answerQuestion(world)
  expect(world.outcomes()).toEqual(['skipped', 'answered', 'open'])
  expect(world.log.list()).toHaveLength(1)
})
