// URL of a recording → its bytes, from the allowed origins only.
import { Refusal, serviceRefusal } from './refusal'

export interface FetchContentOptions {
  /** As `new URL(…).origin` writes them. */
  readonly allowedOrigins: ReadonlySet<string>
  readonly maxBytes: number
  readonly timeoutMs: number
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal
}

/**
 * Throws a `Refusal`: PERMISSION_DENIED outside the allowed origins, UNAVAILABLE when the fetch fails, answers anything but 200
 * (a redirect too: it is not followed, it could lead anywhere) or takes too long, INVALID_ARGUMENT above `maxBytes`.
 */
export async function fetchContent(address: string, options: FetchContentOptions): Promise<Buffer> {
  const url = URL.canParse(address) ? new URL(address) : undefined
  // file: and data: have the origin "null"; user:password@ is what makes a forged address look allowed
  if (!url || !options.allowedOrigins.has(url.origin) || url.username !== '' || url.password !== '') {
    throw serviceRefusal(403, 7, 'content: this address is not allowed')
  }
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)])
  try {
    const response = await fetch(url, { redirect: 'manual', signal })
    if (response.status !== 200) {
      await response.body?.cancel()
      throw serviceRefusal(503, 14, `content: the address answered ${response.status}`)
    }
    return await readAll(response, options.maxBytes)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw serviceRefusal(503, 14, 'content: the address could not be fetched')
  }
}

async function readAll(response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  if (response.body === null) return Buffer.alloc(0)
  // leaving the loop cancels the body, so nothing more is read
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    sizeBytes += part.byteLength
    if (sizeBytes > maxBytes) throw serviceRefusal(400, 3, 'content: the recording is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
