// A recording's URL → its bytes, from allowed origins only.
import { get as getHttp, type Agent, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { createByteCollector } from './byte-collector'
import { grpc, Refusal, serviceRefusal } from './refusal'

export interface ContentStoreOptions {
  readonly maxBytes: number
  readonly timeoutMs: number
  /** CIDR ranges to which an origin's name may resolve even though they are private. */
  readonly privateRanges?: readonly string[]
  /** Resolves names. Default: the system's resolver. */
  readonly lookup?: LookupFunction | undefined
}

export interface ContentStore {
  /** Allows an origin with all its paths. An IP address or `localhost` is allowed as is; a name must resolve to public addresses. */
  allow(origin: string): void
  /**
   * Rejects with a `Refusal`: PERMISSION_DENIED outside the allowed origins; INVALID_ARGUMENT above `maxBytes`; UNAVAILABLE when the
   * fetch fails, takes too long, resolves to a private address or returns anything but 200. Redirects are not followed: they could lead
   * anywhere. `onBytes` is called with the size so far; what it throws ends the fetch.
   */
  fetch(address: string, signal: AbortSignal, onBytes: (sizeBytes: number) => void): Promise<Buffer>
}

export function createContentStore({
  maxBytes,
  timeoutMs,
  privateRanges = [],
  lookup,
}: ContentStoreOptions): ContentStore {
  /** Keyed by `new URL(…).origin`. An agent checks the resolved address before it connects. */
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
    async fetch(address, signal, onBytes) {
      const url = address.length <= addressMax && URL.canParse(address) ? new URL(address) : undefined
      const agent = url && agents.get(url.origin)
      // file: and data: have the origin "null"; user:password@ can make a forged address look allowed
      if (!agent || url.username !== '' || url.password !== '') {
        throw serviceRefusal(grpc.permissionDenied, 'content: this address is not allowed')
      }
      try {
        const eitherSignal = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
        const response = await get(url, agent, eitherSignal)
        if (response.statusCode !== 200) {
          response.destroy()
          throw serviceRefusal(grpc.unavailable, `content: the address answered ${response.statusCode}`)
        }
        return await readAll(response, maxBytes, onBytes)
      } catch (error) {
        if (error instanceof Refusal) throw error
        throw serviceRefusal(grpc.unavailable, 'content: the address could not be fetched')
      }
    },
  }
}

/** Signed addresses of cloud storage have some hundred characters. */
const addressMax = 4_000

/** The addresses of an origin that is given without a DNS name. */
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

async function readAll(
  response: IncomingMessage,
  maxBytes: number,
  onBytes: (sizeBytes: number) => void,
): Promise<Buffer> {
  const recording = createByteCollector(maxBytes)
  // leaving the loop destroys the response
  for await (const part of response as AsyncIterable<Buffer>) {
    const sizeBytes = recording.sizeBytes + part.length
    if (sizeBytes > maxBytes) {
      throw serviceRefusal(grpc.invalidArgument, 'content: the recording is too large')
    }
    onBytes(sizeBytes)
    recording.add(part)
  }
  return recording.take()
}
