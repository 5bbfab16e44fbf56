// Each refused request is one line in the log, with its logid wherever the body begins with one, and one count in the metrics.
import { once } from 'node:events'
import { connect } from 'node:net'
import { ownPlaces } from '../../../tools/service/places'
import type { RateLimits } from '../../../tools/service/rate-limits'
import { grpc, serviceRefusal } from '../../../tools/service/refusal'
import type { LogEntry } from '../../../tools/service/request-log'
import type { ServiceOptions } from '../../../tools/service/service'
import { ask, goodBody, methodPath, startRecorded, type TestService } from './start-service'

let service: TestService
let entries: LogEntry[]
afterEach(() => service.close())

async function start(options: ServiceOptions = {}) {
  ;({ service, entries } = await startRecorded(options))
}

interface Case {
  readonly options?: ServiceOptions
  readonly path?: string
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly status: number
  readonly reason: string
  readonly logid?: string
}

const logid = '1700000000000'
const noRequestLeft: RateLimits = {
  ofAddress: () => Promise.reject(serviceRefusal(grpc.resourceExhausted, 'too many', 'address-rate', 7)),
  ofUid: () => Promise.resolve(),
  ofAnswer: () => Promise.resolve(() => Promise.resolve()),
}
const cases: Record<string, Case> = {
  'beyond the places': { options: { answerPlaces: ownPlaces(0) }, status: 429, reason: 'too-many', logid },
  'beyond the uploads of an address': {
    options: { addressUploadsMax: 0 },
    status: 429,
    reason: 'uploads',
    logid,
  },
  'beyond the bytes': {
    options: { bytesInFlight: { maxBytes: 9, addressMaxBytes: 9 } },
    status: 429,
    reason: 'bytes',
    logid,
  },
  'beyond the rate of an address': {
    options: { rateLimits: noRequestLeft },
    status: 429,
    reason: 'address-rate',
    logid,
  },
  'a body that is too large': { options: { bodyMaxBytes: 1_000 }, status: 413, reason: 'request', logid },
  'another host': { headers: { host: 'rebound.example' }, status: 403, reason: 'stranger', logid },
  'another path': { path: '/elsewhere', status: 404, reason: 'request', logid },
  'speech without a voice': { path: '/speech', status: 501, reason: 'no-voice', logid },
  'another method': { method: 'PUT', status: 405, reason: 'request' },
  'a page that is not there': {
    path: '/favicon.ico',
    method: 'GET',
    body: '',
    status: 404,
    reason: 'request',
  },
  'an unknown scenario': { path: `/scenario/nope${methodPath}`, status: 404, reason: 'request', logid },
  'a body that is no JSON': { body: '{"logid":12,"uid"', status: 400, reason: 'request', logid: '12' },
  'a body whose logid is none': { body: '{"logid":"12', status: 400, reason: 'request' },
}

test.each(Object.entries(cases))('%s', async (_, { options, path = methodPath, ...one }) => {
  const { method = 'POST', headers = {}, body = goodBody(), status, reason } = one
  await start(options)
  const answer = await ask(service.origin + path, { method, headers, body })
  expect(answer.status).toBe(status)
  expect(entries).toEqual([
    expect.objectContaining({ logid: one.logid ?? '-', status, reason, outcome: 'refused' }),
  ])
  expect(entries[0]?.totalMs).toBeGreaterThanOrEqual(0)
  const text = await service.metrics()
  const kind = path === '/speech' ? 'speech' : 'answers'
  expect(text).toMatch(
    new RegExp(`speaking_${kind}_total\\{[^}]*outcome="refused",status="${status}"[^}]*\\} 1\n`),
  )
  expect(text).toMatch(new RegExp(`speaking_refused_total\\{code="\\d+",reason="${reason}"\\} 1\n`))
})

test('pages and preflights leave no line', async () => {
  await start()
  for (const path of ['/', '/healthz', '/log', '/scenario']) {
    expect((await ask(service.origin + path)).status).toBe(200)
    const head = await ask(service.origin + path, { method: 'HEAD' })
    expect([head.status, head.text]).toEqual([200, ''])
  }
  expect((await ask(service.origin + methodPath, { method: 'OPTIONS' })).status).toBe(204)
  expect(entries).toEqual([])
})

/** Sends raw bytes; resolves to all that comes back, when the other side has closed. */
async function send(...parts: string[]): Promise<string> {
  const socket = connect(service.port, '127.0.0.1')
  socket.on('error', () => undefined)
  for (const part of parts) socket.write(part, 'latin1')
  let text = ''
  socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')))
  await once(socket, 'close')
  return text
}

describe('what is no HTTP request', () => {
  test.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400],
  ])('%s', async (_, bytes, status) => {
    await start()
    const text = await send(bytes)
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\r\nConnection: close\r\n`))
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 3 })
    expect(entries).toMatchObject([{ logid: '-', status, reason: 'http', outcome: 'refused' }])
    expect(await service.metrics()).toContain('speaking_refused_total{code="3",reason="http"} 1\n')
  })

  test('a torn chunk of a body is a refused answer', async () => {
    await start()
    const head = `POST ${methodPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`
    const body = `{"logid":"55",`
    const text = await send(`${head}${body.length.toString(16)}\r\n${body}\r\nnot a length\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(entries).toMatchObject([{ logid: '55', status: 400, reason: 'http', outcome: 'refused' }])
  })

  test('a connection that is used for nothing leaves no line', async () => {
    await start()
    const socket = connect(service.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.end()
    await once(socket.resume(), 'close')
    expect(entries).toEqual([])
  })
})
