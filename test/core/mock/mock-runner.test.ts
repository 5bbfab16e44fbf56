import { AppError } from '../../../miniprogram/core/errors'
import { answerQuestion, launchMock, question, startMock } from './mock-world'

test('from the first question to the last: takes are saved, answers come one after another, one POST each', async () => {
  const world = launchMock()
  const { mock, transport } = world
  world.open()
  expect(mock.state).toMatchObject({ phase: 'start', set: null })
  mock.startNew()
  expect(mock.state).toMatchObject({ phase: 'taking', take: { status: 'starting' } })
  await answerQuestion(world)
  // the next question is being asked while the first answer is being written
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

test('a failed answer stops nothing, and is sent again only by a tap', async () => {
  const world = startMock()
  const { mock, transport } = world
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

test('what the service takes only later is not asked for by itself: it waits for a tap', async () => {
  const world = startMock()
  const { mock, transport, clock } = world
  await answerQuestion(world)
  await answerQuestion(world)
  transport.last().handlers.onRequest()
  const retryAtMs = clock.nowMs() + 3_600_000
  transport.last().handlers.onError(new AppError('http', { httpStatus: 429, retryAtMs }))
  await answerQuestion(world)
  expect(world.statuses()).toEqual(['failed', 'unsent', 'unsent'])
  expect(transport.exchanges).toHaveLength(1)
  expect(mock.state.phase).toBe('summary')
})

test('skip: a take is dropped in the first seconds; later it is saved, but not sent', async () => {
  const world = startMock()
  const { mock, transport, recorder } = world
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

test('end: the take is saved and sent, and the set can be continued', async () => {
  const world = startMock()
  const { mock } = world
  world.speak(8_000)
  mock.end()
  await world.stopped(8_000)
  expect(mock.state.phase).toBe('summary')
  expect(world.statuses()).toEqual(['writing', 'open', 'open'])
  mock.continueSet()
  world.speak(500)
  mock.end()
  expect(mock.state.phase).toBe('summary')
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
  expect(world.log.list()).toHaveLength(1)
})

test('a second tap while the microphone starts or the take is being saved does nothing', async () => {
  const world = startMock()
  const { mock } = world
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

test('the microphone is refused: the question waits for a tap', async () => {
  const world = startMock()
  const { mock, recorder } = world
  recorder.last().handlers.onError(new AppError('microphone-refused'))
  expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'microphone-refused' } })
  mock.dismissError()
  expect(mock.state).toMatchObject({ phase: 'paused', error: null })
  mock.continueSet()
  await answerQuestion(world)
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

test('a failed take affects neither its question nor the previous recording', async () => {
  const world = startMock()
  const { mock, recorder } = world
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

test('a call pauses the take, and resuming continues it', async () => {
  const world = startMock()
  const { mock, recorder } = world
  world.speak(5_000)
  recorder.last().handlers.onPause(false)
  expect(mock.state.take?.status).toBe('paused')
  mock.resumeTake()
  expect(recorder.last().calls).toEqual(['resume'])
  recorder.last().handlers.onResume()
  mock.done()
  await world.stopped()
  expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
})

test('a new set is drawn knowing recent attempts; a deleted attempt is gone', async () => {
  const world = startMock()
  const { mock } = world
  await answerQuestion(world)
  world.speak(500)
  mock.end()
  await world.log.remove([world.log.list()[0]?.id ?? ''])
  mock.shown()
  expect(world.statuses()?.[0]).toBe('gone')
  mock.continueSet()
  await answerQuestion(world)
  world.speak(500)
  mock.end()
  mock.startNew()
  expect(world.drawnAfter.map((recent) => [...recent])).toEqual([[], ['two']])
  expect(world.outcomes()).toEqual(['open', 'open', 'open'])
})

test('a listener hears every change, and nothing after unsubscribing', () => {
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

test('busy while a question is being answered, or waits on a visible page', async () => {
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

test('questions of the last fifty attempts are passed to draw', async () => {
  const world = launchMock()
  const { log, phone, mock, clock } = world
  for (let number = 0; number < 51; number += 1) {
    await log.add(question(`asked ${number}`), phone.record('said'))
    clock.advance(1_000)
  }
  await log.add(null, phone.record('said'))
  world.open()
  mock.startNew()
  const [recent] = world.drawnAfter
  expect(recent?.has('asked 50')).toBe(true)
  expect(recent?.has('asked 2')).toBe(true)
  expect(recent?.has('asked 1')).toBe(false)
  // the attempt without a question
  expect(recent?.size).toBe(50)
})

test('a new set is not begun in the middle of a take', () => {
  const world = startMock()
  world.mock.continueSet()
  world.mock.startNew()
  world.mock.enter()
  expect(world.recorder.takes).toHaveLength(1)
  expect(world.drawnAfter).toHaveLength(1)
  expect(world.mock.state.phase).toBe('taking')
})

test('taps that make no sense do nothing', () => {
  const world = launchMock()
  const { mock, recorder } = world
  world.open()
  for (const tap of [
    'continueSet',
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

test('an unfinished set: its summary is shown, or it continues', async () => {
  const world = startMock()
  const { mock } = world
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
  mock.continueSet()
  expect(mock.state.phase).toBe('taking')
})

test('skipping the last question while it waits leads to the summary', async () => {
  const world = startMock(undefined, undefined, 1)
  const { mock, recorder } = world
  recorder.last().handlers.onError(new AppError('microphone-refused'))
  mock.skip()
  expect(mock.state).toMatchObject({ phase: 'summary', error: null })
  expect(world.outcomes()).toEqual(['skipped'])
})

test('end while a take is being saved: the summary follows', async () => {
  const world = startMock()
  const { mock } = world
  world.speak(8_000)
  mock.done()
  mock.end()
  expect(mock.state.phase).toBe('taking')
  await world.stopped(8_000)
  expect(mock.state.phase).toBe('summary')
  expect(world.statuses()).toEqual(['writing', 'open', 'open'])
})

test('a take of three seconds is saved', async () => {
  const world = startMock()
  const { mock, recorder } = world
  world.speak(2_900)
  mock.skip()
  expect(recorder.takes[0]?.calls).toEqual(['cancel'])
  world.speak(3_000)
  mock.skip()
  expect(recorder.takes[1]?.calls).toEqual(['stop'])
  await world.stopped(3_000)
  expect(world.log.list()).toHaveLength(1)
})
