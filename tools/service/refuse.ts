// A refusal → the answer on the wire, or its last line; at once, even while the body is still arriving.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock'
import type { Refusal } from './refusal'

/** How long a refused upload may go on arriving, unread, before the connection is cut: a reset at once would lose the refusal. */
const lingerMs = 2_000
/** How long a client that has stopped reading is left to take an answer's last line. */
const lastLineMs = 2_000

/** Resolves when the answer has been sent and the rest of the body is over, or no longer waited for. */
export async function refuse(
  refusal: Refusal,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const unread = !request.complete
  response.writeHead(refusal.status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(refusal.body),
    ...(refusal.retryAfterSeconds !== undefined && { 'Retry-After': refusal.retryAfterSeconds }),
    ...(unread && { Connection: 'close' }),
  })
  response.write(refusal.body)
  if (unread) {
    const over = new AbortController()
    request.once('end', () => {
      over.abort()
    })
    request.once('close', () => {
      over.abort()
    })
    request.resume()
    await clock.wait(lingerMs, AbortSignal.any([over.signal, signal]))
  }
  response.end()
}

/** An answer that has begun ends with the refusal as its last line, without a newline, as the gateway writes it. Resolves when it has left. */
export function endWith(refusal: Refusal, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.setTimeout(lastLineMs, () => response.destroy())
    response.once('close', resolve)
    response.end(refusal.body, resolve)
  })
}
