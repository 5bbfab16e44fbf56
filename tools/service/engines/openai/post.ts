// One POST to a model's server → its response as it streams in, or an error that knows what the server said.
// Node's own client: read through fetch, a stream of small pieces costs several times as much.
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** On abort the connection is closed at once, also in the midst of the response. */
  readonly signal: AbortSignal
}

export type Answer = IncomingMessage & AsyncIterable<Buffer>

/** What the server answered instead of a result, or why there is no answer. The server's own message is dropped: it may quote a key or a prompt. */
export class UpstreamError extends Error {
  /** Undefined without a response, and for an error within a stream. */
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  /** As the server spells them; or the system's code, such as ECONNREFUSED. */
  readonly code: string | undefined
  readonly type: string | undefined
  readonly param: string | undefined

  /** `error` is the server's own, of any shape, or the system's. */
  constructor(status: number | undefined, headers: IncomingMessage['headers'], error: unknown) {
    super('the upstream failed')
    this.status = status
    this.headers = headers
    const { code, type, param } = isRecord(error) ? error : {}
    this.code = word(code)
    this.type = word(type)
    this.param = word(param)
  }
}

/** Some servers number their errors. */
const word = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Servers such as uvicorn close an idle connection after 5 s: one about to be closed must not be used again. */
const idle = { keepAlive: true, timeout: 4_000 }
const httpAgent = new HttpAgent(idle)
const httpsAgent = new HttpsAgent(idle)
const connectMaxMs = 10_000
const errorMaxBytes = 64_000

/** Follows no redirect and never retries. Rejects with an `UpstreamError` unless the status is 2xx. */
export async function post({ url, headers, body, signal }: Post): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method: 'POST', headers, signal }
    const outgoing = url.startsWith('https:')
      ? httpsRequest(url, { ...options, agent: httpsAgent })
      : httpRequest(url, { ...options, agent: httpAgent })
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) return
      const tooLong = setTimeout(() => outgoing.destroy(connectTimeout()), connectMaxMs)
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(tooLong))
    })
    outgoing.on('error', (error) => reject(new UpstreamError(undefined, {}, error)))
    outgoing.on('response', resolve)
    outgoing.end(body)
  })
  const { statusCode: status = 0 } = response
  if (status >= 200 && status < 300) return response as Answer
  throw new UpstreamError(
    status,
    response.headers,
    errorIn(await readText(response as Answer, errorMaxBytes)),
  )
}

/** Cut at `maxBytes`. */
export async function readText(response: Answer, maxBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const part of response) {
    parts.push(part)
    sizeBytes += part.length
    if (sizeBytes >= maxBytes) break
  }
  return Buffer.concat(parts).toString('utf8', 0, maxBytes)
}

function errorIn(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text)
    return isRecord(body) ? body['error'] : undefined
  } catch {
    // a proxy's page
    return undefined
  }
}

const connectTimeout = () => Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' })
