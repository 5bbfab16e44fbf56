// WebSockets to the simulator's server: one of each page, and those of drivers, whose calls go to a page and come back by id.
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
  id: string
  method: string
  params?: object
}
interface Outcome {
  id?: number
  result?: unknown
  error?: { message: string }
}
interface Page {
  socket: WebSocket
  /** Its parameters, in which a driver names it. */
  address: string
  /** The phone's id, if the server has opened it. */
  phone: string | undefined
  pending: Map<number, { method: string; settle: (outcome: Outcome) => void }>
}
interface Driver {
  socket: WebSocket
  address: string
  /** Said again to a page that has been reloaded. */
  wishes: Map<string, Call>
}

const LIMIT_BYTES = 16 * 1024 * 1024
/** A page that reloads is away for a moment. */
const RELOAD_MS = 5_000
/** Names a phone of the server's own browser in its page's address. */
export const PHONE_PARAMETER = 'phone'

/** `getUrl` is the simulator's address, known once it listens. */
export function openDoor(server: Server, getUrl: () => string): Door {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMIT_BYTES })
  const pages = new Set<Page>()
  const drivers = new Set<Driver>()
  const phones = createPhones(getUrl)
  const arrivals = new Set<() => void>()
  let lastId = 0
  let leftAtMs = -Infinity

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isPage = pathname === '/page'
    if (!isAllowed(request, isPage)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => undefined)
      const phone = searchParams.get(PHONE_PARAMETER) ?? undefined
      searchParams.delete(PHONE_PARAMETER)
      const address = searchParams.toString()
      if (isPage) addPage({ socket: opened, address, phone, pending: new Map() })
      else addDriver({ socket: opened, address, wishes: new Map() })
    })
  })

  /** The page opened last, of those that the driver's address names, if it names any. */
  const openPage = (address: string) =>
    [...pages].reverse().find((page) => address === '' || page.address === address)

  async function pageFor(address: string): Promise<Page> {
    const isThere = () => openPage(address) !== undefined
    if (!isThere()) await arrival(isThere, leftAtMs + RELOAD_MS - Date.now())
    if (!isThere()) {
      await phones.open(address)
      await arrival(isThere, RELOAD_MS)
    }
    const page = openPage(address)
    if (!page) throw new Error('the page did not answer')
    return page
  }
  function arrival(isThere: () => boolean, patienceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        arrivals.delete(check)
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(end, Math.max(0, patienceMs))
      const check = () => isThere() && end()
      arrivals.add(check)
    })
  }

  function addPage(page: Page): void {
    pages.add(page)
    page.socket.on('message', (data) => {
      const message = parse(data) as Outcome & Partial<Call>
      if (message.id === undefined) return tellDrivers(page, message)
      page.pending.get(message.id)?.settle(message)
    })
    page.socket.on('close', () => {
      pages.delete(page)
      leftAtMs = Date.now()
      for (const { method, settle } of page.pending.values())
        settle({ error: { message: `the page was closed or reloaded before it answered ${method}` } })
    })
    for (const driver of drivers) {
      if (openPage(driver.address) !== page) continue
      for (const wish of driver.wishes.values()) void ask(page, wish)
    }
    for (const check of arrivals) check()
  }
  function tellDrivers(page: Page, event: Partial<Call>): void {
    for (const driver of drivers) {
      const isUnwanted = event.method === 'App.logAdded' && !driver.wishes.has('App.enableLog')
      if (openPage(driver.address) === page && !isUnwanted) driver.socket.send(JSON.stringify(event))
    }
  }
  function ask(page: Page, { method, params }: Call): Promise<Outcome> {
    const id = ++lastId
    return new Promise((resolve) => {
      const settle = ({ result, error }: Outcome) => {
        page.pending.delete(id)
        resolve(error ? { error } : { result })
      }
      page.pending.set(id, { method, settle })
      page.socket.send(JSON.stringify({ id, method, params }))
    })
  }

  function addDriver(driver: Driver): void {
    drivers.add(driver)
    driver.socket.on('close', () => drivers.delete(driver))
    // calls reach the page in their order, even if it has yet to be opened
    let line = Promise.resolve()
    driver.socket.on('message', (data) => {
      const call = parse(data) as Call
      const answer = (outcome: Outcome) => driver.socket.send(JSON.stringify({ id: call.id, ...outcome }))
      if (typeof call.method !== 'string' || call.id === undefined)
        return answer({ error: { message: 'expected a call as JSON: {"id", "method", "params"}' } })
      if (call.method === 'App.enableLog') driver.wishes.set(call.method, call)
      if (call.method === 'App.addBinding') driver.wishes.set(JSON.stringify(call.params), call)
      line = line.then(async () => {
        try {
          void serve(await pageFor(driver.address), call).then(answer)
        } catch (error) {
          answer({ error: { message: (error as Error).message } })
        }
      })
    })
  }
  /** What only the server can do; the page does all else. */
  async function serve(page: Page, call: Call): Promise<Outcome> {
    if (call.method !== 'App.captureScreenshot' && call.method !== 'Tool.close') return ask(page, call)
    try {
      if (call.method === 'App.captureScreenshot')
        return { result: { data: await phones.screenshot(page.phone) } }
      // the developer's own page starts anew
      if (!(await phones.shut(page.phone))) page.socket.send(JSON.stringify({ method: 'reload' }))
      return { result: {} }
    } catch (error) {
      return { error: { message: (error as Error).message } }
    }
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

function parse(data: unknown): object {
  try {
    const value = JSON.parse(String(data)) as unknown
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
