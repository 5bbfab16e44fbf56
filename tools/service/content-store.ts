// URL of a recording → its bytes, from the allowed origins only.
import { get as getHttp, type Agent, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { grpc, Refusal, serviceRefusal } from './refusal'

export interface ContentStoreOptions {
  readonly maxBytes: number
  readonly timeoutMs: number
  /** CIDR ranges that an origin's name may lead to although they are private. */
  readonly privateRanges?: readonly string[]
  /** Names → addresses; the system's unless told. */
  readonly lookup?: LookupFunction | undefined
}

export interface ContentStore {
  /** Allows one more origin, whatever path stands behind it. An address or `localhost` is taken at its word; a name must lead to public addresses. */
  allow(origin: string): void
  /**
   * Rejects with a `Refusal`: PERMISSION_DENIED outside the allowed origins, UNAVAILABLE when the fetch fails, answers anything but 200
   * (a redirect too: it is not followed, it could lead anywhere), leads to a private address or takes too long, INVALID_ARGUMENT
   * above `maxBytes`.
   */
  fetch(address: string, signal: AbortSignal): Promise<Buffer>
}

export function createContentStore({
  maxBytes,
  timeoutMs,
  privateRanges = [],
  lookup,
}: ContentStoreOptions): ContentStore {
  /** By origin as `new URL(…).origin` writes it. The agent looks at the address that a name has led to before it connects. */
  const agents = new Map<string, Agent>()

  return {
    allow(origin) {
      const { origin: name, protocol, hostname } = new URL(origin)
      const options = {
        allowIPAddressList: [...privateRanges, ...addressesOf(hostname)],
        ...(lookup && { lookup }),
      }
      agents.set(
        name,
        protocol === 'https:'
          ? new RequestFilteringHttpsAgent(options)
          : new RequestFilteringHttpAgent(options),
      )
    },
    async fetch(address, signal) {
      const url = URL.canParse(address) ? new URL(address) : undefined
      const agent = url && agents.get(url.origin)
      // file: and data: have the origin "null"; user:password@ is what makes a forged address look allowed
      if (!agent || url.username !== '' || url.password !== '') {
        throw serviceRefusal(grpc.permissionDenied, 'content: this address is not allowed')
      }
      try {
        const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
        const response = await get(url, agent, either)
        if (response.statusCode !== 200) {
          response.destroy()
          throw serviceRefusal(grpc.unavailable, `content: the address answered ${response.statusCode}`)
        }
        return await readAll(response, maxBytes)
      } catch (error) {
        if (error instanceof Refusal) throw error
        throw serviceRefusal(grpc.unavailable, 'content: the address could not be fetched')
      }
    },
  }
}

/** The addresses that are meant when an origin has no name that DNS would know. */
function addressesOf(hostname: string): readonly string[] {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (literal === 'localhost') return ['127.0.0.1', '::1']
  return isIP(literal) === 0 ? [] : [literal]
}

function get(url: URL, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? getHttps : getHttp
    start(url, { agent, signal }, resolve).on('error', reject)
  })
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let sizeBytes = 0
  // leaving the loop destroys the response, so nothing more is read
  for await (const part of response as AsyncIterable<Buffer>) {
    sizeBytes += part.length
    if (sizeBytes > maxBytes) {
      throw serviceRefusal(grpc.invalidArgument, 'content: the recording is too large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
