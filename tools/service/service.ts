// HTTP requests → an exchange each, with access checks and routing; and the service's start and shutdown.
import { createServer } from 'node:http'
import type { LookupFunction } from 'node:net'
import { allowLoopbackOrigin, ownHosts, strangerIn } from './access'
import { createAdmission } from './admission'
import { createAnswer } from './answer'
import { createBytesInFlight, type BytesInFlightLimits } from './bytes-in-flight'
import { refuseClientErrors } from './client-errors'
import { createClientAddress, type ClientAddress } from './client-address'
import { systemClock, type Clock } from './clock'
import { createContentStore } from './content-store'
import type { Engine } from './engine'
import { createScriptedEngine } from './engines/scripted/engine'
import { createKeptAnswers, keptSeconds, type KeptAnswers } from './kept-answers'
import { createExchanges, type Exchange, type OnEnd } from './exchange'
import { listenFrom } from './listen'
import { createMetrics, type Metrics } from './metrics'
import { ownPlaces, type Places } from './places'
import type { RateLimits, SpeechLimits } from './rate-limits'
import { createReceiveBody, type LeastPace } from './receive'
import { gatewayRefusal, grpc, serviceRefusal } from './refusal'
import { createRequestLog } from './request-log'
import { parseRoute } from './route'
import { createSpeech } from './speech'
import { createSpokenTexts } from './spoken-texts'
import { createStop } from './stop'
import { createView } from './views'
import type { Voice } from './voice'

export interface ServiceOptions {
  /** Default: the scripted one. */
  readonly engine?: Engine
  /** Default: none. */
  readonly voice?: Voice | undefined
  /** Origins (`http://127.0.0.1:8080`) from which `content` URLs may be fetched. Default: none. */
  readonly contentOrigins?: readonly string[]
  /** CIDR ranges of private addresses to which such an origin's name may resolve. */
  readonly contentPrivateRanges?: readonly string[]
  /** Resolves their names. Default: the system's resolver. */
  readonly contentLookup?: LookupFunction
  /** Called when an answer has ended or a request was refused; `fault` is the error when the service itself failed. */
  readonly onEnd?: OnEnd
  readonly metrics?: Metrics
  readonly clock?: Clock
  /** Names, without port, by which it may be called, and from pages of which. Default: loopback. */
  readonly hosts?: readonly string[] | 'any'
  /** Called when somebody else was refused, with the header that shows it. */
  readonly onStranger?: (header: string) => void
  readonly clientAddress?: ClientAddress
  readonly rateLimits?: RateLimits
  readonly speechLimits?: SpeechLimits
  /** Speech that is kept in memory. */
  readonly speechKeptMaxBytes?: number
  /** Answers that can be read again. Default: in this process's memory. */
  readonly keptAnswers?: KeptAnswers
  /** Concurrent answers, from the end of the upload. Default: unlimited. */
  readonly answerPlaces?: Places
  /** Concurrent uploads from one address. Default: unlimited. */
  readonly addressUploadsMax?: number
  /** Default: unlimited. */
  readonly bytesInFlight?: BytesInFlightLimits
  readonly leastPace?: LeastPace
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
   * For `drainMs` (default 0) it still serves, but its health is 503: balancers stop sending requests. Then it refuses new requests and
   * unfinished uploads. Running answers have `graceMs` (default 0) to finish; those that have not then end with UNAVAILABLE as their
   * last line. Resolves when every connection is closed.
   */
  close(graceMs?: number, drainMs?: number): Promise<void>
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

export function createService(options: ServiceOptions = {}): Service {
  const { hosts = ownHosts('localhost'), bodyMaxBytes = 20 * 1024 * 1024 } = options
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
  const admission = createAdmission({
    addressUploadsMax: options.addressUploadsMax ?? Infinity,
    places: options.answerPlaces ?? ownPlaces(Infinity),
  })
  const receiveBody = createReceiveBody({ admission, leastPace: options.leastPace, clock })
  const spoken = createSpokenTexts(options.speechKeptMaxBytes ?? 32_000_000, clock)
  const keptAnswers = options.keptAnswers ?? createKeptAnswers({ ...keptLimits, clock })
  const bytesInFlight = createBytesInFlight(
    options.bytesInFlight ?? { maxBytes: Infinity, addressMaxBytes: Infinity },
  )
  /** Draining: 503 at `/healthz`, and every connection is closed after its answer. */
  let isClosing = false
  let isClosed = false

  let connections = 0

  const onEnd: OnEnd = (entry, fault) => {
    metrics.count(entry)
    options.onEnd?.(entry, fault)
  }
  const exchanges = createExchanges(clock, onEnd)
  const clientAddress = options.clientAddress ?? createClientAddress([])
  const answer = createAnswer({
    engine,
    clock,
    receiveBody,
    admission,
    bytesInFlight,
    content,
    keptAnswers,
    bodyMaxBytes,
    readerMaxMs: options.readerMaxMs,
    answerMaxMs: options.answerMaxMs,
    rateLimits: options.rateLimits,
    clientAddress,
    requestLog,
  })
  const speech = createSpeech({
    voice: options.voice,
    spoken,
    clock,
    receiveBody,
    bytesInFlight,
    readerMaxMs: options.readerMaxMs,
    limits: options.speechLimits,
    clientAddress,
    requestLog,
  })
  const stopAnswer = createStop({
    receiveBody,
    keptAnswers,
    rateLimits: options.rateLimits,
    clientAddress,
  })
  const view = createView({ engine, requestLog, isClosing: () => isClosing })
  metrics.observe(() => ({
    connections,
    uploads: admission.uploads,
    heldBytes: bytesInFlight.totalBytes,
    active: admission.active,
    ...engine.load?.(),
    answersKeptBytes: keptAnswers.keptBytes,
    speechKeptBytes: spoken.keptBytes,
    speechRunning: options.voice?.load?.().running,
    speechWaiting: options.voice?.load?.().waiting,
  }))

  async function handle(exchange: Exchange) {
    const { request, response } = exchange
    if (isClosing) response.setHeader('Connection', 'close')
    const stranger = strangerIn(request, hosts)
    if (stranger !== undefined) {
      options.onStranger?.(stranger)
      throw gatewayRefusal(403, 7, 'Forbidden', 'stranger')
    }
    allowLoopbackOrigin(request, response)
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return 'shown'
    }
    const route = parseRoute(request.method ?? '', request.url ?? '')
    if (route === 'not-found') throw notFoundRefusal()
    if (route === 'wrong-method') throw gatewayRefusal(405, 12, 'Method Not Allowed')
    if ('view' in route) {
      if (!view(route.view, request, response)) throw notFoundRefusal()
      return 'shown'
    }
    if ('stop' in route) return stopAnswer(exchange)
    if (isClosed) throw closingRefusal()
    if ('speech' in route) return speech(exchange)
    return answer(route, exchange)
  }

  return {
    allowContentOrigin: content.allow,
    async listen(port, host = '127.0.0.1') {
      const server = createServer(connectionLimits, (request, response) => {
        exchanges.run(request, response, handle).catch(() => void response.destroy())
      })
      server.on('connection', (socket) => {
        connections++
        socket.once('close', () => connections--)
      })
      refuseClientErrors(server, exchanges, onEnd)
      return {
        port: await listenFrom(server, port, host, engine.scenarios ? 20 : 0),
        async close(graceMs = 0, drainMs = 0) {
          isClosing = true
          if (drainMs > 0) await clock.wait(drainMs, new AbortController().signal)
          isClosed = true
          const closed = new Promise<void>((resolve) =>
            server.close(() => {
              resolve()
            }),
          )
          exchanges.endUploads(closingRefusal())
          const settled = new AbortController()
          const settling = exchanges.settled().then(() => {
            settled.abort()
          })
          if (graceMs > 0) await clock.wait(graceMs, settled.signal)
          exchanges.endAll(closedMidwayRefusal())
          await settling
          await keptAnswers.close()
          server.closeAllConnections()
          await closed
        },
      }
    },
  }
}

/** Of a service that is configured with nothing else. */
const keptLimits = { keptSeconds, maxBytes: 64_000_000 }

/** In milliseconds. A kept connection outlives those of balancers, which give up theirs after 60 s: never may one of theirs be dead. */
const connectionLimits = {
  noDelay: true,
  headersTimeout: 10_000,
  requestTimeout: 125_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000,
}

const notFoundRefusal = () => gatewayRefusal(404, 5, 'Not Found')
const closingRefusal = () => serviceRefusal(grpc.unavailable, 'the service is closing', 'closing', 1)
const closedMidwayRefusal = () =>
  serviceRefusal(grpc.unavailable, 'the service shut down before the answer was complete', 'closing', 1)
