// The door without a mini program: a WebSocket with the page's origin plays the page.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { openDoor } from '../../../../tools/simulator/automator/door'

let server: Server
let door: ReturnType<typeof openDoor>
let address = ''
const sockets: WebSocket[] = []
const chromium = process.env['CHROMIUM_PATH']
const path = process.env['PATH']

beforeEach(async () => {
  // none of these tests may start a browser
  process.env['CHROMIUM_PATH'] = process.env['PATH'] = ''
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  open()
})
afterEach(async () => {
  process.env['PATH'] = path
  if (chromium === undefined) delete process.env['CHROMIUM_PATH']
  else process.env['CHROMIUM_PATH'] = chromium
  for (const socket of sockets.splice(0)) socket.terminate()
  await door.close()
  server.close()
})

/** Where a driver waits for its page for so long: by default longer than a busy machine takes. */
function open(backMs?: number): void {
  server.removeAllListeners('upgrade')
  door = openDoor(server, () => `http://${address}/`, backMs)
}

type Message = Record<string, unknown>

/** What it has received, and the next message. */
async function join(target: string, origin?: string) {
  const socket = new WebSocket(`ws://${address}/${target}`, origin === undefined ? {} : { origin })
  sockets.push(socket)
  const received: Message[] = []
  const waiting: ((message: Message) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message
    const next = waiting.shift()
    if (next) next(message)
    else received.push(message)
  })
  await once(socket, 'open')
  return {
    socket,
    received,
    send: (message: unknown) => socket.send(JSON.stringify(message)),
    next: () =>
      new Promise<Message>((resolve) => {
        const message = received.shift()
        if (message) resolve(message)
        else waiting.push(resolve)
      }),
  }
}
const joinPage = (query = '') => join(`page${query}`, `http://${address}`)
const statusOf = async (target: string, options: { origin?: string; headers?: Record<string, string> }) => {
  const [, response] = (await once(
    new WebSocket(`ws://${address}/${target}`, options),
    'unexpected-response',
  )) as [unknown, { statusCode: number }]
  return response.statusCode
}

it('passes a call to the page and its answer back, whatever ids drivers choose', async () => {
  const page = await joinPage()
  const [one, other] = [await join(''), await join('/[')]
  one.send({ id: 'same', method: 'App.one', params: { a: 1 } })
  const first = await page.next()
  other.send({ id: 'same', method: 'App.other' })
  const second = await page.next()
  expect([first, second]).toMatchObject([{ method: 'App.one', params: { a: 1 } }, { method: 'App.other' }])
  page.send({ id: second['id'], error: { message: 'not today' } })
  page.send({ id: first['id'], result: { b: 2 } })
  expect(await other.next()).toEqual({ id: 'same', error: { message: 'not today' } })
  expect(await one.next()).toEqual({ id: 'same', result: { b: 2 } })
})

it('lets in pages of its own origin, and drivers without one', async () => {
  expect(await statusOf('', { origin: 'https://evil.example' })).toBe(403)
  expect(await statusOf('', { origin: `http://${address}` })).toBe(403)
  expect(await statusOf('page', { origin: 'https://evil.example' })).toBe(403)
  expect(await statusOf('page', { origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await statusOf('page', {})).toBe(403)
  expect(await statusOf('', { headers: { host: 'evil.example' } })).toBe(403)
})

it('rejects the calls of a page that goes away, and follows its reload', async () => {
  const page = await joinPage()
  const driver = await join('')
  driver.send({ id: '1', method: 'App.enableLog', params: {} })
  page.send({ id: (await page.next())['id'], result: {} })
  await driver.next()
  driver.send({ id: '2', method: 'App.callFunction' })
  await page.next()
  page.socket.close()
  expect(await driver.next()).toEqual({
    id: '2',
    error: { message: 'the page was closed or reloaded before it answered' },
  })
  driver.send({ id: '3', method: 'App.getCurrentPage' })
  const reloaded = await joinPage()
  expect(await reloaded.next()).toMatchObject({ method: 'App.enableLog' })
  expect(await reloaded.next()).toMatchObject({ method: 'App.getCurrentPage' })
})

it('waits for a page that is long in coming back, and takes no other', async () => {
  open(100)
  const page = await joinPage('?lang=en')
  const driver = await join('')
  driver.send({ id: '1', method: 'App.first' })
  page.send({ id: (await page.next())['id'], result: {} })
  await driver.next()
  page.socket.close()
  await once(page.socket, 'close')
  await joinPage('?lang=zh')
  driver.send({ id: '2', method: 'App.second' })
  expect(await driver.next()).toEqual({
    id: '2',
    error: { message: 'the page was closed, or has not come back in 0.1 s' },
  })
})

it('says what to open where nothing can open a page', async () => {
  const driver = await join('?lang=en')
  driver.send({ id: '1', method: 'App.getPageStack' })
  expect(await driver.next()).toEqual({
    id: '1',
    error: {
      message: `no page is open, and there is no Chromium (CHROMIUM_PATH) to open it: http://${address}/?lang=en`,
    },
  })
})

it('finds a page by its parameters, or takes the last one and stays with it', async () => {
  const [english, last] = [await joinPage('?lang=en'), await joinPage('?lang=zh')]
  const [exact, any] = [await join('?lang=en'), await join('')]
  exact.send({ id: '1', method: 'App.exact' })
  any.send({ id: '1', method: 'App.any' })
  expect(await english.next()).toMatchObject({ method: 'App.exact' })
  expect(await last.next()).toMatchObject({ method: 'App.any' })
  await joinPage('?lang=fr')
  any.send({ id: '2', method: 'App.again' })
  expect(await last.next()).toMatchObject({ method: 'App.again' })
})

it('tells events to the drivers of the page, lines of the console only if asked for', async () => {
  const [other, page] = [await joinPage('?lang=en'), await joinPage()]
  const [asking, silent, elsewhere] = [await join(''), await join(''), await join('?lang=en')]
  asking.send({ id: '1', method: 'App.enableLog' })
  page.send({ id: (await page.next())['id'], result: {} })
  await asking.next()
  page.send({ method: 'App.logAdded', params: { type: 'log', args: [1] } })
  page.send({ method: 'App.exceptionThrown', params: { message: 'x' } })
  expect(await asking.next()).toEqual({ method: 'App.logAdded', params: { type: 'log', args: [1] } })
  expect(await asking.next()).toMatchObject({ method: 'App.exceptionThrown' })
  expect(await silent.next()).toMatchObject({ method: 'App.exceptionThrown' })
  other.send({ method: 'App.exceptionThrown', params: { message: 'y' } })
  expect(await elsewhere.next()).toMatchObject({ params: { message: 'y' } })
})

it('answers garbage with an error, hangs up on 16 MB, and goes on', async () => {
  const page = await joinPage()
  const driver = await join('')
  for (const garbage of ['{', 'null', '[]', '7', '{"id":"1"}', '{"method":"App.x"}', '\u0000']) {
    driver.socket.send(garbage)
    expect(await driver.next()).toMatchObject({
      error: { message: 'expected a call as JSON: {"id", "method", "params"}' },
    })
  }
  const huge = await join('')
  huge.send('x'.repeat(16 * 1024 * 1024))
  expect(((await once(huge.socket, 'close')) as [number])[0]).toBe(1009)
  page.socket.send('{')
  page.send({ id: 99, result: 'of nobody' })
  driver.send({ id: '2', method: 'App.still' })
  expect(await page.next()).toMatchObject({ method: 'App.still' })
})

it('refuses a screenshot of a page that it has not opened, and starts that page anew at the end', async () => {
  const page = await joinPage()
  const driver = await join('')
  driver.send({ id: '1', method: 'App.captureScreenshot' })
  expect(await driver.next()).toEqual({
    id: '1',
    error: {
      message: 'not in the simulator: a screenshot of a page that the server has not opened',
    },
  })
  driver.send({ id: '2', method: 'Tool.close' })
  expect(await driver.next()).toEqual({ id: '2', result: {} })
  expect(await page.next()).toEqual({ method: 'reload' })
})
