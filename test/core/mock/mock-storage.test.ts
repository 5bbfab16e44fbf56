// A mock on a phone with full storage, or whose file system does not respond.
import { AppError } from '../../../miniprogram/core/errors'
import { answerQuestion, launchMock, settle, startMock, type MockWorld } from './mock-world'

describe('no room on the phone', () => {
  test('a recording without an entry stays in memory and is saved by the next tap', async () => {
    const world = startMock()
    const { mock, phone } = world
    world.speak(20_000)
    phone.storageLimit = 0
    mock.done()
    await world.stopped()
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    mock.dismissError()
    mock.continueSet()
    await settle()
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    phone.storageLimit = Infinity
    mock.continueSet()
    await settle()
    expect(mock.state.phase).toBe('taking')
    expect(world.statuses()).toEqual(['writing', 'open', 'open'])
    expect(world.log.list()).toHaveLength(1)
  })

  test('a recording whose file cannot be moved answers its question and is sent, and the error is shown', async () => {
    const world = startMock()
    const { mock, phone, transport } = world
    phone.filesLimit = 0
    await answerQuestion(world)
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
    expect(transport.exchanges).toHaveLength(1)
    mock.continueSet()
    world.speak(500)
    mock.skip()
    // the previous error is not shown again
    expect(mock.state.phase).toBe('taking')
  })
})

describe('the file system does not respond', () => {
  async function answerSlowly() {
    const world = startMock()
    world.filesStop()
    await answerQuestion(world)
    world.clock.advance(10_000)
    return world
  }

  test('after ten seconds the question is answered, and the error is shown until the file is saved', async () => {
    const world = await answerSlowly()
    const { mock } = world
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'recording-unkept' } })
    expect(world.statuses()).toEqual(['writing', 'open', 'open'])
    await world.filesAnswer()
    expect(mock.state).toMatchObject({ phase: 'paused', error: null })
    expect(world.log.list().map(({ audio }) => audio)).toEqual(['kept'])
  })

  test.each<[string, (world: MockWorld) => void]>([
    ['fails', (world) => world.fails(new AppError('recorder-failed'))],
    ['is skipped while it is being read', ({ mock }) => mock.skip()],
    ['is ended while it is being read', ({ mock }) => mock.end()],
  ])('does not give the recording to another question when a take %s', async (_how, happens) => {
    const world = await answerSlowly()
    await world.filesAnswer()
    world.mock.continueSet()
    world.speak(1_000)
    happens(world)
    const [first, second] = world.mock.state.set?.items ?? []
    expect(first?.outcome).toMatchObject({ kind: 'answered', attemptId: world.log.list()[0]?.id })
    expect(second?.outcome).not.toHaveProperty('attemptId', expect.any(String))
  })

  test('trying again makes no second attempt', async () => {
    const world = await answerSlowly()
    world.mock.continueSet()
    await world.filesAnswer()
    await world.answerEnds()
    expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
    expect(world.log.list()).toMatchObject([{ audio: 'kept', status: 'done' }])
  })

  test('nor does it without room, however often', async () => {
    const world = startMock()
    const { mock, phone, log } = world
    world.filesStop()
    phone.storageLimit = 0
    await answerQuestion(world)
    world.clock.advance(10_000)
    expect(world.outcomes()).toEqual(['open', 'open', 'open'])
    mock.continueSet()
    mock.continueSet()
    await world.filesAnswer()
    expect(mock.state).toMatchObject({ phase: 'paused', error: { code: 'storage-full' } })
    phone.storageLimit = Infinity
    // as after a deletion on another page: the question is answered, and nothing is recorded without a tap
    await log.saveWaiting()
    expect(mock.state).toMatchObject({ phase: 'paused', error: null })
    expect(world.outcomes()).toEqual(['answered', 'open', 'open'])
    expect(log.list()).toMatchObject([{ audio: 'kept' }])
  })
})

test('a set that cannot be stored continues, and this is shown until the next one begins', async () => {
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
  mock.continueSet()
  expect(mock.state.isUnwritten).toBe(false)
})

test('an answer that cannot be stored: this is shown', async () => {
  const world = startMock()
  const { mock, phone } = world
  await answerQuestion(world)
  expect(mock.state.isUnwritten).toBe(false)
  phone.storageLimit = 0
  await world.answerEnds()
  expect(mock.state.isUnwritten).toBe(true)
})

test('Skip discards a recording that could not be saved', async () => {
  const world = startMock()
  const { mock, phone } = world
  world.speak(20_000)
  phone.storageLimit = 0
  mock.done()
  await world.stopped()
  expect(mock.state.error?.code).toBe('storage-full')
  phone.storageLimit = Infinity
  mock.skip()
  mock.continueSet()
  expect(world.outcomes()).toEqual(['skipped', 'open', 'open'])
  await answerQuestion(world)
  expect(world.outcomes()).toEqual(['skipped', 'answered', 'open'])
  expect(world.log.list()).toHaveLength(1)
})
