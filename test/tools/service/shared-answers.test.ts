// Workers and their primary, in one process, with channels that carry what JSON can.
import { createKeptAnswers } from '../../../tools/service/kept-answers'
import { grpc, serviceRefusal } from '../../../tools/service/refusal'
import { serveAnswers, sharedAnswers, type Channel } from '../../../tools/service/shared-answers'
import { createManualClock } from './openai/start-openai'

const ids = { uid: '7', logid: '1' }
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

function createCluster() {
  const clock = createManualClock()
  const answers = createKeptAnswers({ keptSeconds: 600, maxBytes: 1_000, clock })
  const worker = () => {
    const takers: Record<'up' | 'down', ((message: unknown) => void)[]> = { up: [], down: [] }
    let isDead = false
    let onDeath = () => {}
    const end = (out: 'up' | 'down', into: 'up' | 'down'): Channel => ({
      send(message) {
        const text = JSON.stringify(message)
        if (!isDead) queueMicrotask(() => takers[out].forEach((take) => take(JSON.parse(text))))
      },
      onMessage: (take) => void takers[into].push(take),
      onClose: (closed) => (onDeath = closed),
    })
    serveAnswers(answers, end('down', 'up'))
    return {
      kept: sharedAnswers({ keptSeconds: 600, clock, channel: end('up', 'down') }),
      die() {
        isDead = true
        onDeath()
      },
      hang: () => (isDead = true),
    }
  }
  return { clock, answers, workers: [worker(), worker()] as const }
}

async function readAll(kept: { find: ReturnType<typeof createKeptAnswers>['find'] }) {
  const reader = await kept.find(ids)
  if (!reader) return undefined
  let text = ''
  try {
    for await (const part of reader.follow(new AbortController().signal)) text += Buffer.from(part).toString()
    return { text }
  } catch (error) {
    return { text, error: (error as Error).message }
  }
}

async function write(kept: ReturnType<typeof createKeptAnswers>) {
  const { writer } = await kept.claim(ids)
  if (!writer) throw new Error('somebody writes it already')
  return writer
}

test('what one writes, another reads, in the middle and after the end; only one may write', async () => {
  const { workers, answers } = createCluster()
  const writer = await write(workers[0].kept)
  writer.append(Buffer.from('第'))
  expect((await workers[1].kept.claim(ids)).writer).toBeUndefined()
  const readers = [readAll(workers[1].kept), readAll(workers[0].kept), readAll(workers[1].kept)]
  await settled()
  writer.append(Buffer.from('一'))
  writer.end()
  for (const reader of readers) expect(await reader).toEqual({ text: '第一' })
  await settled()
  for (const { kept } of workers) expect(await readAll(kept)).toEqual({ text: '第一' })
  expect(answers.keptBytes).toBe(6)
})

test('a stop reaches the one that writes', async () => {
  const { workers } = createCluster()
  const writer = await write(workers[0].kept)
  await workers[1].kept.stop(ids)
  await settled()
  expect(writer.stopped.aborted).toBe(true)
})

test('of one that is killed, readers have what it wrote, and are told', async () => {
  const { workers } = createCluster()
  const writer = await write(workers[0].kept)
  writer.append(Buffer.from('I love'))
  const reading = readAll(workers[1].kept)
  await settled()
  workers[0].die()
  const lost = { text: 'I love', error: 'the answer broke off: the process that wrote it is gone' }
  expect(await reading).toEqual(lost)
  expect(await readAll(workers[1].kept)).toEqual(lost)
})

test('a refusal before the first byte is for those who wait, and is not kept', async () => {
  const { workers } = createCluster()
  const writer = await write(workers[0].kept)
  const waiting = readAll(workers[1].kept)
  await settled()
  writer.end(serviceRefusal(grpc.unavailable, 'busy', 'upstream-busy', 3))
  expect(await waiting).toEqual({ text: '', error: 'busy' })
  await settled()
  expect(await readAll(workers[1].kept)).toBeUndefined()
})

test('without its primary a worker keeps what runs, on its own', async () => {
  const { clock, workers } = createCluster()
  workers[0].hang()
  const writing = write(workers[0].kept)
  await settled()
  await clock.advance(1_000)
  const writer = await writing
  const reading = readAll(workers[0].kept)
  writer.append(Buffer.from('I love it'))
  writer.end()
  expect(await reading).toEqual({ text: 'I love it' })
  const finding = readAll(workers[0].kept)
  await settled()
  await clock.advance(1_000)
  expect(await finding).toBeUndefined()
})
