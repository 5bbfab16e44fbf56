// A request's chunks → its body, or the reason there is none.
import type { IncomingMessage } from 'node:http'

/**
 * Resolves to the body; to `'too-large'` as soon as its declared or received length exceeds `maxBytes` (what arrived is dropped, and
 * the caller discards the rest); or to `'stopped'` when the connection closes before the body is complete, or `signal` aborts.
 * Never rejects.
 */
export function receive(
  request: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
  onBytes: (sizeBytes: number) => void,
): Promise<Buffer | 'too-large' | 'stopped'> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve('too-large')
  return new Promise((resolve) => {
    let parts: Buffer[] = []
    let sizeBytes = 0
    const onData = (part: Buffer) => {
      sizeBytes += part.length
      onBytes(sizeBytes)
      if (sizeBytes <= maxBytes) {
        parts.push(part)
        return
      }
      parts = []
      request.off('data', onData).pause()
      resolve('too-large')
    }
    const onStop = () => {
      resolve('stopped')
    }
    request.on('data', onData)
    request.on('end', () => {
      resolve(Buffer.concat(parts))
    })
    request.on('close', onStop)
    request.on('error', onStop)
    signal.addEventListener('abort', onStop, { once: true })
  })
}
