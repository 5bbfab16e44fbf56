// wx.request → fetch, with WeChat's data rules, chunks as they arrive, and WeChat's error messages.
import { failResult, failure, settle } from './callbacks'
import type { CallOptions, Failure } from './callbacks'
import { copyBuffer } from './encodings'
import { createListeners } from './listeners'
import { buildRequest } from './request-data'
import type { RequestOptions } from './request-data'
import { createRelayedBody } from './relayed-body'
import type { Switches } from './switches'

/** Documented: 10 concurrent requests. Others wait. */
const concurrentMax = 10
/** Documented: an unfinished request ends after 5 s in the background. */
const backgroundMs = 5_000
const timeoutByDefaultMs = 60_000
/** Delay before a request leaves on a weak network. */
const weakNetworkMs = 800

export interface RequestSurroundings {
  switches: Switches
  onAppHide(listener: () => void): void
  onAppShow(listener: () => void): void
  /** Origin of the simulator's server. Requests to other origins go through its relay, as phones have no CORS. */
  apiBase: string
}

interface HeadersReceived {
  header: Record<string, string>
  statusCode?: number
  cookies: string[]
}

export interface RequestTask {
  abort(): void
  onHeadersReceived(listener: (event: HeadersReceived) => void): void
  offHeadersReceived(listener?: (event: HeadersReceived) => void): void
  onChunkReceived(listener: (event: { data: unknown }) => void): void
  offChunkReceived(listener?: (event: { data: unknown }) => void): void
}

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

function parse(bytes: Uint8Array, options: RequestOptions): unknown {
  if (options.responseType === 'arraybuffer') return copyBuffer(bytes)
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

export function createRequest({ switches, onAppHide, onAppShow, apiBase }: RequestSurroundings) {
  const running = new Set<AbortController>()
  const waiting: (() => void)[] = []
  let backgroundTimer: ReturnType<typeof setTimeout> | undefined

  function endAll(reason: Failure): void {
    for (const controller of running) controller.abort(reason)
  }
  onAppHide(() => {
    backgroundTimer = setTimeout(() => endAll(failures.interrupted()), backgroundMs)
  })
  onAppShow(() => clearTimeout(backgroundTimer))
  switches.onChange((name) => {
    if (name === 'network' && switches.get('network') === 'offline') endAll(failures.networkChanged())
  })

  function send(
    url: string,
    init: RequestInit & { headers: Headers },
    signal: AbortSignal,
  ): Promise<Response> {
    const isSameOrigin = new URL(url).origin === apiBase
    if (!isSameOrigin) init.headers.set(relayHeader, '1')
    const address = isSameOrigin ? url : `${apiBase}/relay?url=${encodeURIComponent(url)}`
    return fetch(address, { ...init, signal, credentials: 'omit' })
  }
  async function acquireSlot(controller: AbortController): Promise<void> {
    const { signal } = controller
    while (running.size >= concurrentMax && !signal.aborted) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => resolve())
      })
    }
    signal.throwIfAborted()
    running.add(controller)
  }
  function releaseSlot(controller: AbortController): void {
    running.delete(controller)
    waiting.shift()?.()
  }

  return function request(options: RequestOptions & CallOptions): RequestTask {
    const headers = createListeners<HeadersReceived>()
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
      } else chunks.emit({ data: copyBuffer(bytes) })
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
      return chunked ? '' : parse(new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer()), options)
    }

    async function run(): Promise<object> {
      const { url, init } = buildRequest(options)
      try {
        await acquireSlot(controller)
        if (switches.get('network') === 'offline') throw failures.offline()
        if (switches.get('network') === 'weak')
          await new Promise((resolve) => setTimeout(resolve, weakNetworkMs))
        signal.throwIfAborted()
        const response = await send(url, init, signal).catch(() => {
          signal.throwIfAborted()
          throw failures.unreachable()
        })
        const relayError = response.headers.get(relayHeader)
        if (relayError !== null)
          throw networkFailure(relayFailures[relayError] ?? `-2:net::ERR_FAILED ${relayError}`)
        const header = Object.fromEntries([...response.headers].filter(([name]) => name !== brokenHeader))
        const responseInfo = { header, statusCode: response.status, cookies: [] }
        headers.emit(switches.get('headers') === 'without-status' ? { header, cookies: [] } : responseInfo)
        const data = await readBody(response).catch(() => {
          signal.throwIfAborted()
          throw failures.cut()
        })
        return { ...responseInfo, data, errMsg: 'request:ok' }
      } finally {
        releaseSlot(controller)
      }
    }

    const limit = setTimeout(
      () => controller.abort(failures.timeout()),
      options.timeout ?? timeoutByDefaultMs,
    )
    // in a later task: no callback runs inside wx.request
    new Promise((resolve) => setTimeout(resolve, 0))
      .then(run)
      .then(
        (result) => settle(options, 'success', result),
        (error: unknown) => settle(options, 'fail', failResult('request', error)),
      )
      .finally(() => clearTimeout(limit))

    return {
      abort: () => controller.abort(failures.abort()),
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
      onChunkReceived: chunks.on,
      offChunkReceived: chunks.off,
    }
  }
}
