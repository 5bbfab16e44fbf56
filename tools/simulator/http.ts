// What the simulator's server asks of every request, and how it answers.
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

const types: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** By the name's end; undefined for what a package has no need to serve, such as its sources. */
export function contentTypeOf(name: string): string | undefined {
  return types[path.extname(name).toLowerCase()]
}

/**
 * False for a Host that is not this machine (DNS rebinding), for an Origin of another machine's page, and for what such a
 * page links to or embeds: `?storage=` says where recordings go. A request without these headers is no page's.
 */
export function isLoopback(request: IncomingMessage): boolean {
  const { host, origin } = request.headers
  return (
    isLoopbackHost(host ?? '') &&
    (origin === undefined || isLoopbackHost(origin.replace(/^https?:\/\//, ''))) &&
    request.headers['sec-fetch-site'] !== 'cross-site'
  )
}

function isLoopbackHost(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)
}

export function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  type = 'text/plain; charset=utf-8',
) {
  const isHead = response.req.method === 'HEAD'
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(isHead ? undefined : body)
}
