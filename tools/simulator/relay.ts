// A request to another origin → that origin, and its response back as it arrives. Phones have no CORS.
import { randomUUID } from 'node:crypto'
import { request as requestHttp } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { send } from './http'

/**
 * On a request: its mere presence, because no page of another origin can set it without a preflight.
 * On a response: Node's error code (`ECONNREFUSED`) when the other origin could not be reached.
 */
export const relayHeader = 'x-simulator-relay'

/**
 * On a response: after a zero byte, this ends the body if the connection to the other origin broke. Chromium forgets what a page
 * has not read yet when a body breaks; phones deliver it first.
 */
const brokenHeader = 'x-simulator-relay-broken'

/** Headers that belong to one connection or reveal the simulator's page: phones send none of the latter. */
const droppedHeaders =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|origin|referer|cookie|set-cookie|sec-.*|x-simulator-.*)$/

function forward(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !droppedHeaders.test(name)))
}

function addressOf(search: URLSearchParams): URL | undefined {
  const address = search.get('url') ?? ''
  return URL.canParse(address) && /^https?:/.test(address) ? new URL(address) : undefined
}

/** Handles `/relay?url=…`. When the page closes its connection, the other is closed at once. */
export function relay(request: IncomingMessage, response: ServerResponse, search: URLSearchParams): void {
  const address = addressOf(search)
  if (request.headers[relayHeader] === undefined)
    return send(response, 403, 'for the simulator’s own page only')
  if (address === undefined) return send(response, 400, 'url= must be an http or https URL')

  const open = address.protocol === 'https:' ? requestHttps : requestHttp
  // its own connection, so that closing it reaches the other side
  const options = { method: request.method, headers: forward(request.headers), agent: false }
  const outgoing = open(address, options as Parameters<typeof requestHttp>[1] & object, (answer) => {
    const headers = forward(answer.headers)
    const { location } = answer.headers
    // phones follow redirects to any origin; here the next request goes through the relay again
    if (location !== undefined)
      headers['location'] = `/relay?url=${encodeURIComponent(new URL(location, address).href)}`
    const mark = randomUUID()
    headers[brokenHeader] = mark
    response.writeHead(answer.statusCode ?? 502, headers).flushHeaders()
    answer.pipe(response)
    answer.on('error', () => {
      // no byte can follow where a length was announced
      if (response.destroyed || answer.headers['content-length'] !== undefined) response.destroy()
      else response.end(`\0${mark}`)
    })
  })
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    // after the headers, it is the answer's error too
    if (response.headersSent) return
    response.setHeader(relayHeader, error.code ?? 'unknown')
    send(response, 502, error.message)
  })
  response.on('close', () => outgoing.destroy())
  request.pipe(outgoing)
}
