// Many clients over real HTTP: who is accepted, who waits, who is dropped, and how each answer ends.
import { once } from 'node:events'
import { createServer, request, type ClientRequest } from 'node:http'
import { connect, type AddressInfo, type LookupFunction, type Socket } from 'node:net'
import { createClientAddress } from '../../../../tools/service/client-address'
import { ownPlaces } from '../../../../tools/service/places'
import { createRateLimits, type RateLimitSettings } from '../../../../tools/service/rate-limits'
import { chatEvents, chatSilence, chunk, writeStream } from '../../../fakes/openai-server'
import { ask, freshBody, methodPath, mp3 } from '../start-service'
import { contentsOf, errorOf, eventually, startOpenAi, type OpenAiService } from './start-openai'

// real sockets, on a possibly busy machine: no test here sleeps
let service: OpenAiService
afterEach(() => service.close())

const limitsOf = (settings: Partial<RateLimitSettings>) =>
  createRateLimits({
    requestsPerMinute: { address: 0, uid: 0 },
    answersPerDay: { service: 0, address: 0, uid: 0 },
    ...settings,
  })

const bodyOf = (uid: string) => freshBody({ uid })
const begun = chunk({ content: 'I love it.' })

/** Posts; resolves once some text has arrived, while the answer continues. Without a uid nothing is kept: it ends with its client. */
function begin(uid = '0'): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const outgoing = request(service.origin + methodPath, { method: 'POST', agent: false }, (response) => {
      response.on('data', (bytes: Buffer) => {
        if (bytes.includes('love')) resolve(outgoing)
      })
      response.on('error', () => undefined)
    })
    outgoing.on('error', reject)
    outgoing.end(bodyOf(uid))
  })
}

describe('rates', () => {
  test('each student has their own limit, with a time to retry', async () => {
    service = await startOpenAi({}, { rateLimits: limitsOf({ requestsPerMinute: { address: 0, uid: 2 } }) })
    for (const uid of ['1', '1', '2', '2']) expect((await service.post(bodyOf(uid))).status).toBe(200)
    const asked = service.upstream.requests.length
    const refused = await service.post(bodyOf('1'))
    expect(refused.status).toBe(429)
    expect(errorOf(refused.text)).toMatchObject({ grpc_code: 8, http_code: 429 })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(service.upstream.requests.length).toBe(asked)
    // without a uid there is nothing to count by
    for (let time = 0; time < 3; time++) expect((await service.post(bodyOf('0'))).status).toBe(200)
    expect(await service.metrics()).toContain('speaking_refused_total{code="8",reason="uid-rate"} 1')
  })

  test('counts a day only what has cost something: neither refused bodies nor answers that waited in vain', async () => {
    const rateLimits = limitsOf({ answersPerDay: { service: 2, address: 0, uid: 0 } })
    service = await startOpenAi({ UPSTREAM_CONCURRENCY: '1', QUEUE_MAX: '0' }, { rateLimits })
    service.upstream.chat = chatSilence(begun)
    for (let time = 0; time < 3; time++) expect((await service.post('{}')).status).toBe(400)
    const first = await begin()
    for (let time = 0; time < 3; time++) {
      const busy = await service.post(bodyOf('2'))
      expect(errorOf(busy.text).message).not.toBe('no more answers today')
      expect(busy.status).toBe(429)
    }
    first.destroy()
    await eventually(() => service.upstream.open === 0)
    const second = await begin()
    second.destroy()

    const refused = await service.post(bodyOf('3'))
    expect(refused.status).toBe(429)
    expect(errorOf(refused.text)).toMatchObject({ grpc_code: 8, message: 'no more answers today' })
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(25 * 3600)
    expect(await service.metrics()).toContain('speaking_refused_total{code="8",reason="service-day"} 1')
  })

  test('X-Forwarded-For is trusted only from a trusted proxy, and only the part that it wrote', async () => {
    const rateLimits = limitsOf({ requestsPerMinute: { address: 1, uid: 0 } })
    service = await startOpenAi({}, { rateLimits })
    const post = (forwarded: string) => service.post(freshBody(), { 'x-forwarded-for': forwarded })
    expect((await post('1.1.1.1')).status).toBe(200)
    expect((await post('2.2.2.2')).status).toBe(429)
    await service.close()

    service = await startOpenAi({}, { rateLimits, clientAddress: createClientAddress(['loopback']) })
    expect((await post('1.1.1.1')).status).toBe(200)
    expect((await post('2.2.2.2')).status).toBe(200)
    expect((await post('9.9.9.9, 2.2.2.2')).status).toBe(429)
  })

  test('refuses a body above the limit, and answers beyond the maximum', async () => {
    service = await startOpenAi({}, { answerPlaces: ownPlaces(1), bodyMaxBytes: 200_000 })
    const large = await service.post(freshBody({ more: 'x'.repeat(100_000) }))
    expect(large.status).toBe(413)
    service.upstream.chat = chatSilence(begun)
    const first = await begin()
    const second = await service.post()
    expect(second.status).toBe(429)
    expect(errorOf(second.text).message).toBe('too many answers at once')
    first.destroy()
  })
})

describe('upstream slots', () => {
  test('limits concurrent requests, queues fairly, and refuses at once when the queue is full', async () => {
    service = await startOpenAi({ UPSTREAM_CONCURRENCY: '2', QUEUE_MAX: '3' })
    const ends: (() => void)[] = []
    service.upstream.chat = async (response) => {
      await new Promise<void>((resolve) => ends.push(resolve))
      await writeStream(response, chatEvents(['fine']))
      response.end()
    }
    const answers: Promise<{ status: number }>[] = []
    for (let index = 0; index < 5; index++) {
      answers.push(service.post(bodyOf(String(index + 1))))
      const running = Math.min(index + 1, 2)
      const state = `speaking_upstream_running ${running}\n`
      while (!(await service.metrics()).includes(state)) await new Promise(setImmediate)
      while (!(await service.metrics()).includes(`speaking_upstream_waiting ${index + 1 - running}\n`)) {
        await new Promise(setImmediate)
      }
    }
    const refused = await service.post(bodyOf('6'))
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('5')
    for (let index = 0; index < 5; index++) (await eventually(() => ends.shift()))()
    for (const answer of answers) expect((await answer).status).toBe(200)
    expect(service.upstream.openMax).toBe(2)
  })

  test('a client that leaves while waiting leaves the queue and costs nothing', async () => {
    service = await startOpenAi({ UPSTREAM_CONCURRENCY: '1' })
    service.upstream.chat = chatSilence(begun)
    const first = await begin()
    const waiting = request(service.origin + methodPath, { method: 'POST', agent: false })
    waiting.on('error', () => undefined)
    waiting.end(bodyOf('0'))
    while (!(await service.metrics()).includes('speaking_upstream_waiting 1\n')) {
      await new Promise(setImmediate)
    }
    const asked = service.upstream.requests.length
    waiting.destroy()
    await eventually(() => service.entries.length === 1)
    first.destroy()
    await eventually(() => service.entries.length === 2)
    expect(service.upstream.requests.length).toBe(asked)
    expect(await service.metrics()).toContain('speaking_upstream_waiting 0\n')
  })

  test('a hundred clients vanish midway: every upstream request is aborted, nothing remains', async () => {
    // a busy machine may need longer for a hundred than a silent model has
    service = await startOpenAi({ STALL_MAX_MS: '600000' })
    service.upstream.chat = chatSilence(begun)
    const begunAnswers = await Promise.all(Array.from({ length: 100 }, () => begin()))
    expect(service.upstream.open).toBe(100)
    for (const answer of begunAnswers) answer.destroy()
    await eventually(() => service.entries.length === 100)
    await eventually(() => service.upstream.open === 0)
    expect(service.upstream.abandoned).toBe(100)
    expect(new Set(service.entries.map(({ outcome }) => outcome))).toEqual(new Set(['client-closed']))
    const metrics = await service.metrics()
    expect(metrics).toContain('speaking_active 0\n')
    expect(metrics).toContain('speaking_upstream_running 0\n')
    expect(metrics).toContain('speaking_answers_total{outcome="client-closed",status="200"} 100')
  })
})

/** A client that sends the request but reads nothing until asked to. */
async function connectWithoutReading(): Promise<Socket> {
  const socket = connect(service.port, '127.0.0.1')
  await once(socket, 'connect')
  const body = bodyOf('0')
  socket.pause()
  socket.on('error', () => undefined)
  socket.write(
    `POST ${methodPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${body.length}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  )
  return socket
}

describe('slow readers', () => {
  /** More than all the buffers in between can hold. */
  const piece = 'x'.repeat(1_000_000)
  const pieces = 40

  test('reads the model no faster than the student reads, and loses nothing', async () => {
    service = await startOpenAi({}, {}, { textMaxLength: Infinity })
    let sent = 0
    service.upstream.chat = async (response, _, gone) => {
      for (; sent < pieces; sent++) await writeStream(response, chunk({ content: piece }), Infinity, gone)
      await writeStream(response, chunk({}, 'stop'))
      response.end()
    }
    const socket = await connectWithoutReading()
    // until nothing moves
    for (let before = -1; before !== sent || sent === 0;) {
      before = sent
      for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate)
    }
    expect(sent).toBeLessThan(pieces)
    expect(service.entries).toEqual([])
    const parts: Buffer[] = []
    for await (const part of socket as AsyncIterable<Buffer>) parts.push(part)
    const text = Buffer.concat(parts).toString()
    expect(text.split('x').length - 1).toBe(piece.length * pieces)
    expect(text.endsWith('0\r\n\r\n')).toBe(true)
    expect(service.entries).toMatchObject([{ outcome: 'finished' }])
  })

  test('drops a client that never reads, and its upstream request', async () => {
    service = await startOpenAi({}, { readerMaxMs: 200 }, { textMaxLength: Infinity })
    service.upstream.chat = async (response, _, gone) => {
      while (!gone.aborted) await writeStream(response, chunk({ content: piece }), Infinity, gone)
    }
    const socket = await connectWithoutReading()
    await eventually(() => service.entries.length === 1)
    expect(service.entries).toMatchObject([{ outcome: 'reader-stuck', status: 200 }])
    await eventually(() => service.upstream.open === 0)
    socket.destroy()
  })
})

describe('closing', () => {
  test('refuses new requests, lets running answers finish, then closes', async () => {
    service = await startOpenAi()
    let end = () => {}
    service.upstream.chat = async (response) => {
      await writeStream(response, begun)
      await new Promise<void>((resolve) => (end = resolve))
      await writeStream(response, chunk({ content: ' Really.' }) + chunk({}, 'stop'))
      response.end()
    }
    const answering = service.post()
    await eventually(() => service.upstream.requests.length === 2)
    // requests on a kept-alive connection are still received
    const kept = connect(service.port, '127.0.0.1')
    kept.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /hea')
    expect(String((await once(kept, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /)
    const closed = service.closeSlowly(10_000)
    await expect(ask(service.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    kept.write('lthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
    expect(String((await once(kept, 'data'))[0])).toMatch(/^HTTP\/1\.1 503 [^]*connection: close/i)
    end()
    const answer = await answering
    await closed
    expect(answer.errorCode).toBeUndefined()
    expect(contentsOf(answer.text).join('')).toMatch(/^You said: .*\\n\\nI love it\. Really\.$/)
    kept.destroy()
  })

  test('after the grace period a started answer ends with an error line, any other with an HTTP status', async () => {
    service = await startOpenAi({ UPSTREAM_CONCURRENCY: '1' })
    service.upstream.chat = chatSilence(begun)
    const running = service.post(bodyOf('1'))
    while (!(await service.metrics()).includes('speaking_upstream_running 1\n')) {
      await new Promise(setImmediate)
    }
    const waiting = service.post(bodyOf('2'))
    while (!(await service.metrics()).includes('speaking_upstream_waiting 1\n')) {
      await new Promise(setImmediate)
    }
    await eventually(() => service.upstream.requests.length === 2)
    await service.closeSlowly(50)
    const [first, second] = await Promise.all([running, waiting])
    expect(first).toMatchObject({ status: 200, errorCode: undefined })
    expect(errorOf(first.text)).toMatchObject({ grpc_code: 14, http_code: 503 })
    expect(second).toMatchObject({ status: 503, errorCode: undefined })
    expect(errorOf(second.text)).toMatchObject({ grpc_code: 14 })
    await eventually(() => service.upstream.open === 0)
  })
})

describe('content', () => {
  test('does not contact an allowed name that resolves to a private address', async () => {
    let asked = 0
    const store = createServer((_, response) => {
      asked++
      response.end(mp3)
    })
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve))
    const { port } = store.address() as AddressInfo
    const origin = `http://files.example:${port}`
    let lookups = 0
    const contentLookup: LookupFunction = (_name, { all }, done) => {
      lookups++
      if (all) done(null, [{ address: '127.0.0.1', family: 4 }])
      else done(null, '127.0.0.1', 4)
    }
    const post = () => service.post(JSON.stringify({ content: `${origin}/a.mp3` }))
    service = await startOpenAi({}, { contentOrigins: [origin], contentLookup })
    expect((await post()).status).toBe(503)
    expect([lookups, asked]).toEqual([1, 0])
    await service.close()

    service = await startOpenAi(
      {},
      {
        contentOrigins: [origin],
        contentPrivateRanges: ['127.0.0.0/8'],
        contentLookup,
      },
    )
    expect((await post()).status).toBe(200)
    expect([lookups, asked]).toEqual([2, 1])
    store.closeAllConnections()
    await new Promise((resolve) => store.close(resolve))
  })
})

test('counts answers and times them; on the public address there are no metrics', async () => {
  service = await startOpenAi()
  await service.post()
  const metrics = await service.metrics()
  expect(metrics).toContain('speaking_answers_total{outcome="finished",status="200"} 1')
  expect(metrics).toMatch(/^speaking_first_text_seconds_count 1$/m)
  expect(metrics).toMatch(/^speaking_stream_seconds_count 1$/m)
  expect((await ask(`${service.origin}/metrics`)).status).toBe(404)
})
