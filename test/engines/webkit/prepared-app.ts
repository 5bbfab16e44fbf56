// The simulator's address → another one of the same app, with a used phone and a page that collects its errors from the start.
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { watch } from '../../browser/unhurried'

declare global {
  /** What went wrong in the page so far. */
  var __errors: string[] | undefined
}

export interface PreparedApp {
  /** Without a trailing slash. */
  readonly address: string
  close(): void
}

/** @param storage what the phone's wx storage has at each launch */
export async function prepareApp(
  simulatorAddress: string,
  storage: Readonly<Record<string, unknown>>,
): Promise<PreparedApp> {
  const seed = JSON.stringify(storage).replace(/</g, '\\u003c')
  const scripts = {
    '<head>': `(${collectErrors.toString()})(); (${watch.toString()})()`,
    '<script src="/program.js"></script>': `Object.assign(simulatorStorage, ${seed})`,
  }
  const prepare = (page: string) =>
    Object.entries(scripts).reduce((html, [after, script]) => {
      const [before = '', rest] = html.split(after)
      if (rest === undefined) throw new Error(`the simulator's page has no ${after}`)
      return `${before}${after}<script>${script}</script>${rest}`
    }, page)

  async function pass(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, headers, url = '/' } = asked
    const passed = request(new URL(url, simulatorAddress), { method, headers })
    asked.pipe(passed)
    const [answer] = (await once(passed, 'response')) as [IncomingMessage]
    const status = answer.statusCode ?? 502
    if (!/^\/(\?|$)/.test(url)) {
      response.writeHead(status, answer.headers)
      response.on('close', () => passed.destroy())
      answer.on('error', () => response.destroy()).pipe(response)
      return
    }
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
      .end(prepare(await text(answer)))
  }

  const server = createServer((asked, response) => {
    pass(asked, response).catch(() => response.destroy())
  })
  // the page's WebSocket, as it is
  server.on('upgrade', (asked, socket, head) => {
    const onward = connect(Number(new URL(simulatorAddress).port), '127.0.0.1', () => {
      const headers = asked.rawHeaders.map((text, index) => `${text}${index % 2 === 0 ? ': ' : '\r\n'}`)
      onward.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('')}\r\n`)
      onward.write(head)
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Runs in the page, before everything else. */
function collectErrors(): void {
  const errors: string[] = []
  globalThis.__errors = errors
  const textOf = (value: unknown) =>
    value instanceof Error ? `${value.name}: ${value.message}\n${value.stack ?? ''}` : String(value)
  const { error } = console
  console.error = (...values: unknown[]) => {
    errors.push(values.map(textOf).join(' '))
    error.apply(console, values)
  }
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`unhandled: ${textOf(reason)}`))
  // images and scripts that cannot be loaded do not bubble
  const failed = (event: Event) =>
    errors.push(
      event instanceof ErrorEvent
        ? textOf(event.error)
        : `not loaded: ${(event.target as Element).outerHTML}`,
    )
  addEventListener('error', failed, { capture: true })
}
