// What a killed launch left half-way, where the service keeps its answers.
import { ended, interrupted, sending, streaming } from '../../../miniprogram/core/attempts/attempt'
import { createResume } from '../../../miniprogram/core/attempts/resumed-answers'
import { AppError } from '../../../miniprogram/core/errors'
import { createFakeTransport } from '../../fakes/fake-transport'
import { request, setUp as setUpLog } from './log-world'
import { question } from './sample-attempts'

/** Answers are asked for one after another, the first one a moment later. */
const begun = () => new Promise((resolve) => setImmediate(resolve))

async function setUp({ keptMs = 600_000, ageMs = 60_000 } = {}) {
  const { phone, clock, log } = setUpLog()
  const transport = createFakeTransport()
  const released: string[] = []
  const { id } = await log.add(question, phone.record('said'))
  const logid = String(clock.nowMs() - ageMs)
  log.update(id, sending({ ...request, logid }))
  log.update(id, streaming(logid, 'One.'))
  log.update(id, interrupted)
  const resume = createResume({
    ...{ log, clock, transport, service: { keptMs } },
    limits: { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 65_536, flushMs: 100 },
    uploads: { release: (ids) => void released.push(...ids) },
  })
  const answer = () => log.get(id)?.answers
  return { clock, log, transport, released, id, logid, resume, answer }
}

test('is asked for by its logid alone, and ends complete', async () => {
  const { transport, released, id, logid, resume, answer } = await setUp()
  const resumed = resume([id])
  await begun()
  const { request: asked, handlers, content } = transport.last()
  expect(asked).toEqual({ logid, recording: null })
  content('One.\\n\\nTwo')
  content('.')
  handlers.onEnd()
  expect(await resumed).toEqual([id])
  expect(answer()).toMatchObject([{ logid, status: 'done', text: 'One.\n\nTwo.' }])
  expect(released).toEqual([id])
})

test('what breaks off keeps the longer text, and stays interrupted', async () => {
  const { transport, id, resume, answer, released } = await setUp()
  const resumed = resume([id])
  await begun()
  transport.last().content('One. And more')
  transport.last().handlers.onError(new AppError('network'))
  expect(await resumed).toEqual([])
  expect(answer()).toMatchObject([{ status: 'interrupted', text: 'One. And more' }])
  expect(released).toEqual([])
})

test('what is not kept any more stays as it is', async () => {
  const { transport, id, resume, answer } = await setUp()
  const resumed = resume([id])
  await begun()
  transport.last().handlers.onError(new AppError('http', { httpStatus: 404 }))
  expect(await resumed).toEqual([])
  expect(answer()).toMatchObject([{ status: 'interrupted', text: 'One.' }])
})

test('a silent service is given up', async () => {
  const { clock, transport, id, resume, answer } = await setUp()
  const resumed = resume([id])
  await begun()
  clock.advance(30_000)
  expect(await resumed).toEqual([])
  expect(transport.last().aborts).toBe(1)
  expect(answer()).toMatchObject([{ status: 'interrupted', text: 'One.' }])
})

test('launched without a connection, it asks once there is one, for as long as the answer is kept', async () => {
  const { clock, transport, id, resume, answer } = await setUp()
  const resumed = resume([id])
  await begun()
  const offline = new AppError('network', { isUnsent: true })
  transport.last().handlers.onError(offline)
  clock.advance(2_000)
  transport.last().handlers.onError(offline)
  clock.advance(2_000)
  expect(transport.exchanges).toHaveLength(3)
  transport.last().content('One. Two.')
  transport.last().handlers.onEnd()
  expect(await resumed).toEqual([id])
  expect(answer()).toMatchObject([{ status: 'done', text: 'One. Two.' }])
})

test('without a connection it is given up once it is too old', async () => {
  const { clock, transport, id, resume } = await setUp({ ageMs: 598_000 })
  const resumed = resume([id])
  await begun()
  transport.last().handlers.onError(new AppError('network', { isUnsent: true }))
  clock.advance(2_000)
  expect(await resumed).toEqual([])
  expect(transport.exchanges).toHaveLength(1)
})

test.each([
  ['the service keeps no answers', { keptMs: 0 }],
  ['it is too old', { ageMs: 600_000 }],
])('nothing is asked if %s', async (_name, world) => {
  const { transport, id, resume } = await setUp(world)
  expect(await resume([id])).toEqual([])
  expect(transport.exchanges).toEqual([])
})

test('nothing is asked for one that was sent again and completed', async () => {
  const { log, transport, id, resume } = await setUp()
  log.update(id, sending({ ...request, logid: '99' }))
  log.update(id, ended('99', { status: 'done', text: 'Other.', error: null }))
  expect(await resume([id, 'unknown'])).toEqual([])
  expect(transport.exchanges).toEqual([])
})
