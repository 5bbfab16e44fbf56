// HTTP requests → access checks, routing and an exchange each; and the service's start and shutdown.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { allowLoopbackOrigin, ownHosts, strangerIn } from './access'
import { createClientAddress, type ClientAddress } from './client-address'
import { systemClock, type Clock } from './clock'
import { createContentStore } from './content-store'
import type { Engine } from './engine'
import { createScriptedEngine } from './engines/scripted/engine'
import { createExchange } from './exchange'
import { listenFrom } from './listen'
import { createMetrics, type Metrics } from './metrics'
import type { RateLimits } from './rate-limits'
import { gatewayRefusal, grpc, serviceRefusal, type Refusal } from './refusal'
import { refuse } from './refuse'
import { createRequestLog, type LogEntry } from './request-log'
import { parseRoute } from './route'
import { createView } from './views'

export interface ServiceOptions {
  /** Default: the scripted one. */
  readonly engine?: Engine
  /** Origins (`http://127.0.0.1:8080`) from which `content` URLs may be fetched. Default: none. */
  readonly contentOrigins?: readonly string[]
  /** CIDR ranges of private addresses to which such an origin's name may resolve. */
  readonly contentPrivateRanges?: readonly string[]
  /** Resolves their names. Default: the system's resolver. */
  readonly contentLookup?: LookupFunction
  /** Called when an answer has ended; `fault` is the error when the service itself failed. */
  readonly onEnd?: (entry: LogEntry, fault?: unknown) => void
  readonly metrics?: Metrics
  readonly clock?: Clock
  /** Names, without port, by which it may be called, and from pages of which. Default: loopback. */
  readonly hosts?: readonly string[] | 'any'
  /** Called when somebody else was refused, with the header that shows it. */
  readonly onStranger?: (header: string) => void
  readonly clientAddress?: ClientAddress
  readonly rateLimits?: RateLimits
  /** Concurrent answers, including those whose recording is still uploading. Default: unlimited. */
  readonly activeMax?: number
  /** Larger bodies, and larger recordings behind a URL, are refused. */
  readonly bodyMaxBytes?: number
  readonly fetchTimeoutMs?: number
  /** See `PlayOptions` and `ExchangeParts`. Default: no limit. */
  readonly readerMaxMs?: number
  readonly answerMaxMs?: number
}

export interface RunningService {
  readonly port: number
  /**
   * Refuses new requests at once. Running answers have `graceMs` (default 0) to finish; those that have not then end with UNAVAILABLE
   * as their last line. Resolves when every connection is closed.
   */
  close(graceMs?: number): Promise<void>
}

export interface Service {
  /**
   * Call once. Default host: 127.0.0.1. 0 picks any free port. If the port is taken, the scripted engine moves on to the next, up to
   * twenty times; any other rejects, as whoever asks for its port must not get another service.
   */
  listen(port: number, host?: string): Promise<RunningService>
  /** Allows another origin for `content` URLs: for a file store whose port is known only once it is listening. */
  allowContentOrigin(origin: string): void
}

/** Longer than proxies keep an idle connection (60 s): a request on one that is just being closed would be lost. */
const keepAliveMs = 75_000

export function createService(options: ServiceOptions = {}): Service {
  const { hosts = ownHosts('localhost'), activeMax = Infinity, bodyMaxBytes = 20 * 1024 * 1024 } = options
  const clock = options.clock ?? systemClock
  const engine = options.engine ?? createScriptedEngine(clock)
  const metrics = options.metrics ?? createMetrics()
  const requestLog = createRequestLog()
  const content = createContentStore({
    maxBytes: bodyMaxBytes,
    timeoutMs: options.fetchTimeoutMs ?? 10_000,
    privateRanges: options.contentPrivateRanges ?? [],
    lookup: options.contentLookup,
  })
  options.contentOrigins?.forEach(content.allow)

  /** One controller for each running answer; aborting it ends the answer early. */
  const active = new Set<AbortController>()
  const running = new Set<Promise<void>>()
  let isClosing = false

  metrics.observe(() => ({ active: active.size, ...engine.load?.() }))
  const exchange = createExchange({
    engine,
    clock,
    content,
    bodyMaxBytes,
    readerMaxMs: options.readerMaxMs,
    answerMaxMs: options.answerMaxMs,
    rateLimits: options.rateLimits,
    clientAddress: options.clientAddress ?? createClientAddress([]),
    requestLog,
    onEnd(entry, fault) {
      metrics.count(entry)
      options.onEnd?.(entry, fault)
    },
  })
  const view = createView({ engine, requestLog, metrics, isClosing: () => isClosing })

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const stop = new AbortController()
    const refuseWith = (refusal: Refusal) => refuse(refusal, request, response, clock, stop.signal)
    const stranger = strangerIn(request, hosts)
    if (stranger !== undefined) {
      const refusal = gatewayRefusal(403, 7, 'Forbidden', 'stranger')
      metrics.countRefused(refusal)
      options.onStranger?.(stranger)
      return refuseWith(refusal)
    }
    allowLoopbackOrigin(request, response)
    if (isClosing) response.setHeader('Connection', 'close')
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    const route = parseRoute(request.method ?? '', request.url ?? '')
    if (route === 'not-found') return refuseWith(gatewayRefusal(404, 5, 'Not Found'))
    if (route === 'wrong-method') return refuseWith(gatewayRefusal(405, 12, 'Method Not Allowed'))
    if ('view' in route) {
      if (!(await view(route.view, request, response))) await refuseWith(gatewayRefusal(404, 5, 'Not Found'))
      return
    }
    const refusal = isClosing ? closingRefusal() : active.size >= activeMax ? tooManyRefusal() : undefined
    if (refusal) {
      metrics.countRefused(refusal)
      return refuseWith(refusal)
    }
    active.add(stop)
    await exchange(route, request, response, stop)
    active.delete(stop)
  }

  return {
    allowContentOrigin: content.allow,
    async listen(port, host = '127.0.0.1') {
      const limits = { requestTimeout: 60_000, keepAliveTimeout: keepAliveMs }
      const server = createServer({ noDelay: true, ...limits }, (request, response) => {
        const handled = handle(request, response)
          .catch(() => void response.destroy())
          .finally(() => running.delete(handled))
        running.add(handled)
      })
      return {
        port: await listenFrom(server, port, host, engine.scenarios ? 20 : 0),
        async close(graceMs = 0) {
          isClosing = true
          const closed = new Promise<void>((resolve) =>
            server.close(() => {
              resolve()
            }),
          )
          const settled = new AbortController()
          const settling = Promise.allSettled(running).then(() => {
            settled.abort()
          })
          if (graceMs > 0) await clock.wait(graceMs, settled.signal)
          for (const stop of active) stop.abort(closedMidwayRefusal())
          await settling
          server.closeAllConnections()
          await closed
        },
      }
    },
  }
}

const closingRefusal = () => serviceRefusal(grpc.unavailable, 'the service is closing', 'closing', 1)
const closedMidwayRefusal = () =>
  serviceRefusal(grpc.unavailable, 'the service shut down before the answer was complete', 'closing', 1)
const tooManyRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many answers at once', 'too-many', retryAfterSeconds)
const retryAfterSeconds = 10
