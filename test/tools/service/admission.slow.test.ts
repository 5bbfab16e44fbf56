// What one request may take (an upload's place, an answer's place, bytes) and that it is given back, over real HTTP.
import { once } from 'node:events'
import { createServer, request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createBytesInFlight } from '../../../tools/service/bytes-in-flight'
import type { Engine } from '../../../tools/service/engine'
import { createMetrics, renderMetrics } from '../../../tools/service/metrics'
import { ownPlaces } from '../../../tools/service/places'
import { newEntry, type LogEntry } from '../../../tools/service/request-log'
import type { ServiceOptions } from '../../../tools/service/service'
import { createManualClock, errorOf, eventually } from './openai/start-openai'
import { goodBody, methodPath, mp3, post, startRecorded, type TestService } from './start-service'

// real sockets, on a possibly busy machine: no test here sleeps
let service: TestService
let entries: LogEntry[]
afterEach(() => service.close())

async function start(options: ServiceOptions = {}) {
  ;({ service, entries } = await startRecorded(options))
}

/** Uses the recording until `end` is called, then answers with one content. */
function createHeldEngine() {
  const ends: (() => void)[] = []
  const engine: Engine = {
    about: '',
    answering: () => ({
      name: 'held',
      async *steps({ useRecording }) {
        await useRecording(() => new Promise<void>((resolve) => ends.push(resolve)))
        yield { content: 'Fine.' }
      },
    }),
  }
  return { engine, ends }
}

/** Sends `beginning` of a body of `goodBody`'s length, and no more. */
function beginUpload(beginning = goodBody().slice(0, 1_000)): ClientRequest {
  const headers = { 'content-length': String(goodBody().length) }
  const outgoing = request(service.origin + methodPath, { method: 'POST', headers, agent: false })
  outgoing.on('error', () => undefined)
  outgoing.write(beginning)
  return outgoing
}

const gauge = async (name: string) => {
  const text = await service.metrics()
  return Number(new RegExp(`^speaking_${name} (.*)$`, 'm').exec(text)?.[1])
}

async function untilGauge(name: string, value: number) {
  while ((await gauge(name)) !== value) await new Promise(setImmediate)
}

describe('places', () => {
  test('are given back when what is called at the end throws', async () => {
    await start({
      answerPlaces: ownPlaces(1),
      onEnd() {
        throw new Error('no space left on the device')
      },
    })
    for (let time = 0; time < 3; time++) expect((await post(service, goodBody())).status).toBe(200)
    expect(await gauge('active')).toBe(0)
  })

  test.each(['12', -1, NaN, Infinity, null, {}])(
    '%p tokens are not counted, and nothing throws',
    async (tokens) => {
      await start()
      const metrics = createMetrics()
      metrics.observe(() => ({ connections: 0, uploads: 0, heldBytes: 0, active: 0 }))
      const upstream = { promptTokens: tokens as number, completionTokens: 5 }
      metrics.count({ ...newEntry(), outcome: 'finished', status: 200, firstTextMs: 1, totalMs: 2, upstream })
      const text = await renderMetrics([await metrics.values()], 0)
      expect(text).toContain('speaking_tokens_total{kind="prompt"} 0')
      expect(text).toContain('speaking_tokens_total{kind="completion"} 5')
      expect(text).toContain('speaking_stream_seconds_count 1')
    },
  )

  test('are taken once the body is complete: an upload holds none', async () => {
    await start({ answerPlaces: ownPlaces(1) })
    const outgoing = beginUpload()
    await untilGauge('uploads', 1)
    expect(await gauge('active')).toBe(0)
    expect((await post(service, goodBody())).status).toBe(200)
    outgoing.destroy()
    await untilGauge('uploads', 0)
    expect(await gauge('held_bytes')).toBe(0)
  })

  test('of uploads are counted for each address, and given back', async () => {
    await start({ addressUploadsMax: 1 })
    const outgoing = beginUpload()
    await untilGauge('uploads', 1)
    const refused = await post(service, goodBody())
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('5')
    expect(errorOf(refused.text).message).toBe('too many uploads from one address')
    expect(entries).toMatchObject([{ logid: '1700000000000', reason: 'uploads', status: 429 }])
    outgoing.destroy()
    await untilGauge('uploads', 0)
    expect((await post(service, goodBody())).status).toBe(200)
  })
})

describe('bytes in flight', () => {
  test('a budget for all, a share for each address, and what is given back counts no more', () => {
    const bytes = createBytesInFlight({ maxBytes: 100, addressMaxBytes: 60 })
    const [first, second, third] = [bytes.open('a'), bytes.open('a'), bytes.open('b')]
    first.hold(40)
    second.hold(20)
    expect(() => second.hold(21)).toThrow('too much is on its way at once')
    expect(bytes.totalBytes).toBe(60)
    third.hold(40)
    expect(() => third.hold(41)).toThrow()
    first.hold(30)
    third.hold(50)
    first.release()
    first.release()
    second.hold(50)
    second.release()
    third.release()
    expect(bytes.totalBytes).toBe(0)
  })

  test('are held from their arrival until the recording has been used; what does not fit is refused', async () => {
    const { engine, ends } = createHeldEngine()
    const maxBytes = goodBody().length + mp3.length - 100
    await start({ engine, bytesInFlight: { maxBytes, addressMaxBytes: maxBytes } })
    const first = post(service, goodBody())
    await eventually(() => ends.length === 1)
    expect(await gauge('held_bytes')).toBe(mp3.length)
    const refused = await post(service, goodBody({ logid: '2' }))
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('5')
    expect(entries).toMatchObject([{ logid: '2', reason: 'bytes', outcome: 'refused' }])
    ends[0]?.()
    expect((await first).status).toBe(200)
    expect(await gauge('held_bytes')).toBe(0)
    const third = post(service, goodBody())
    await eventually(() => ends.length === 2)
    ends[1]?.()
    expect((await third).status).toBe(200)
  })

  test('count what is fetched, too', async () => {
    const store = createServer((_, response) => response.end(mp3))
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(store.address() as AddressInfo).port}`
    const body = JSON.stringify({ logid: '3', content: `${origin}/a.mp3` })
    const maxBytes = mp3.length - 1
    await start({ contentOrigins: [origin], bytesInFlight: { maxBytes, addressMaxBytes: maxBytes } })
    expect((await post(service, body)).status).toBe(429)
    expect(entries).toMatchObject([{ logid: '3', reason: 'bytes' }])
    expect(await gauge('held_bytes')).toBe(0)
    store.closeAllConnections()
    await new Promise((resolve) => store.close(resolve))
  })
})

describe('a slow upload', () => {
  const leastPace = { graceMs: 10_000, bytesPerSecond: 1_000 }

  test('is refused when fewer bytes than needed have arrived, and the connection closed', async () => {
    const clock = createManualClock()
    await start({ clock, leastPace })
    // it may take 10 s, and one more for its 1000 bytes
    const outgoing = beginUpload()
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
    await untilGauge('held_bytes', 1_000)
    await clock.advance(10_999)
    expect(entries).toEqual([])
    await clock.advance(1)
    const [response] = await answered
    expect([response.statusCode, response.headers.connection]).toEqual([408, 'close'])
    expect(await gauge('held_bytes')).toBe(0)
    await clock.advance(2_000)
    expect(entries).toMatchObject([
      { logid: '1700000000000', status: 408, reason: 'slow-upload', bytesIn: 1_000 },
    ])
    response.resume()
    await once(response, 'close')
    expect(clock.waiting).toBe(0)
  })

  test('is not one that stays ahead of the least rate', async () => {
    const clock = createManualClock()
    await start({ clock, leastPace, engine: createEngine() })
    const body = goodBody()
    const outgoing = beginUpload(body.slice(0, 20_000))
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
    await untilGauge('held_bytes', 20_000)
    await clock.advance(29_999)
    outgoing.end(body.slice(20_000))
    const [response] = await answered
    expect(response.statusCode).toBe(200)
    response.resume()
    await once(response, 'end')
    await eventually(() => entries.length === 1)
    expect(clock.waiting).toBe(0)
  })
})

/** Answers at once. */
function createEngine(): Engine {
  return {
    about: '',
    answering: () => ({
      name: 'quick',
      async *steps() {
        yield await Promise.resolve({ content: 'Fine.' })
      },
    }),
  }
}
