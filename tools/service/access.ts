// Request headers → whether the caller is on this machine; and CORS headers for browsers there.
import type { IncomingMessage, ServerResponse } from 'node:http'

const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
const loopbackOrigin = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
// Mini programs send it in their Referer (V: wx.request). Whether DevTools also sends it as Origin has not been checked.
const weChatOrigin = 'https://servicewechat.com'

/** False when a website has pointed its own name at 127.0.0.1 (DNS rebinding). */
export function hasLoopbackHost(request: IncomingMessage): boolean {
  return loopbackHost.test(request.headers.host ?? '')
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
