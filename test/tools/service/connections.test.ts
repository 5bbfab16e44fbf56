import { once } from 'node:events'
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '../../../tools/service/clock'
import { createScriptedEngine } from '../../../tools/service/engines/scripted/engine'
import type { Engine } from '../../../tools/service/engine'
import { createService } from '../../../tools/service/service'
import { createManualClock } from './openai/start-openai'
import { ask, goodBody, logOf, methodPath, post, startService, type TestService } from './start-service'

// real sockets, on a possibly busy machine: no test here sleeps
let service: TestService
afterEach(() => service.close())

/** Polls until `look` returns something: the service learns of a closed connection from the operating system. */
async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise(setImmediate)
  }
}

const lastEntry = async (outcome: string) => {
  const entry = (await logOf(service)).at(-1)
  return entry?.outcome === outcome ? entry : undefined
}

/** Posts, reads the first bytes, then closes the connection. */
function readAndLeave(scenario: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${service.origin}/scenario/${scenario}${methodPath}`,
      { method: 'POST' },
      (response) => {
        response.once('data', () => outgoing.destroy())
        response.on('error', () => undefined)
        response.on('close', resolve)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(goodBody())
  })
}

describe('a client that leaves', () => {
  test('is noticed while the answer is silent, with the time since the last byte', async () => {
    service = await startService({ clock: systemClock })
    await readAndLeave('stall;ms=0')
    const entry = await eventually(() => lastEntry('client-closed'))
    expect(entry).toMatchObject({ logid: '1700000000000', scenario: 'stall', status: 200, form: 'inline' })
    expect(entry.bytesIn).toBe(goodBody().length)
    expect(entry.closedAfterMs).toBeGreaterThanOrEqual(0)
    expect(service.lines.at(-1)).toMatch(/^1700000000000 stall 200 \d+ ms client closed$/)
  })

  test('stops the answer', async () => {
    let waits = 0
    // the third pause lasts until the client leaves: nothing may be written after it
    const clock = {
      nowMs: () => 0,
      wait: (_ms: number, signal: AbortSignal) => systemClock.wait(++waits < 3 ? 0 : Infinity, signal),
    }
    service = await startService({ clock })
    await readAndLeave('slow')
    await eventually(() => lastEntry('client-closed'))
    expect(waits).toBe(3)
  })

  test('is noticed during the upload', async () => {
    service = await startService()
    const outgoing = request(service.origin + methodPath, {
      method: 'POST',
      headers: { 'content-length': '1000' },
    })
    outgoing.on('error', () => undefined)
    outgoing.write('{"logid":')
    await eventually(() => lastEntry('receiving'))
    outgoing.destroy()
    expect(await eventually(() => lastEntry('client-closed'))).toMatchObject({ logid: '-', status: 0 })
  })
})

describe('20 MB', () => {
  const limit = 20 * 1024 * 1024
  const tooLarge =
    '{"error":"http: request body too large","message":"http: request body too large","code":8,"details":[]}'

  test('a larger declared length is refused before the body is sent', async () => {
    service = await startService({ clock: systemClock })
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const headers = { 'content-length': String(limit + 1) }
      const outgoing = request(service.origin + methodPath, { method: 'POST', headers }, (response) => {
        response.once('data', (chunk: Buffer) => {
          resolve({ status: response.statusCode, text: chunk.toString() })
          outgoing.destroy()
        })
        response.on('error', () => undefined)
      })
      outgoing.on('error', reject)
      outgoing.flushHeaders()
    })
    expect(answer).toEqual({ status: 413, text: tooLarge })
    expect((await logOf(service)).at(-1)).toMatchObject({ status: 413, bytesIn: 0, outcome: 'refused' })
  })

  test('a body without a declared length is refused once it exceeds the limit', async () => {
    service = await startService({ clock: systemClock })
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const outgoing = request(service.origin + methodPath, { method: 'POST' }, (response) => {
        response.once('data', (chunk: Buffer) => {
          resolve({ status: response.statusCode, text: chunk.toString() })
          outgoing.destroy()
        })
        response.on('error', () => undefined)
      })
      outgoing.on('error', reject)
      // never ended: only the refusal can end the request
      outgoing.write(Buffer.alloc(limit + 1, ' '))
    })
    expect(answer).toEqual({ status: 413, text: tooLarge })
  })

  test('a body of exactly the limit is accepted', async () => {
    service = await startService()
    const body = Buffer.alloc(limit, ' ')
    body.write(goodBody())
    expect(await post(service, body)).toMatchObject({ status: 200 })
    expect((await logOf(service)).at(-1)).toMatchObject({ bytesIn: limit })
  })
})

describe('listening', () => {
  test('uses the next free port when one is taken', async () => {
    service = await startService()
    const other = await createService().listen(service.port)
    expect(other.port).toBeGreaterThan(service.port)
    await other.close()
  })

  test('but never with an engine that somebody relies on', async () => {
    service = await startService()
    const { about, answering } = createScriptedEngine(systemClock)
    const engine = { about, answering }
    await expect(createService({ engine }).listen(service.port)).rejects.toThrow(
      `port ${service.port} on 127.0.0.1 is taken`,
    )
  })

  test('only on 127.0.0.1', async () => {
    service = await startService()
    const sameOnOther = createServer()
    await new Promise<void>((resolve) => sameOnOther.listen(service.port, '127.0.0.2', resolve))
    expect((sameOnOther.address() as AddressInfo).port).toBe(service.port)
    await new Promise((resolve) => sameOnOther.close(resolve))
  })

  test('close ends a stalled answer properly and stops listening', async () => {
    service = await startService()
    const answering = post(service, goodBody(), 'stall')
    await eventually(() => lastEntry('streaming'))
    await service.close()
    const answer = await answering
    expect(answer).toMatchObject({ status: 200, errorCode: undefined })
    expect(service.lines.at(-1)).toMatch(/ stall 200 \d+ ms service-closed$/)
    await expect(ask(service.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('for a while close only makes balancers turn away: requests are still served', async () => {
    const clock = createManualClock()
    const engine: Engine = {
      about: '',
      answering: () => ({
        name: 'quick',
        async *steps() {
          yield await Promise.resolve({ content: 'Fine.' })
        },
      }),
    }
    service = await startService({ clock, engine })
    expect(await ask(`${service.origin}/healthz`)).toMatchObject({ status: 200 })
    const closed = service.close(20_000, 5_000)
    for (const method of ['GET', 'HEAD']) {
      const health = await ask(`${service.origin}/healthz`, { method })
      expect(health).toMatchObject({ status: 503, headers: { connection: 'close' } })
    }
    await clock.advance(4_999)
    expect(await post(service, goodBody())).toMatchObject({ status: 200, headers: { connection: 'close' } })
    await clock.advance(1)
    await closed
    await expect(ask(service.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(clock.waiting).toBe(0)
  })

  test('close does not wait for an upload that never ends', async () => {
    service = await startService()
    const outgoing = request(service.origin + methodPath, { method: 'POST' })
    const answered = once(outgoing, 'response')
    outgoing.write('{"logid":"1700000000000",')
    await eventually(() => lastEntry('receiving'))
    await service.close()
    const [response] = (await answered) as [IncomingMessage]
    expect(response.statusCode).toBe(503)
    expect(service.lines.at(-1)).toMatch(/^1700000000000 ok 503 \d+ ms refused$/)
    outgoing.destroy()
  })
})

test('the log keeps the last hundred requests', async () => {
  service = await startService()
  for (let index = 0; index < 101; index++) await post(service, `{"logid":${index}}`)
  const entries = await logOf(service)
  expect(entries).toHaveLength(100)
  expect(entries[0]).toMatchObject({ logid: '1', outcome: 'refused' })
})
