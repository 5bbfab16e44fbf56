import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import {
  ask,
  fixture,
  goodBody,
  logOf,
  methodPath,
  mp3,
  post,
  startService,
  type TestService,
} from './start-service'

/** A file store on a free port that counts its requests. */
async function startStore(listener: RequestListener) {
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

type Store = Awaited<ReturnType<typeof startStore>>
// real sockets, on a possibly busy machine: no test here sleeps
let service: TestService
let store: Store
let elsewhere: Store

beforeAll(async () => {
  elsewhere = await startStore((_, response) => response.end(mp3))
  store = await startStore((request, response) => {
    const answers: Record<string, () => void> = {
      '/a.mp3': () => response.end(mp3),
      '/a.wav': () => response.end(fixture('audio/hometown.wav')),
      '/redirect': () => response.writeHead(302, { location: `${elsewhere.origin}/a.mp3` }).end(),
      '/redirect-home': () => response.writeHead(301, { location: '/a.mp3' }).end(),
      '/large': () => response.end(Buffer.alloc(300_000)),
      '/silent': () => undefined,
      '/broken': () => {
        response.writeHead(200, { 'content-length': '1000' }).write('x')
        response.destroy()
      },
    }
    const answer = answers[request.url ?? '']
    if (answer) answer()
    else response.writeHead(404).end()
  })
  service = await startService({
    contentOrigins: [`${store.origin}/ignored/path`],
    bodyMaxBytes: 250_000,
  })
})
afterAll(() => Promise.all([service.close(), store.close(), elsewhere.close()]))

const postContent = (content: string, scenario?: string) =>
  post(service, JSON.stringify({ logid: '9', content }), scenario)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const error = (answer: { text: string }) => (JSON.parse(answer.text) as { error: unknown }).error

describe('from an allowed origin', () => {
  test('a plain URL', async () => {
    expect(await postContent(`${store.origin}/a.mp3`)).toMatchObject({ status: 200 })
    expect((await logOf(service)).at(-1)).toMatchObject({
      logid: '9',
      form: 'content-plain',
      outcome: 'finished',
    })
  })

  test.each(['ok', 'strict-bytes'])("a URL's base64 (%s)", async (scenario) => {
    expect(await postContent(base64(`${store.origin}/a.mp3`), scenario)).toMatchObject({ status: 200 })
    expect((await logOf(service)).at(-1)).toMatchObject({
      scenario,
      form: 'content-base64',
      outcome: 'finished',
    })
  })

  test('strict-bytes refuses the plain URL before it fetches anything', async () => {
    const before = store.requests()
    const answer = await postContent(`${store.origin}/a.mp3`, 'strict-bytes')
    expect(answer.text).toBe(
      '{"error":"illegal base64 data at input byte 4","message":"illegal base64 data at input byte 4","code":3,"details":[]}',
    )
    expect(store.requests()).toBe(before)
  })

  test('media_buf takes precedence', async () => {
    const before = store.requests()
    const body = goodBody({ content: `${store.origin}/a.mp3` })
    expect(await post(service, body)).toMatchObject({ status: 200 })
    expect(store.requests()).toBe(before)
  })

  test('rejects files that are not MP3', async () => {
    const answer = await postContent(`${store.origin}/a.wav`)
    expect(answer.status).toBe(400)
    expect(error(answer)).toMatchObject({ grpc_code: 3, message: expect.stringMatching(/too large|not MP3/) })
  })

  test.each([
    ['/missing', 'content: the address answered 404'],
    ['/redirect', 'content: the address answered 302'],
    ['/redirect-home', 'content: the address answered 301'],
    ['/broken', 'content: the address could not be fetched'],
  ])('%s: unavailable', async (path, message) => {
    const before = elsewhere.requests()
    const answer = await postContent(store.origin + path)
    expect(answer.status).toBe(503)
    expect(error(answer)).toEqual({
      grpc_code: 14,
      http_code: 503,
      message,
      http_status: 'Service Unavailable',
      details: [],
    })
    expect(elsewhere.requests()).toBe(before)
  })

  test('gives up on a store that never answers', async () => {
    const hasty = await startService({ contentOrigins: [store.origin], fetchTimeoutMs: 50 })
    const answer = await post(hasty, JSON.stringify({ content: `${store.origin}/silent` }))
    expect(answer.status).toBe(503)
    expect(error(answer)).toMatchObject({ message: 'content: the address could not be fetched' })
    await hasty.close()
  })

  test('does not read beyond the limit', async () => {
    const answer = await postContent(`${store.origin}/large`)
    expect(answer.status).toBe(400)
    expect(error(answer)).toMatchObject({ message: 'content: the recording is too large' })
  })
})

describe('forged', () => {
  const cases: [string, () => string][] = [
    ['another port', () => `${elsewhere.origin}/a.mp3`],
    ['localhost for 127.0.0.1', () => `http://localhost:${store.port}/a.mp3`],
    ['another loopback address', () => `http://127.0.0.2:${store.port}/a.mp3`],
    ['IPv6', () => `http://[::1]:${store.port}/a.mp3`],
    ['IPv4 in IPv6', () => `http://[::ffff:127.0.0.1]:${store.port}/a.mp3`],
    ['all addresses', () => `http://0.0.0.0:${store.port}/a.mp3`],
    ['another address as a single number', () => `http://2130706434:${store.port}/a.mp3`],
    ['the metadata service', () => 'http://169.254.169.254/latest/meta-data/'],
    ['the service itself', () => `${service.origin}/log`],
    ['https', () => `https://127.0.0.1:${store.port}/a.mp3`],
    [
      'the allowed host as a user name',
      () => `http://127.0.0.1:${store.port}@127.0.0.1:${elsewhere.port}/a.mp3`,
    ],
    ['a user name', () => `http://a:b@127.0.0.1:${store.port}/a.mp3`],
    ['the allowed host as a subdomain', () => `http://127.0.0.1.example.com:${store.port}/a.mp3`],
    ['a file', () => 'file:///etc/passwd'],
    ['data', () => `data:audio/mpeg;base64,${mp3.toString('base64').slice(0, 40)}`],
    ['not a URL', () => 'http://'],
    ['a line break', () => `http://127.0.0.1:${elsewhere.port}/\r\nHost: 127.0.0.1:${store.port}`],
  ]
  test.each(cases)('%s', async (_, content) => {
    const before = [store.requests(), elsewhere.requests()]
    for (const form of [content(), base64(content())]) {
      const answer = await postContent(form)
      expect(answer.status).toBe(403)
      expect(error(answer)).toEqual({
        grpc_code: 7,
        http_code: 403,
        message: 'content: this address is not allowed',
        http_status: 'Forbidden',
        details: [],
      })
    }
    expect([store.requests(), elsewhere.requests()]).toEqual(before)
  })

  test('an origin is allowed only after allowContentOrigin', async () => {
    const strict = await startService()
    const body = JSON.stringify({ content: `${elsewhere.origin}/a.mp3` })
    expect(await post(strict, body)).toMatchObject({ status: 403 })
    strict.allowContentOrigin(elsewhere.origin)
    expect(await post(strict, body)).toMatchObject({ status: 200 })
    await strict.close()
  })
})

describe('browsers', () => {
  const origins = ['http://127.0.0.1:5173', 'http://localhost:1', 'http://[::1]:80', 'https://localhost']
  test.each(origins)('a page from %s may send requests and read responses', async (origin) => {
    const preflight = await ask(service.origin + methodPath, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-a',
      },
    })
    expect(preflight).toMatchObject({ status: 204, text: '' })
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'content-type,x-a',
      vary: 'Origin',
    })
    for (const path of ['/log', methodPath]) {
      const answer = await ask(service.origin + path, {
        method: path === '/log' ? 'GET' : 'POST',
        headers: { origin },
      })
      expect(answer.headers['access-control-allow-origin']).toBe(origin)
    }
  })

  const foreign = [
    'https://example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com:80',
    'http://example.com#127.0.0.1:80',
    'null',
    '127.0.0.1:80',
  ]
  test.each(foreign)('a page from %s may do neither', async (origin) => {
    for (const method of ['OPTIONS', 'POST']) {
      const body = method === 'POST' ? goodBody() : ''
      const answer = await ask(service.origin + methodPath, { method, headers: { origin }, body })
      expect(answer.status).toBe(403)
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '192.168.1.2:8787'])(
    'a request to the host %j is refused',
    async (host) => {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const answer = await ask(service.origin + methodPath, {
          method,
          headers: { host, origin: 'http://localhost:1' },
        })
        expect(answer.status).toBe(403)
        expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      }
    },
  )

  test.each(['127.0.0.1', 'localhost:9', 'LOCALHOST', '[::1]:7'])(
    'a request to the host %s is served',
    async (host) => {
      expect(await ask(service.origin, { headers: { host } })).toMatchObject({ status: 200 })
    },
  )

  test('a request without a host is refused', async () => {
    const socket = connect(service.port, '127.0.0.1', () => socket.write('GET /log HTTP/1.0\r\n\r\n'))
    const [first] = (await once(socket, 'data')) as [Buffer]
    expect(first.toString()).toMatch(/^HTTP\/1\.1 403 /)
    socket.destroy()
  })
})
