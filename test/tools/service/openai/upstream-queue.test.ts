import { createUpstreamQueue } from '../../../../tools/service/engines/openai/upstream-queue'
import { ownPlaces } from '../../../../tools/service/places'
import { createManualClock } from './start-openai'

const forever = new AbortController().signal

function start(concurrency: number, queueMax = 100) {
  const clock = createManualClock()
  const queue = createUpstreamQueue(
    { places: ownPlaces(concurrency), queueMax, queueWaitMaxMs: 15_000 },
    clock,
  )
  const entered: string[] = []
  const leaves: (() => void)[] = []
  const enter = (student: string, signal = forever) =>
    queue.enter(student, signal).then((leave) => {
      entered.push(student)
      leaves.push(leave)
    })
  const leave = async () => {
    leaves.shift()?.()
    await new Promise(setImmediate)
  }
  return { clock, queue, entered, enter, leave }
}

test('limits concurrency', async () => {
  const { queue, entered, enter, leave } = start(2)
  for (const student of ['a', 'b', 'c', 'd']) void enter(student)
  await new Promise(setImmediate)
  expect(entered).toEqual(['a', 'b'])
  expect([queue.running, queue.waiting]).toEqual([2, 2])
  await leave()
  expect(entered).toEqual(['a', 'b', 'c'])
})

test('every student’s first answer comes before anyone’s second', async () => {
  const { entered, enter, leave } = start(1)
  for (const student of ['a', 'a', 'a', 'a', 'b', 'c', 'b']) void enter(student)
  await new Promise(setImmediate)
  for (let turn = 0; turn < 7; turn++) await leave()
  expect(entered).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a'])
})

test('too many waiting, or too long: refused with a time to retry', async () => {
  const { clock, queue, enter } = start(1, 1)
  await enter('a')
  const second = enter('b')
  const tooLong = expect(second).rejects.toMatchObject({ grpcCode: 8, status: 429, reason: 'queue-wait' })
  await expect(enter('c')).rejects.toMatchObject({
    grpcCode: 8,
    status: 429,
    reason: 'queue-full',
    retryAfterSeconds: 5,
  })
  await clock.advance(15_000)
  await tooLong
  expect([queue.running, queue.waiting, clock.waiting]).toEqual([1, 0, 0])
})

test('an aborted answer leaves the queue or frees its slot', async () => {
  const { clock, queue, entered, enter, leave } = start(1)
  const first = new AbortController()
  const second = new AbortController()
  await enter('a', first.signal)
  const gone = expect(enter('b', second.signal)).rejects.toThrow('gone')
  void enter('c')
  second.abort(new Error('gone'))
  await gone
  expect(queue.waiting).toBe(1)
  first.abort(new Error('gone'))
  await new Promise(setImmediate)
  expect(entered).toEqual(['a', 'c'])
  await leave()
  await leave()
  expect([queue.running, queue.waiting, clock.waiting]).toEqual([0, 0, 0])
})
