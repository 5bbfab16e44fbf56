// The nginx of docs/deploy.md in front of the service, and in front of a server that shows what nginx does.
import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { request, type RequestOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ownPlaces } from '../../../tools/service/places'
import { variables } from '../../../tools/service/settings'
import {
  chatCut,
  chatEvents,
  chatSilence,
  chunk,
  failure,
  spoken,
  writeStream,
} from '../../fakes/openai-server'
import { describeUnlessMissing } from '../../installed'
import { contentsOf, errorOf, eventually, startOpenAi, type OpenAiService } from './openai/start-openai'
import { documented, hostName, nginxMissing, startNginx, type Nginx } from './start-nginx'
import { ask, freshBody, methodPath, mp3 } from './start-service'

/** A request through nginx; `end` it. */
function open(nginx: Nginx, { path = methodPath, ...options }: RequestOptions = {}) {
  return request({
    host: '127.0.0.1',
    port: nginx.port,
    servername: hostName,
    ca: nginx.certificate,
    agent: false,
    method: 'POST',
    path,
    ...options,
    headers: { host: hostName, ...options.headers },
  })
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

async function send(nginx: Nginx, options?: RequestOptions, body: string | Buffer = ''): Promise<Answer> {
  const outgoing = open(nginx, options).end(body)
  // nginx may answer before it has read the whole of a body that is refused
  outgoing.on('error', () => undefined)
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  let text = ''
  for await (const part of response.setEncoding('utf8')) text += part
  return { status: response.statusCode, headers: response.headers, text }
}

describeUnlessMissing('the service behind the nginx of docs/deploy.md', nginxMissing, () => {
  let service: OpenAiService
  let nginx: Nginx
  beforeAll(async () => {
    service = await startOpenAi(
      { OPENAI_VOICE_MODEL: 'tts-1' },
      { hosts: 'any', bodyMaxBytes: 200_000, answerPlaces: ownPlaces(2) },
    )
    nginx = await startNginx({ servicePorts: [service.port] })
  })
  afterAll(async () => {
    await nginx.close()
    await service.close()
  })
  /** The entry of the answer that ends next. */
  const nextEntry = () => {
    const { length } = service.entries
    return () => eventually(() => service.entries[length])
  }

  /** The second part of the answer is written by the model once the first has arrived at the client. */
  function answerInTwoParts() {
    let arrived = () => {}
    const first = new Promise<void>((resolve) => (arrived = resolve))
    service.upstream.chat = async (response) => {
      const [head = '', ...rest] = chatEvents(['Better: I love it.', '\n\nNote: A.']).split(/(?=.*Note)/)
      await writeStream(response, head)
      await first
      await writeStream(response, rest.join(''))
      response.end()
    }
    return (text: string) => {
      if (text.includes('love')) arrived()
    }
  }

  test('each frame arrives before the next is written, over HTTP/1.1', async () => {
    const take = answerInTwoParts()
    const [response] = (await once(open(nginx).end(freshBody()), 'response')) as [IncomingMessage]
    let text = ''
    for await (const part of response.setEncoding('utf8')) {
      text += part
      take(text)
    }
    expect(contentsOf(text).join('')).toContain('Note: A.')
    expect(response.statusCode).toBe(200)
    expect(nginx.errors()).toBe('')
  })

  test('and over HTTP/2', async () => {
    const take = answerInTwoParts()
    const session = connectHttp2(`https://${hostName}`, {
      createConnection: () =>
        connectTls({
          host: '127.0.0.1',
          port: nginx.port,
          servername: hostName,
          ca: nginx.certificate,
          ALPNProtocols: ['h2'],
        }),
    })
    const stream = session.request({ ':method': 'POST', ':path': methodPath })
    stream.end(freshBody())
    let text = ''
    for await (const part of stream.setEncoding('utf8') as AsyncIterable<string>) {
      text += part
      take(text)
    }
    session.close()
    expect(contentsOf(text).join('')).toContain('Note: A.')
    expect(nginx.errors()).toBe('')
  })

  test('a client that vanishes ends the request to the model', async () => {
    service.upstream.chat = chatSilence(chunk({ content: 'Better: I' }))
    const entry = nextEntry()
    const outgoing = open(nginx).end(freshBody({ uid: '0' }))
    outgoing.on('error', () => undefined)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    await once(response, 'data')
    const { abandoned } = service.upstream
    outgoing.destroy()
    await eventually(() => service.upstream.abandoned > abandoned)
    expect((await entry()).outcome).toBe('client-closed')
  })

  test('also one that vanishes before there is an answer', async () => {
    const { transcription, abandoned } = service.upstream
    service.upstream.transcription = () => undefined
    const entry = nextEntry()
    const outgoing = open(nginx).end(freshBody({ uid: '0' }))
    outgoing.on('error', () => undefined)
    await eventually(() => service.upstream.open > 0)
    outgoing.destroy()
    await eventually(() => service.upstream.abandoned > abandoned)
    expect((await entry()).outcome).toBe('client-closed')
    service.upstream.transcription = transcription
  })

  /** What the phone gets is what the service has sent. */
  async function expectUnchanged(body: string) {
    const direct = await ask(service.origin + methodPath, { method: 'POST', body })
    const answer = await send(nginx, {}, body)
    expect([answer.status, answer.text]).toEqual([direct.status, direct.text])
    for (const name of ['content-type', 'retry-after', 'cache-control'])
      expect([name, answer.headers[name]]).toEqual([name, direct.headers[name]])
    return answer
  }

  test('refusals and errors within an answer pass unchanged', async () => {
    const tooLarge = JSON.stringify({ media_buf: 'A'.repeat(6_000_000) })
    expect(await expectUnchanged(tooLarge)).toMatchObject({
      status: 413,
      text: expect.stringContaining('http: request body too large'),
    })
    expect((await expectUnchanged('{')).status).toBe(400)

    service.upstream.chat = chatCut(chunk({ content: 'Better: I love it.' }))
    const cut = await expectUnchanged(freshBody())
    expect(cut.status).toBe(200)
    expect(errorOf(cut.text)).toMatchObject({ http_code: 503 })
  })

  test('so do speech and its refusals', async () => {
    service.upstream.voice = spoken(mp3)
    const body = JSON.stringify({ uid: '1', text: 'I love it.' })
    const direct = await ask(`${service.origin}/speech`, { method: 'POST', body })
    const answer = await send(nginx, { path: '/speech' }, body)
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'audio/mpeg', 'content-length': String(mp3.length) },
    })
    expect(answer.text).toBe(direct.text)
    expect(await send(nginx, { path: '/speech' }, '{}')).toMatchObject({
      status: 400,
      text: expect.stringContaining('text has no word'),
    })
    service.upstream.voice = failure(429, {}, { 'Retry-After': '9' })
    const busy = await send(nginx, { path: '/speech' }, JSON.stringify({ text: 'Another.' }))
    expect(busy).toMatchObject({ status: 429, headers: { 'retry-after': '9' } })
  })

  test('so does "too many", with its Retry-After', async () => {
    service.upstream.chat = chatSilence(chunk({ content: 'Better: I' }))
    const running = Array.from({ length: 2 }, () => open(nginx).end(freshBody({ uid: '0' })))
    for (const one of running) one.on('error', () => undefined)
    await Promise.all(running.map((one) => once(one, 'response')))
    const refused = await expectUnchanged(freshBody())
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } })
    for (const one of running) one.destroy()
  })

  test('the metrics are not for the world', async () => {
    for (const path of ['/metrics', '//metrics', '/%6detrics', '/metrics?a', '/./metrics'])
      expect([path, (await send(nginx, { method: 'GET', path })).status]).toEqual([path, 404])
    expect(await send(nginx, { method: 'GET', path: '/healthz' })).toMatchObject({
      status: 200,
      text: 'ok\n',
    })
  })

  test('nginx gives an idle connection up before the service does', async () => {
    const agent = new Agent({ keepAlive: true })
    const [response] = (await once(get(`${service.origin}/healthz`, { agent }), 'response')) as [
      IncomingMessage,
    ]
    agent.destroy()
    const [, serviceSeconds = ''] = /^timeout=(\d+)$/.exec(String(response.headers['keep-alive'])) ?? []
    const [, nginxSeconds = ''] = /\bkeepalive_timeout (\d+)s;/.exec(documented) ?? []
    expect(Number(serviceSeconds)).toBeGreaterThan(Number(nginxSeconds))
    expect(Number(nginxSeconds)).toBeGreaterThan(0)
  })
})

describeUnlessMissing('two instances behind that nginx', nginxMissing, () => {
  test('while one shuts down its answers end whole, and the other gets what is new', async () => {
    const [leaving, staying] = await Promise.all([
      startOpenAi({}, { hosts: 'any' }),
      startOpenAi({}, { hosts: 'any' }),
    ])
    const nginx = await startNginx({ servicePorts: [leaving.port, staying.port] })
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    const { chat } = leaving.upstream
    leaving.upstream.chat = async (...args) => {
      await released
      await chat(...args)
    }
    // they take turns, so one of these two waits
    const first = [send(nginx, {}, freshBody()), send(nginx, {}, freshBody())]
    await eventually(() => leaving.upstream.requests.length === 2 && staying.entries.length === 1)
    const closing = leaving.closeSlowly(60_000)
    const later = await Promise.all(Array.from({ length: 3 }, () => send(nginx, {}, freshBody())))
    release()
    for (const { status, text } of [...later, ...(await Promise.all(first))]) {
      expect(status).toBe(200)
      expect(contentsOf(text).join('')).toContain('Next take: B.')
    }
    await closing
    expect(staying.entries).toHaveLength(4)
    await nginx.close()
    await Promise.all([leaving.close(), staying.close()])
  })
})

interface Probe {
  readonly port: number
  readonly requests: readonly IncomingMessage[]
  readonly connections: number
  close(): void
}

/** A server in the service's place. */
async function startProbe(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Probe> {
  const requests: IncomingMessage[] = []
  const server = createServer({ noDelay: true }, (incoming, response) => {
    requests.push(incoming)
    respond(incoming, response)
  })
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get connections() {
      return connections
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

describeUnlessMissing('what that nginx does', nginxMissing, () => {
  const running: { close(): unknown }[] = []
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close()
  })

  async function start(
    respond: (request: IncomingMessage, response: ServerResponse) => void,
    block?: string,
  ) {
    const probe = await startProbe(respond)
    const nginx = await startNginx({ servicePorts: [probe.port], ...(block !== undefined && { block }) })
    running.push(nginx, probe)
    return { probe, nginx }
  }

  const drain = (request: IncomingMessage, response: ServerResponse) => {
    request.resume().on('end', () => response.end('ok'))
  }
  const largest = Buffer.alloc(3_300_000, 'A')
  const buffered = /a client request body is buffered to a temporary file/

  test('an upload is at the service before its end is sent, and never on the disk', async () => {
    let receivedBytes = 0
    const { nginx } = await start((request, response) => {
      request.on('data', (part: Buffer) => (receivedBytes += part.length))
      request.on('end', () => response.end('ok'))
    })
    const outgoing = open(nginx, { headers: { 'content-length': largest.length } })
    const half = largest.subarray(0, largest.length / 2)
    outgoing.write(half)
    await eventually(() => receivedBytes === half.length)
    outgoing.end(half)
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(200)
    expect(receivedBytes).toBe(largest.length)
    expect(nginx.errors()).toBe('')
  })

  test('without `proxy_request_buffering off` it would be on the disk', async () => {
    const { nginx } = await start(drain, documented.replace(/proxy_request_buffering off;/, ''))
    expect((await send(nginx, {}, largest)).status).toBe(200)
    expect(nginx.errors()).toMatch(buffered)
  })

  test('the requests of several clients share a connection to the service', async () => {
    const { nginx, probe } = await start(drain)
    for (let sent = 0; sent < 5; sent++) await send(nginx, {}, freshBody())
    expect([probe.requests.length, probe.connections]).toEqual([5, 1])
  })

  test.each([
    ['at once', (request: IncomingMessage) => request.socket.resetAndDestroy()],
    [
      'after the whole body',
      (request: IncomingMessage) => request.resume().on('end', () => request.socket.resetAndDestroy()),
    ],
  ])(
    'a POST that the service resets %s is not sent again, even on a connection used before',
    async (_, reset) => {
      const probes = await Promise.all(
        ['first', 'second'].map(() =>
          startProbe((request, response) => {
            if (request.url === '/healthz') drain(request, response)
            else reset(request)
          }),
        ),
      )
      const nginx = await startNginx({ servicePorts: probes.map(({ port }) => port) })
      running.push(nginx, ...probes)
      for (let sent = 0; sent < 2; sent++) await send(nginx, { method: 'GET', path: '/healthz' })
      expect((await send(nginx, {}, freshBody())).status).toBe(502)
      const posts = probes.flatMap(({ requests }) => requests.filter(({ method }) => method === 'POST'))
      expect(posts).toHaveLength(1)
    },
  )

  test('of two servers the one that listens gets everything', async () => {
    const gone = await startProbe(drain)
    gone.close()
    const probe = await startProbe(drain)
    const nginx = await startNginx({ servicePorts: [gone.port, probe.port] })
    running.push(nginx, probe)
    for (let sent = 0; sent < 4; sent++) expect((await send(nginx, {}, freshBody())).status).toBe(200)
    expect(probe.requests).toHaveLength(4)
  })

  test('the service learns the name that was asked for, and last the address that asked, whatever it claims to be', async () => {
    const { nginx, probe } = await start(drain)
    await send(nginx, { localAddress: '127.0.0.9', headers: { 'x-forwarded-for': '198.51.100.1' } }, '{}')
    expect(probe.requests[0]?.headers).toMatchObject({
      host: hostName,
      'x-forwarded-for': '198.51.100.1, 127.0.0.9',
    })
  })

  test('waits longer than an answer may take', () => {
    const [, seconds = ''] = /proxy_read_timeout (\d+)s;/.exec(documented) ?? []
    expect(Number(seconds) * 1000).toBeGreaterThan(variables.ANSWER_MAX_MS.fallback)
  })
})
