// WebSockets to the simulator's server: one of each page, and those of drivers, whose calls go to a page and come back by id.
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { isLoopback } from '../http'
import { createPhones } from './phones'

/** A call has an id and a method, its answer the id and a result or an error, an event only a method. */
interface Message {
  id?: unknown
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}
interface Page {
  socket: WebSocket
  /** Its parameters, by which a driver may ask for it. */
  address: string
  /** The name of its phone, if the server has opened it. */
  phone: string | null
  pending: Map<unknown, (answer: Message) => void>
}
interface Driver {
  socket: WebSocket
  /** Undefined until it has found its page, if it asked for none. */
  address: string | undefined
  hasPage: boolean
  hearsConsole: boolean
}

const ENABLE_LOG = 'App.enableLog'
const LIMIT_BYTES = 16 * 1024 * 1024
/** A page that reloads is away for a moment. */
const RELOAD_MS = 5_000

/** `getUrl` is the simulator's address, known once it listens. For `backMs` a driver waits for its page to come back. */
export function openDoor(server: Server, getUrl: () => string, backMs = 60_000) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMIT_BYTES })
  const pages = new Set<Page>()
  const drivers = new Set<Driver>()
  const phones = createPhones(getUrl)
  const arrivals = new EventEmitter()
  let lastId = 0
  let leftAtMs = -Infinity

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    const [path, search] = (request.url ?? '').split('?')
    const isPage = path === '/page'
    if (!isAllowed(request, isPage))
      return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // it closes, too
      opened.on('error', () => undefined)
      const parameters = new URLSearchParams(search)
      const phone = parameters.get('phone')
      parameters.delete('phone')
      const address = parameters.toString()
      if (isPage) addPage({ socket: opened, address, phone, pending: new Map() })
      else addDriver({ socket: opened, address: address || undefined, hasPage: false, hearsConsole: false })
    })
  })

  /** The page opened last, of those with the driver's parameters. */
  const pageOf = ({ address }: Driver) =>
    [...pages].reverse().find((page) => address === undefined || page.address === address)

  async function arrival(driver: Driver, patienceMs: number): Promise<Page | undefined> {
    const signal = AbortSignal.timeout(Math.max(0, patienceMs))
    while (!pageOf(driver) && !signal.aborted) await once(arrivals, 'page', { signal }).catch(() => undefined)
    return pageOf(driver)
  }
  /** A driver stays with its phone, however much the page has to load: only one without gets a new one. */
  async function findPage(driver: Driver): Promise<Page> {
    const page = await arrival(driver, driver.hasPage ? backMs : leftAtMs + RELOAD_MS - Date.now())
    if (page) return page
    if (driver.hasPage) throw new Error(`the page was closed, or has not come back in ${backMs / 1_000} s`)
    await phones.open(driver.address ?? '')
    const opened = await arrival(driver, backMs)
    if (!opened) throw new Error('the page that was opened does not answer')
    return opened
  }

  function addPage(page: Page): void {
    const { socket, pending } = page
    pages.add(page)
    socket.on('message', (data) => {
      const message = parse(data)
      if (message.id === undefined) return tellDrivers(page, message)
      pending.get(message.id)?.(message)
      pending.delete(message.id)
    })
    socket.on('close', () => {
      pages.delete(page)
      leftAtMs = Date.now()
      for (const settle of pending.values())
        settle(failed('the page was closed or reloaded before it answered'))
    })
    // it may have been reloaded
    if (driversOf(page).some(({ hearsConsole }) => hearsConsole)) void ask(page, { method: ENABLE_LOG })
    arrivals.emit('page')
  }
  const driversOf = (page: Page) => [...drivers].filter((driver) => pageOf(driver) === page)
  function tellDrivers(page: Page, event: Message): void {
    for (const { socket, hearsConsole } of driversOf(page))
      if (hearsConsole || event.method !== 'App.logAdded') send(socket, event)
  }
  /** Drivers choose the same ids: the page has others. */
  function ask({ socket, pending }: Page, { method, params = {} }: Message): Promise<Message> {
    const id = ++lastId
    send(socket, { id, method, params })
    return new Promise((settle) => pending.set(id, settle))
  }

  function addDriver(driver: Driver): void {
    drivers.add(driver)
    driver.socket.on('close', () => drivers.delete(driver))
    // calls reach the page in their order, even if it has yet to be opened
    let line: Promise<unknown> = Promise.resolve()
    driver.socket.on('message', (data) => {
      const call = parse(data)
      const answer = ({ result, error }: Message) => send(driver.socket, { id: call.id, result, error })
      if (call.id === undefined || typeof call.method !== 'string')
        return answer(failed('expected a call as JSON: {"id", "method", "params"}'))
      driver.hearsConsole ||= call.method === ENABLE_LOG
      const found = line.then(() => findPage(driver))
      line = found.catch(() => undefined)
      found
        .then((page) => serve(driver, page, call))
        .then(answer, (error: Error) => answer(failed(error.message)))
    })
  }
  /** What only the server can do; the page does all else. */
  async function serve(driver: Driver, page: Page, call: Message): Promise<Message> {
    Object.assign(driver, { address: page.address, hasPage: true })
    if (call.method === 'App.captureScreenshot')
      return { result: { data: await phones.screenshot(page.phone) } }
    if (call.method !== 'Tool.close') return ask(page, call)
    // a developer's own page starts anew
    if (!(await phones.shut(page.phone))) send(page.socket, { method: 'reload' })
    return { result: {} }
  }

  return {
    tellPages(method: 'reload' | 'problems', params?: string[]): void {
      for (const { socket } of pages) send(socket, { method, params })
    },
    async close(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      await phones.close()
    },
  }
}

/** Browsers always say where a page comes from, drivers never do: no foreign page can drive the mini program. */
function isAllowed(request: IncomingMessage, isPage: boolean): boolean {
  const { host, origin } = request.headers
  return isLoopback(request) && origin === (isPage ? `http://${host}` : undefined)
}

const failed = (message: string): Message => ({ error: { message } })
const send = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message))

/** Nothing of what is not a JSON object. */
function parse(data: unknown): Message {
  try {
    return Object(JSON.parse(String(data))) as Message
  } catch {
    return {}
  }
}
