// One answer, several instances and a real Redis: asked once, read whole everywhere, whatever is killed.
import { systemClock } from '../../../tools/service/clock'
import {
  createKeptAnswers,
  type KeptAnswerReader,
  type KeptAnswers,
} from '../../../tools/service/kept-answers'
import { connectRedis, type SharedRedis } from '../../../tools/service/redis'
import { createRedisKeptAnswers } from '../../../tools/service/redis-kept-answers'
import { grpc, serviceRefusal } from '../../../tools/service/refusal'
import { describeUnlessMissing } from '../../installed'
import { redisMissing, startRedis, type TestRedis } from './start-redis'

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10))
}
const forever = new AbortController().signal
const frameOf = (number: number) => Buffer.from(`{"result":{"content":"frame ${number} é中"}}\n`)
const frames = Array.from({ length: 200 }, (_, number) => frameOf(number))
const whole = Buffer.concat(frames).toString()

interface Instance extends KeptAnswers {
  readonly redis: SharedRedis
}

/** What a reader has got so far, and how it ended. */
function read(reader: KeptAnswerReader) {
  const got: Buffer[] = []
  const ended = (async () => {
    for await (const bytes of reader.follow(forever)) got.push(Buffer.from(bytes))
    return 'whole'
  })().catch((refusal: { reason?: string }) => refusal.reason)
  return { ended, text: () => Buffer.concat(got).toString() }
}

describeUnlessMissing('answers kept by several instances', redisMissing, () => {
  let server: TestRedis
  let instances: Instance[]
  let logid = 0
  let key: { uid: string; logid: string }
  const [one, other] = [() => instances[0] as Instance, () => instances[1] as Instance]
  const areUp = () => until(() => instances.every(({ redis }) => redis.isUp))
  const keysOf = () => one().redis.client.keys('*')

  beforeAll(async () => {
    server = await startRedis()
    instances = [1, 2].map(() => {
      const redis = connectRedis(server.url, () => undefined)
      const kept = createRedisKeptAnswers(
        redis,
        createKeptAnswers({ keptSeconds: 600, maxBytes: 64_000_000, clock: systemClock }),
        systemClock,
      )
      return Object.assign(kept, { redis })
    })
    await areUp()
  })
  beforeEach(() => (key = { uid: '7', logid: String(++logid) }))
  afterAll(async () => {
    await Promise.all(instances.map((kept) => kept.close()))
    for (const { redis } of instances) redis.close()
    await server.kill()
  })

  async function produceOn(instance: Instance) {
    const claimed = await instance.claim(key)
    if (!claimed.writer) throw new Error('somebody else has it')
    return { writer: claimed.writer, reader: claimed.reader }
  }
  const found = async (instance: Instance) => {
    const reader = await instance.find(key)
    if (!reader) throw new Error('not kept')
    return read(reader)
  }

  test('one claims it, all read it: while it comes, and later', async () => {
    const claims = await Promise.all([0, 1, 0, 1, 1].map((at) => (instances[at] as Instance).claim(key)))
    const writers = claims.flatMap((claim) => (claim.writer ? [claim.writer] : []))
    expect(writers).toHaveLength(1)
    const readers = claims.map(({ reader }) => read(reader))
    for (const frame of frames) {
      writers[0]?.append(frame)
      await new Promise(setImmediate)
    }
    writers[0]?.end()
    expect(await Promise.all(readers.map(({ ended }) => ended))).toEqual(readers.map(() => 'whole'))
    for (const { text } of [...readers, await found(one()), await found(other())]) {
      await until(() => text() === whole)
    }
    for (const name of await one().redis.client.keys('speaking:kept:*'))
      expect(await one().redis.client.pttl(name.replace('speaking:', ''))).toBeGreaterThan(0)
  })

  test('what nobody has asked for is not kept', async () => {
    expect(await other().find(key)).toBeUndefined()
    expect((await keysOf()).some((name) => name.includes(`:${key.logid}}`))).toBe(false)
  })

  test('stopped on another instance, it ends within a second', async () => {
    const { writer } = await produceOn(one())
    await until(async () => (await other().find(key)) !== undefined)
    await other().stop(key)
    await until(() => writer.stopped.aborted)
    writer.append(frameOf(1))
    writer.end()
    expect(await (await found(other())).ended).toBe('whole')
  })

  test('refused before its first byte, it is refused to all who wait, and may be asked for anew', async () => {
    const { writer } = await produceOn(one())
    const joined = await other().claim(key)
    expect(joined.writer).toBeUndefined()
    const waiting = read(joined.reader)
    writer.end(serviceRefusal(grpc.resourceExhausted, 'too many answers at once', 'queue-full', 5))
    expect(await waiting.ended).toBe('queue-full')
    expect((await other().claim(key)).writer).toBeDefined()
  })

  test('what went wrong after the first byte is read by all, and the model is not asked again', async () => {
    const { writer } = await produceOn(one())
    writer.append(frameOf(1))
    writer.end(serviceRefusal(grpc.unavailable, 'the model is gone', 'upstream-cut'))
    const elsewhere = await found(other())
    expect([await elsewhere.ended, elsewhere.text()]).toEqual(['upstream-cut', frameOf(1).toString()])
    expect((await other().claim(key)).writer).toBeUndefined()
  })

  test.each([1, 100, 199])('Redis killed at frame %d, and back empty: nothing is missing', async (at) => {
    const { writer } = await produceOn(one())
    const elsewhere = await found(other())
    for (const frame of frames.slice(0, at)) writer.append(frame)
    await until(() => elsewhere.text().length > 0)
    await server.kill()
    for (const frame of frames.slice(at)) writer.append(frame)
    await server.start()
    await areUp()
    // asked for once more, at once
    const again = await other().claim(key)
    expect(again.writer).toBeUndefined()
    writer.end()
    const late = read(again.reader)
    expect([await elsewhere.ended, await late.ended]).toEqual(['whole', 'whole'])
    expect([elsewhere.text(), late.text()]).toEqual([whole, whole])
  })

  test('an ended answer is told to a Redis that has lost it, too', async () => {
    const { writer } = await produceOn(one())
    writer.append(Buffer.from(whole))
    writer.end()
    await (
      await found(other())
    ).ended
    await server.kill()
    await server.start()
    await areUp()
    const later = await found(other())
    expect([await later.ended, later.text()]).toEqual(['whole', whole])
  })

  test('without Redis the instance that has it goes on, and another cannot say', async () => {
    await server.kill()
    await until(() => instances.every(({ redis }) => !redis.isUp))
    const { writer, reader } = await produceOn(one())
    const here = read(reader)
    await expect(other().find(key)).rejects.toMatchObject({ status: 503, retryAfterSeconds: 1 })
    writer.append(frameOf(1))
    writer.end()
    expect(await here.ended).toBe('whole')
    await server.start()
    await areUp()
    await expect((await found(other())).ended).resolves.toBe('whole')
  })

  test('an instance that is gone: its prefix, then the truth, and the model is not asked again', async () => {
    const { writer } = await produceOn(one())
    writer.append(frameOf(1))
    const elsewhere = await found(other())
    await until(() => elsewhere.text() !== '')
    one().redis.close()
    // as if its lease had lapsed
    await other().redis.client.del(`kept:{7:${key.logid}}:lease`)
    expect([await elsewhere.ended, elsewhere.text()]).toEqual(['broke-off', frameOf(1).toString()])
    const again = await other().claim(key)
    expect(again.writer).toBeUndefined()
    expect(await read(again.reader).ended).toBe('broke-off')
  })
})
