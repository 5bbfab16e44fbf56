// One attempt is sent automatically, and how that ends.
import { AppError } from '../../../miniprogram/core/errors'
import { createAttemptSender } from '../../../miniprogram/core/mock/attempt-sender'
import { launchMock, type MockWorld } from './mock-world'

async function setUp() {
  const world = launchMock()
  const attempt = await world.log.add(null, world.phone.record('said'))
  const ends: string[] = []
  const unwritten: string[] = []
  const send = createAttemptSender({
    attempts: world.log,
    openSession: world.openSession,
    onUnwritten: () => unwritten.push('unwritten'),
  })
  return {
    ...world,
    attempt,
    ends,
    unwritten,
    send: (id = attempt.id) => send(id, (isInterrupted) => ends.push(isInterrupted ? 'interrupted' : 'over')),
  }
}

const exchange = ({ transport }: Pick<MockWorld, 'transport'>) => transport.last().handlers

test('sends, and ends once', async () => {
  const world = await setUp()
  world.send()
  expect(world.transport.exchanges).toHaveLength(1)
  await world.answerEnds()
  expect(world.ends).toEqual(['over'])
  expect(world.log.get(world.attempt.id)?.status).toBe('done')
  // late events are ignored
  exchange(world).onError(new AppError('network'))
  expect(world.ends).toEqual(['over'])
})

test.each([
  ['another page takes the stream', 'before its request', 'interrupted', 'interrupted'],
  ['another page takes the stream', 'after it', 'interrupted', 'interrupted'],
  ['it fails', 'before its request', 'network', 'over'],
  ['it fails', 'after it', 'network', 'over'],
] as const)('%s %s', async (_name, moment, code, end) => {
  const world = await setUp()
  world.send()
  if (moment === 'after it') exchange(world).onRequest()
  exchange(world).onError(new AppError(code))
  expect(world.ends).toEqual([end])
})

test('closed by the caller: the text is kept, and onEnd is not called', async () => {
  const world = await setUp()
  const close = world.send()
  exchange(world).onRequest()
  close()
  expect(world.transport.last().aborts).toBe(1)
  expect(world.log.get(world.attempt.id)?.status).toBe('interrupted')
  expect(world.ends).toEqual([])
})

test('an attempt that does not exist, has no audio or is being sent ends at once', async () => {
  const world = await setUp()
  const close = world.send('gone')
  expect(world.ends).toEqual(['over'])
  close()
  world.send()
  world.send()
  expect(world.ends).toEqual(['over', 'over'])
  expect(world.transport.exchanges).toHaveLength(1)
  await world.answerEnds()
  await world.log.removeAudio([world.attempt.id])
  world.send()
  expect(world.ends).toEqual(['over', 'over', 'over', 'over'])
  expect(world.transport.exchanges).toHaveLength(1)
})

test('an answer that cannot be stored is reported', async () => {
  const world = await setUp()
  world.send()
  world.phone.storageLimit = 0
  await world.answerEnds()
  expect(world.unwritten).toEqual(['unwritten'])
})
