// A refusal → the HTTP response, sent at once even during an upload; or the last line of an answer.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from './clock'
import type { Refusal } from './refusal'

/**
 * A refused upload is read on, because a reset would lose the response: until nothing has come for so long, and no longer than a phone
 * on a slow network takes for a recording.
 */
const lingerMs = { silence: 1_000, max: 20_000 }
/** How long a client that has stopped reading has to take the last line. */
const lastLineMs = 2_000

/** Resolves when the response has been sent and the rest of the body has arrived or is no longer waited for. */
export async function refuse(
  refusal: Refusal,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  response.writeHead(refusal.status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(refusal.body),
    ...(refusal.retryAfterSeconds !== undefined && { 'Retry-After': refusal.retryAfterSeconds }),
    ...(!request.complete && { Connection: 'close' }),
  })
  response.write(refusal.body)
  if (!request.readableEnded && !request.destroyed) {
    const drained = new AbortController()
    const onDrained = () => {
      drained.abort()
    }
    request.once('end', onDrained)
    request.once('close', onDrained)
    let isArriving = true
    request.on('data', () => (isArriving = true)).resume()
    for (let waitedMs = 0; isArriving && waitedMs < lingerMs.max; waitedMs += lingerMs.silence) {
      isArriving = false
      await clock.wait(lingerMs.silence, drained.signal)
    }
  }
  response.end()
}

/** Ends a started answer with the refusal as its last line, without a newline, as the gateway does. Resolves when it is flushed. */
export function endWith(refusal: Refusal, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.setTimeout(lastLineMs, () => response.destroy())
    response.once('close', resolve)
    // the answer may be complete, with its last bytes on their way; or its client may have left
    if (response.destroyed) resolve()
    else if (!response.writableEnded) response.end(refusal.body, resolve)
  })
}
