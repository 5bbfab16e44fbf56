// Request headers → whether the caller asks for this service by a name of its own, and not from another site's page; CORS for pages here.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { networkInterfaces } from 'node:os'

const loopbackOrigin = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
// Mini programs send it in their Referer (V: wx.request). Whether DevTools also sends it as Origin has not been checked.
const weChatOrigin = 'https://servicewechat.com'

const loopback = ['127.0.0.1', 'localhost', '::1']

/** Only this machine can call a service that listens there. */
function isLoopback(host: string): boolean {
  return loopback.includes(host) || /^127\.[\d.]+$/.test(host)
}

/** What callers may call a service that listens on `host`: loopback, and that address; or all of this machine's, if it is `0.0.0.0`. */
export function ownHosts(host: string): readonly string[] {
  const isAny = host === '0.0.0.0' || host === '::'
  const addresses = Object.values(networkInterfaces()).flatMap((known = []) =>
    known.map(({ address }) => address),
  )
  return [...loopback, ...(isAny ? addresses : [host])]
}

/** Whom a service answers that listens on `host`: whoever calls it by its own address or by a name in `allowed`. */
export function hostsToAnswer(
  host: string,
  allowed: readonly string[],
  { isMock }: { readonly isMock: boolean },
): readonly string[] | 'any' {
  // a browser can be led to this machine by any name, but not to a service that is there for everybody anyway
  const isForEverybody = !isMock && !isLoopback(host) && allowed.length === 0
  return isForEverybody ? 'any' : [...ownHosts(host), ...allowed]
}

/**
 * What shows that a request is not meant for `hosts`: another site has pointed its name here (DNS rebinding), or its page asks, which
 * could send requests even though it cannot read the responses. Only browsers send an Origin.
 */
export function strangerIn(
  { headers: { host = '', origin } }: IncomingMessage,
  hosts: readonly string[] | 'any',
): string | undefined {
  if (hosts === 'any') return undefined
  if (!hosts.includes(nameIn(host))) return `Host ${host}`
  const isOwn = origin === undefined || origin === weChatOrigin || hosts.includes(originName(origin))
  return isOwn ? undefined : `Origin ${origin}`
}

function originName(origin: string): string {
  return nameIn(/^https?:\/\/(.*)$/i.exec(origin)?.[1] ?? '')
}

/** Without the port. */
function nameIn(host: string): string {
  const [, ipv6, other] = /^(?:\[(.+)\]|([^:]+))(?::\d+)?$/.exec(host) ?? []
  return (ipv6 ?? other ?? '').toLowerCase()
}

const toldMax = 10
const shownMax = 100

/** Tells the operator once of each stranger how to let it in, and of no more than ten: anybody can invent names. */
export function createStrangerReport(tell: (text: string) => void): (stranger: string) => void {
  const told = new Set<string>()
  return (stranger) => {
    if (told.has(stranger) || told.size >= toldMax) return
    told.add(stranger)
    const shown = JSON.stringify(stranger.slice(0, shownMax))
    tell(`refused ${shown}: if that is this service, add its name to ALLOWED_HOSTS`)
  }
}

/** Lets pages on this machine, on any port, read the response: the simulator and DevTools. */
export function allowLoopbackOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Vary', 'Origin')
  const origin = request.headers.origin ?? ''
  if (!loopbackOrigin.test(origin)) return
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Expose-Headers', 'Answer-Kept-Seconds, Retry-After')
  if (request.method !== 'OPTIONS') return
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
  response.setHeader(
    'Access-Control-Allow-Headers',
    request.headers['access-control-request-headers'] ?? 'content-type',
  )
  response.setHeader('Access-Control-Max-Age', '600')
}
