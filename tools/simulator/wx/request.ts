// wx.request → fetch, with WeChat's data rules, chunks as they arrive, and WeChat's error messages.
import PQueue from 'p-queue'
import type { SimulatorHost } from '../host'
import { callAsync, failure } from './callbacks'
import type { CallOptions, Failure } from './callbacks'
import { joined } from './encodings'
import { createListeners } from './listeners'
import { buildRequest } from './request-data'
import type { RequestOptions } from './request-data'
import { createRelayedBody } from './relayed-body'

/** Documented: 10 concurrent requests. Others wait. */
const concurrentMax = 10
/** Documented: an unfinished request ends after 5 s in the background. */
const backgroundMs = 5_000
const timeoutByDefaultMs = 60_000
/** Delay before a request leaves on a weak network. */
const weakNetworkMs = 800

/** errno 600001 and 600003 are in WeChat's list of general errors; the messages are Android's. */
const networkFailure = (message: string): Failure => failure(message, { errno: 600001 })
const failures = {
  abort: () => failure('abort'),
  timeout: () => failure('timeout', { errno: 5 }),
  interrupted: () => failure('interrupted', { errno: 600003 }),
  offline: () => networkFailure('-106:net::ERR_INTERNET_DISCONNECTED'),
  networkChanged: () => networkFailure('-21:net::ERR_NETWORK_CHANGED'),
  unreachable: () => networkFailure('-102:net::ERR_CONNECTION_REFUSED'),
  cut: () => networkFailure('-355:net::ERR_INCOMPLETE_CHUNKED_ENCODING'),
}

function parse(bytes: Uint8Array<ArrayBuffer>, options: RequestOptions): unknown {
  if (options.responseType === 'arraybuffer') return bytes.buffer
  const text = new TextDecoder().decode(bytes)
  if ((options.dataType ?? 'json') !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The relay's error code → Chromium's, as WeChat reports it on Android. */
const relayFailures: Readonly<Record<string, string>> = {
  ECONNREFUSED: '-102:net::ERR_CONNECTION_REFUSED',
  ECONNRESET: '-101:net::ERR_CONNECTION_RESET',
  ENOTFOUND: '-105:net::ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: '-105:net::ERR_NAME_NOT_RESOLVED',
  ETIMEDOUT: '-118:net::ERR_CONNECTION_TIMED_OUT',
}
const relayHeader = 'x-simulator-relay'
/** After a zero byte, its value ends the body if the connection broke: see relay.ts. */
const brokenHeader = 'x-simulator-relay-broken'

export function createRequest({
  switches,
  lifecycle,
  apiBase,
}: Pick<SimulatorHost, 'switches' | 'lifecycle' | 'apiBase'>) {
  const unfinished = new Set<AbortController>()
  const queue = new PQueue({ concurrency: concurrentMax })
  let backgroundTimer: ReturnType<typeof setTimeout> | undefined

  function endAll(reason: Failure): void {
    for (const controller of unfinished) controller.abort(reason)
  }
  lifecycle.onAppHide(() => {
    backgroundTimer = setTimeout(() => endAll(failures.interrupted()), backgroundMs)
  })
  lifecycle.onAppShow(() => clearTimeout(backgroundTimer))
  switches.onChangeOf('network', (network) => {
    if (network === 'offline') endAll(failures.networkChanged())
  })

  /** Requests to other origins go through the server's relay, as phones have no CORS. */
  async function send({ url, init }: ReturnType<typeof buildRequest>, signal: AbortSignal) {
    const isSameOrigin = new URL(url).origin === apiBase
    if (!isSameOrigin) init.headers.set(relayHeader, '1')
    const address = isSameOrigin ? url : `${apiBase}/relay?url=${encodeURIComponent(url)}`
    const response = await fetch(address, { ...init, signal, credentials: 'omit' }).catch(() => {
      throw failures.unreachable()
    })
    const relayError = response.headers.get(relayHeader)
    if (relayError === null) return response
    throw networkFailure(relayFailures[relayError] ?? `-2:net::ERR_FAILED ${relayError}`)
  }

  return function request(options: RequestOptions & CallOptions) {
    const headers = createListeners<object>()
    const chunks = createListeners<{ data: unknown }>()
    const controller = new AbortController()
    const { signal } = controller
    const chunked = options.enableChunked === true && switches.get('chunks') !== 'body'

    function deliver(bytes: Uint8Array, decoder: TextDecoder): void {
      const shape = switches.get('chunks')
      if (shape === 'string') chunks.emit({ data: decoder.decode(bytes, { stream: true }) })
      else if (shape === 'uint8array') {
        // a view of a larger buffer: a client that reads `.buffer` reads too much
        const larger = new Uint8Array(bytes.byteLength + 8).fill(0x7b)
        larger.set(bytes, 4)
        chunks.emit({ data: larger.subarray(4, 4 + bytes.byteLength) })
      } else chunks.emit({ data: joined(bytes).buffer })
    }

    async function readBody(response: Response): Promise<unknown> {
      const reader = response.body?.getReader()
      const decoder = new TextDecoder()
      const mark = response.headers.get(brokenHeader)
      const body = createRelayedBody(mark === null ? undefined : new TextEncoder().encode(`\0${mark}`))
      const pieces: Uint8Array[] = []
      const take = (bytes: Uint8Array): void => {
        if (!chunked) pieces.push(bytes)
        else if (bytes.length > 0) deliver(bytes, decoder)
      }
      for (;;) {
        const piece = await reader?.read()
        signal.throwIfAborted()
        if (piece?.value === undefined) break
        take(body.take(piece.value))
      }
      const rest = body.end()
      if (rest === undefined) throw failures.cut()
      take(rest)
      return chunked ? '' : parse(joined(...pieces), options)
    }

    async function exchange(): Promise<object> {
      const built = buildRequest(options)
      const network = switches.get('network')
      if (network === 'offline') throw failures.offline()
      if (network === 'weak') await new Promise((resolve) => setTimeout(resolve, weakNetworkMs))
      signal.throwIfAborted()
      const response = await send(built, signal)
      const header = Object.fromEntries([...response.headers].filter(([name]) => name !== brokenHeader))
      const responseInfo = { header, statusCode: response.status, cookies: [] }
      headers.emit(switches.get('headers') === 'without-status' ? { header, cookies: [] } : responseInfo)
      const data = await readBody(response).catch(() => {
        throw failures.cut()
      })
      return { ...responseInfo, data }
    }

    const limit = setTimeout(
      () => controller.abort(failures.timeout()),
      options.timeout ?? timeoutByDefaultMs,
    )
    unfinished.add(controller)
    // with a callback, as WeChat returns a task in any case; once aborted, the queue rejects with the signal's reason
    void callAsync('request', { complete: () => undefined, ...options }, () =>
      queue.add(exchange, { signal }).finally(() => {
        clearTimeout(limit)
        unfinished.delete(controller)
      }),
    )

    return {
      abort: () => controller.abort(failures.abort()),
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
      onChunkReceived: chunks.on,
      offChunkReceived: chunks.off,
    }
  }
}
