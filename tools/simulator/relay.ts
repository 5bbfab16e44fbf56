// A request to another origin → that origin, and its response back as it arrives. Phones have no CORS.
import { request as requestHttp } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream'
import { send } from './http'

/**
 * On a request: its mere presence, because no page of another origin can set it without a preflight.
 * On a response: Node's error code (`ECONNREFUSED`) when the other origin could not be reached.
 */
export const relayHeader = 'x-simulator-relay'

/** Headers that belong to one connection or reveal the simulator's page: phones send none of the latter. */
const droppedHeaders =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|origin|referer|cookie|set-cookie|sec-.*|x-simulator-.*)$/

function forward(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const forwarded: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !droppedHeaders.test(name)) forwarded[name] = value
  }
  return forwarded
}

function addressOf(search: URLSearchParams): URL | undefined {
  const address = search.get('url') ?? ''
  return URL.canParse(address) && /^https?:/.test(address) ? new URL(address) : undefined
}

/** Handles `/relay?url=…`. When either side closes its connection, the other is closed at once. */
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
    response.writeHead(answer.statusCode ?? 502, headers).flushHeaders()
    pipeline(answer, response, () => response.destroy())
  })
  outgoing.on('error', (error: NodeJS.ErrnoException) => {
    if (response.headersSent) return void response.destroy()
    response.setHeader(relayHeader, error.code ?? 'unknown')
    send(response, 502, error.message)
  })
  response.on('close', () => outgoing.destroy())
  request.pipe(outgoing)
}
