// WebSockets to the simulator's server: one of each page, and those of drivers, whose calls go to a page and come back by id.
import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { isLoopback } from '../http'
import { createPhones } from './phones'

export interface Door {
  /** To all pages. */
  tellPages(method: 'reload' | 'problems', params?: unknown): void
  close(): Promise<void>
}

interface Call {
  id: unknown
  method: string
  params?: object
}
interface Outcome {
  result?: unknown
  error?: { message: string }
}
interface Page {
  socket: WebSocket
  /** Its parameters, by which a driver may ask for it. */
  address: string
  /** The name of its phone, if the server has opened it. */
  phone: string | null
  pending: Map<unknown, { method: string; settle: (outcome: Outcome) => void }>
}
interface Driver {
  socket: WebSocket
  /** Undefined until it has found its page, if it asked for none. */
  address: string | undefined
  /** Calls to be said again when the page has been reloaded. */
  wishes: Call[]
}

const LIMIT_BYTES = 16 * 1024 * 1024
/** A page that reloads is away for a moment. */
const RELOAD_MS = 5_000

/** `getUrl` is the simulator's address, known once it listens. */
export function openDoor(server: Server, getUrl: () => string): Door {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMIT_BYTES })
  const pages = new Set<Page>()
  const drivers = new Set<Driver>()
  const phones = createPhones(getUrl)
  const arrivals = new EventEmitter()
  let lastId = 0
  let leftAtMs = -Infinity

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined)
    const [path = '', search] = (request.url ?? '').split('?')
    const searchParams = new URLSearchParams(search)
    const isPage = path === '/page'
    if (!isAllowed(request, isPage)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // it closes, too
      opened.on('error', () => undefined)
      const phone = searchParams.get('phone')
      searchParams.delete('phone')
      const address = searchParams.toString()
      if (isPage) addPage({ socket: opened, address, phone, pending: new Map() })
      else addDriver({ socket: opened, address: address || undefined, wishes: [] })
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
  async function findPage(driver: Driver): Promise<Page> {
    const open = pageOf(driver) ?? (await arrival(driver, leftAtMs + RELOAD_MS - Date.now()))
    if (open) return open
    await phones.open(driver.address ?? '')
    const opened = await arrival(driver, RELOAD_MS)
    if (!opened) throw new Error('the page that was opened does not answer')
    return opened
  }

  function addPage(page: Page): void {
    const { socket, pending } = page
    pages.add(page)
    socket.on('message', (data) => {
      const message = parse(data) as Partial<Call> & Outcome
      if (message.id === undefined) tellDrivers(page, message)
      else pending.get(message.id)?.settle(message)
    })
    socket.on('close', () => {
      pages.delete(page)
      leftAtMs = Date.now()
      for (const { method, settle } of pending.values())
        settle(failed(`the page was closed or reloaded before it answered ${method}`))
    })
    for (const driver of drivers)
      if (pageOf(driver) === page) driver.wishes.forEach((wish) => void ask(page, wish))
    arrivals.emit('page')
  }
  function tellDrivers(page: Page, event: Partial<Call>): void {
    for (const driver of drivers) {
      const isWanted =
        event.method !== 'App.logAdded' || driver.wishes.some(({ method }) => method === 'App.enableLog')
      if (isWanted && pageOf(driver) === page) driver.socket.send(JSON.stringify(event))
    }
  }
  /** Drivers choose the same ids: the page has others. */
  function ask({ socket, pending }: Page, { method, params }: Call): Promise<Outcome> {
    const id = ++lastId
    socket.send(JSON.stringify({ id, method, params }))
    return new Promise<Outcome>((settle) => pending.set(id, { method, settle })).finally(() =>
      pending.delete(id),
    )
  }

  function addDriver(driver: Driver): void {
    drivers.add(driver)
    driver.socket.on('close', () => drivers.delete(driver))
    // calls reach the page in their order, even if it has yet to be opened
    let page: Promise<Page | undefined> = Promise.resolve(undefined)
    driver.socket.on('message', (data) => {
      const call = parse(data) as Partial<Call>
      const answer = ({ result, error }: Outcome) =>
        driver.socket.send(JSON.stringify({ id: call.id, result, error }))
      if (!isCall(call)) return answer(failed('expected a call as JSON: {"id", "method", "params"}'))
      if (/^App\.(enableLog|addBinding)$/.test(call.method)) driver.wishes.push(call)
      const found = page.then(() => findPage(driver))
      page = found.catch(() => undefined)
      found
        .then((page) => {
          driver.address = page.address
          return serve(page, call)
        })
        .then(answer, (error: Error) => answer(failed(error.message)))
    })
  }
  /** What only the server can do; the page does all else. */
  async function serve(page: Page, call: Call): Promise<Outcome> {
    if (call.method === 'App.captureScreenshot')
      return { result: { data: await phones.screenshot(page.phone) } }
    if (call.method !== 'Tool.close') return ask(page, call)
    // a developer's own page starts anew
    if (!(await phones.shut(page.phone))) page.socket.send(JSON.stringify({ method: 'reload' }))
    return { result: {} }
  }

  return {
    tellPages(method, params) {
      for (const { socket } of pages) socket.send(JSON.stringify({ method, params }))
    },
    async close() {
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

function isCall(call: Partial<Call>): call is Call {
  return call.id !== undefined && typeof call.method === 'string'
}

function failed(message: string): Outcome {
  return { error: { message } }
}

function parse(data: unknown): object {
  try {
    return Object(JSON.parse(String(data))) as object
  } catch {
    return {}
  }
}
