// Request headers → whether the caller asks this machine by its own address, and not from another site's page; CORS for pages here.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { networkInterfaces } from 'node:os'

const loopbackOrigin = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
// Mini programs send it in their Referer (V: wx.request). Whether DevTools also sends it as Origin has not been checked.
const weChatOrigin = 'https://servicewechat.com'

const loopback = ['127.0.0.1', 'localhost', '::1']

/** What callers may call a service that listens on `host`: loopback, and that address; or all of this machine's, if it is `0.0.0.0`. */
export function ownHosts(host: string): readonly string[] {
  const isAny = host === '0.0.0.0' || host === '::'
  const addresses = Object.values(networkInterfaces()).flatMap((known = []) =>
    known.map(({ address }) => address),
  )
  return [...loopback, ...(isAny ? addresses : [host])]
}

/** False when a website has pointed its own name at one of them (DNS rebinding). */
export function hasOwnHost(request: IncomingMessage, hosts: readonly string[]): boolean {
  const [, ipv6, other] = /^(?:\[(.+)\]|([^:]+))(?::\d+)?$/.exec(request.headers.host ?? '') ?? []
  return hosts.includes((ipv6 ?? other ?? '').toLowerCase())
}

/** False for another site's page: it could send requests even though it cannot read the responses. Only browsers send an Origin. */
export function hasLoopbackOrigin(request: IncomingMessage): boolean {
  const { origin } = request.headers
  return origin === undefined || origin === weChatOrigin || loopbackOrigin.test(origin)
}

/** Lets pages on this machine, on any port, read the response: the simulator and DevTools. */
export function allowLoopbackOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Vary', 'Origin')
  const origin = request.headers.origin ?? ''
  if (!loopbackOrigin.test(origin)) return
  response.setHeader('Access-Control-Allow-Origin', origin)
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
  response.setHeader(
    'Access-Control-Allow-Headers',
    request.headers['access-control-request-headers'] ?? 'content-type',
  )
  response.setHeader('Access-Control-Max-Age', '600')
}
