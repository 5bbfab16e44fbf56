// One POST to a model's server → its response as it streams in, or an error that knows what the server said.
// Node's own client: read through fetch, a stream of small pieces costs several times as much.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { errorOfResponse } from './upstream-error'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** On abort the connection is closed at once, also in the midst of the response. */
  readonly signal: AbortSignal
}

export type Answer = IncomingMessage & AsyncIterable<Buffer>

/** Servers such as uvicorn close an idle connection after 5 s: one about to be closed must not be used again. */
const idle = {
  keepAlive: true,
  timeout: 4_000,
  // as Node does for its own agents, since 24.5: HTTPS_PROXY, HTTP_PROXY, NO_PROXY
  proxyEnv: process.env['NODE_USE_ENV_PROXY'] === '1' ? process.env : undefined,
}
const httpAgent = new HttpAgent(idle)
const httpsAgent = new HttpsAgent(idle)
const connectMaxMs = 10_000
const errorMaxBytes = 64_000

/**
 * Follows no redirect, which would take the recording elsewhere, and never retries. Rejects with an `UpstreamError` unless the status is
 * 2xx, and with the system's error without a response.
 */
export async function post({ url, headers, body, signal }: Post): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method: 'POST', headers, signal }
    const outgoing = url.startsWith('https:')
      ? httpsRequest(url, { ...options, agent: httpsAgent })
      : httpRequest(url, { ...options, agent: httpAgent })
    outgoing.on('socket', (socket) => {
      if (!socket.listeners('error').includes(ignore)) socket.on('error', ignore)
      if (!socket.connecting) return
      const tooLong = setTimeout(() => outgoing.destroy(connectTimeout()), connectMaxMs)
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(tooLong))
    })
    outgoing.on('error', reject)
    outgoing.on('response', (incoming) => {
      // whoever reads it gets its error; an abort may come when nobody does
      incoming.on('error', ignore)
      resolve(incoming)
    })
    outgoing.end(body)
  })
  const { statusCode: status = 0 } = response
  if (status >= 200 && status < 300) return response as Answer
  const { text } = await readText(response as Answer, errorMaxBytes)
  throw errorOfResponse(status, response.headers, text)
}

/** The body as UTF-8 without its byte order mark; see `readBytes`. */
export async function readText(
  response: Answer,
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const { bytes, isWhole } = await readBytes(response, maxBytes)
  return { text: new TextDecoder().decode(bytes), isWhole }
}

/**
 * The body up to about `maxBytes`. `isWhole` is false when there was more, or when the connection was lost or the request aborted before
 * its end.
 */
export async function readBytes(
  response: Answer,
  maxBytes: number,
): Promise<{ readonly bytes: Buffer; readonly isWhole: boolean }> {
  const parts: Buffer[] = []
  let left = maxBytes
  let isWhole = true
  try {
    for await (const part of response) {
      parts.push(part)
      left -= part.length
      if (left >= 0) continue
      isWhole = false
      break
    }
  } catch {
    isWhole = false
  }
  return { bytes: Buffer.concat(parts), isWhole }
}

/** Between a response's end and the connection's way back to its agent nobody else listens, and an abort would end the process. */
const ignore = () => undefined

const connectTimeout = () => Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' })
