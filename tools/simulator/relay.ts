// Stage: a request of the page for another origin → that origin, its answer back as it comes. Phones know no CORS.
import { request as requestHttp } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream'
import { send } from './http'

/**
 * On the request: its mere presence, which no page of another origin can set without asking first.
 * On the answer: why there is none from the other side, as Node names it (`ECONNREFUSED`).
 */
export const relayHeader = 'x-simulator-relay'

/** What belongs to one connection, or tells the other side about the simulator's page; phones send none of it. */
const keptBack =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|origin|referer|cookie|set-cookie|sec-.*|x-simulator-.*)$/

function forward(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !keptBack.test(name)) kept[name] = value
  }
  return kept
}

function addressOf(search: URLSearchParams): URL | undefined {
  const address = search.get('url') ?? ''
  return URL.canParse(address) && /^https?:/.test(address) ? new URL(address) : undefined
}

/** `/relay?url=…`. Either side's end of the connection ends the other's, at once. */
export function relay(request: IncomingMessage, response: ServerResponse, search: URLSearchParams): void {
  const address = addressOf(search)
  if (request.headers[relayHeader] === undefined)
    return send(response, 403, 'for the simulator’s own page only')
  if (address === undefined) return send(response, 400, 'url= takes an address')

  const open = address.protocol === 'https:' ? requestHttps : requestHttp
  // a connection of its own: closing it must reach the other side
  const options = { method: request.method, headers: forward(request.headers), agent: false }
  const onward = open(address, options as Parameters<typeof requestHttp>[1] & object, (answer) => {
    const headers = forward(answer.headers)
    const { location } = answer.headers
    // phones follow redirects wherever they lead: here by way of the relay again
    if (location !== undefined)
      headers['location'] = `/relay?url=${encodeURIComponent(new URL(location, address).href)}`
    response.writeHead(answer.statusCode ?? 502, headers).flushHeaders()
    pipeline(answer, response, () => response.destroy())
  })
  onward.on('error', (error: NodeJS.ErrnoException) => {
    if (response.headersSent) return response.destroy()
    response.setHeader(relayHeader, error.code ?? 'unknown')
    send(response, 502, error.message)
  })
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}
