import { once } from 'node:events'
import { get, request } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import type { Simulator } from '../../../tools/simulator/server'
import { createSimulator } from '../../../tools/simulator/server'
import { copyFixtureApp } from './fixture-app'

let app: ReturnType<typeof copyFixtureApp>
let simulator: Simulator
const builds: string[][] = []

beforeAll(async () => {
  app = copyFixtureApp()
  const onBuild = (errors: string[]) => void builds.push(errors)
  simulator = await createSimulator({ root: app.root, port: 0, storage: { greeting: 'hello' }, onBuild })
})
afterAll(async () => {
  await simulator?.close()
  app?.remove()
})

interface Answer {
  status: number
  type: string | undefined
  body: Buffer
}

/** Unlike fetch(), lets the test set Host, Origin and unnormalised paths. */
function ask(pathname: string, options: RequestOptions = {}, body: string | Buffer = ''): Promise<Answer> {
  const { hostname, port } = new URL(simulator.url)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: pathname, ...options }, (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const type = response.headers['content-type']
        resolve({ status: response.statusCode ?? 0, type, body: Buffer.concat(chunks) })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const upload = (cloudPath: string, body: string | Buffer) =>
  ask(`/cloud/upload?path=${encodeURIComponent(cloudPath)}`, { method: 'POST' }, body)

describe('cloud files', () => {
  it('serves uploaded bytes with their type until they are deleted', async () => {
    const bytes = Buffer.from([0xff, 0xf3, 0, 255, 10, 13])
    const uploaded = await upload('recordings/一 b.mp3', bytes)
    const { fileID } = JSON.parse(uploaded.body.toString()) as { fileID: string }
    expect(fileID).toBe('cloud://simulator.local/recordings/一 b.mp3')
    const address = `/cloud/files/recordings/${encodeURIComponent('一 b.mp3')}`
    expect(await ask(address)).toEqual({ status: 200, type: 'audio/mpeg', body: bytes })
    expect((await ask(address, { method: 'HEAD' })).status).toBe(200)
    const deleted = await ask('/cloud/delete', { method: 'POST' }, JSON.stringify({ fileIDs: [fileID] }))
    expect(deleted.status).toBe(200)
    expect((await ask(address)).status).toBe(404)
  })

  it.each([
    '/cloud/files/../../../etc/passwd',
    '/cloud/files/..%2F..%2Fetc%2Fpasswd',
    '/cloud/files/..%5C..%5Cetc%5Cpasswd',
    '/cloud/files/%2Fetc%2Fpasswd',
    '/cloud/files/a%00.mp3',
    '/cloud/files/%',
    '/cloud/files/',
  ])('finds nothing at %s', async (pathname) => expect((await ask(pathname)).status).toBe(404))

  it('deletes nothing outside, and rejects malformed requests', async () => {
    const outside = { fileIDs: ['cloud://simulator.local/../x', 'cloud://other/a', 'a'] }
    expect((await ask('/cloud/delete', { method: 'POST' }, JSON.stringify(outside))).status).toBe(200)
    expect((await ask('/cloud/delete', { method: 'POST' }, '{"fileIDs":[1]}')).status).toBe(400)
    expect((await ask('/cloud/delete', { method: 'POST' }, 'nonsense')).status).toBe(400)
  })

  it('accepts 50 MB and not a byte more', async () => {
    const bytes = Buffer.alloc(50 * 1024 * 1024 + 1)
    expect((await upload('big.mp3', bytes)).status).toBe(413)
    expect((await upload('big.mp3', bytes.subarray(1))).status).toBe(200)
  })
})

describe('cloud functions', () => {
  const call = async (name: string, data?: object) => {
    const { body } = await ask('/cloud/call', { method: 'POST' }, JSON.stringify({ name, data }))
    return JSON.parse(body.toString()) as object
  }
  const write = (name: string, text: string) => {
    mkdirSync(path.join(app.root, 'cloudfunctions', name), { recursive: true })
    writeFileSync(path.join(app.root, 'cloudfunctions', name, 'index.js'), text)
  }

  it('runs the function that would be uploaded, for one user', async () => {
    const identity = path.resolve(__dirname, '../../../cloudfunctions/identity/index.js')
    write('identity', readFileSync(identity, 'utf8'))
    expect(await call('identity')).toEqual({ result: { uid: '11289133091126919993' } })
  })

  it('passes the event, and runs what has been saved since', async () => {
    write('echo', 'exports.main = (event) => ({ event })')
    expect(await call('echo', { a: 1 })).toEqual({ result: { event: { a: 1 } } })
    write('echo', 'exports.main = async () => 2')
    expect(await call('echo')).toEqual({ result: 2 })
  })

  it.each([
    ['none', '', -501000, 'FunctionName parameter could not be found'],
    ['../identity', '', -501000, 'FunctionName parameter could not be found'],
    ['throws', "exports.main = () => { throw new Error('on purpose') }", -504002, 'Error: on purpose'],
    [
      'more',
      "require('wx-server-sdk').database()",
      -504002,
      'not in the simulator: database of wx-server-sdk',
    ],
  ])('fails as WeChat does: %s', async (name, text, errCode, message) => {
    if (text !== '') write(name, text)
    expect(await call(name)).toEqual({ errCode, errMsg: expect.stringContaining(message) })
  })
})

describe('access', () => {
  it('only answers this machine', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { host: '127.0.0.1.evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { host: 'localhost:1234' } })).status).toBe(200)
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example' } }
    expect((await ask('/cloud/upload?path=a.mp3', foreign, 'x')).status).toBe(403)
    const opened = (site: string) => ask('/?storage={}', { headers: { 'sec-fetch-site': site } })
    expect((await opened('cross-site')).status).toBe(403)
    expect((await opened('none')).status).toBe(200)
    expect((await opened('same-origin')).status).toBe(200)
    const own = { method: 'POST', headers: { origin: simulator.url.replace(/\/$/, '') } }
    expect((await ask('/cloud/upload?path=a.mp3', own, 'x')).status).toBe(200)
  })

  it('rejects malformed URLs', async () => {
    expect((await ask('//[')).status).toBe(404)
    expect((await ask(':x')).status).toBe(400)
  })

  it('only listens on 127.0.0.1', async () => {
    const { port } = new URL(simulator.url)
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one !== undefined && !one.internal)
    for (const { address } of others as { address: string }[]) {
      const refused = await new Promise<string | undefined>((resolve) => {
        get({ hostname: address, port, timeout: 5_000 }, () => resolve(undefined))
          .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
          .on('timeout', () => resolve('ETIMEDOUT'))
      })
      expect(refused).toBeDefined()
    }
  })

  it('serves the package’s images, never its sources or files outside it', async () => {
    writeFileSync(path.join(app.root, 'miniprogram/images/dot.png'), 'picture')
    writeFileSync(path.join(app.root, 'secret.png'), 'secret')
    expect(await ask('/program/images/dot.png')).toEqual({
      status: 200,
      type: 'image/png',
      body: Buffer.from('picture'),
    })
    symlinkSync(path.join(app.root, 'secret.png'), path.join(app.root, 'miniprogram/images/link.png'))
    for (const pathname of [
      '/program/app.ts',
      '/program/../secret.png',
      '/program/..%2Fsecret.png',
      `/program/${encodeURIComponent(path.join(app.root, 'secret.png'))}`,
      '/program/images/link.png',
      '/program/images/dot%00.png',
      '/program/%.png',
      '/program/none.png',
    ]) {
      expect((await ask(pathname)).status).toBe(404)
    }
  })
})

it('hands its page the seed of wx storage', async () => {
  expect((await ask('/program.js')).body.toString()).toMatch(/^simulatorStorage = {"greeting":"hello"}\n/)
})

it('rebuilds on save and notifies the page', async () => {
  const page = new WebSocket(`${simulator.url.replace('http', 'ws')}page`, {
    origin: new URL(simulator.url).origin,
  })
  await once(page, 'open')
  /** The next news of this kind: there may be some of what other tests have saved. */
  const news = async (method: string) => {
    for (;;) {
      const [text] = (await once(page, 'message')) as [Buffer]
      const message = JSON.parse(String(text)) as { method: string; params?: string[] }
      if (message.method === method) return message
    }
  }
  const file = path.join(app.root, 'miniprogram/pages/tab/tab.wxml')
  let told = news('problems')
  writeFileSync(file, '<view>\n<text>open</view>')
  const problem = 'miniprogram/pages/tab/tab.wxml:2:2 missing end tag'
  expect(await told).toEqual({ method: 'problems', params: [problem] })
  expect(builds.at(-1)).toEqual([problem])
  expect((await ask('/program.js')).body.toString()).toContain(`"problems":{"pages/tab/tab":["${problem}"]}`)
  told = news('reload')
  writeFileSync(file, '<view>mended</view>')
  expect(await told).toEqual({ method: 'reload' })
  expect((await ask('/program.js')).body.toString()).toContain('mended')
  page.terminate()
})

it('uses the next port when one is taken', async () => {
  const taken = Number(new URL(simulator.url).port)
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
  const second = await createSimulator({
    root: app.root,
    port: taken,
    watch: false,
    onBuild: () => undefined,
  })
  expect(Number(new URL(second.url).port)).toBeGreaterThan(taken)
  expect(log).toHaveBeenCalledWith(`port ${taken} is taken, trying ${taken + 1}`)
  await second.close()
  log.mockRestore()
})
