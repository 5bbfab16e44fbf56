// Requests → whether they come from this machine; bodies → responses.
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
}

/** By the file name's extension; undefined for files that need not be served, such as sources. */
export function contentTypeOf(name: string): string | undefined {
  return types[path.extname(name).toLowerCase()]
}

/**
 * False for a Host other than this machine (DNS rebinding), for an Origin on another machine, and for requests that such a page
 * triggers by a link or an embed: `?storage=` decides where recordings go. Only browsers send the latter two headers.
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
