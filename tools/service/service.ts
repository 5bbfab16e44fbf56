// HTTP → the contract's answer: who may call, what is asked, the scenario played, one line written about it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { allowLoopbackOrigin, hasLoopbackHost, hasLoopbackOrigin } from './access'
import { systemClock, type Clock } from './clock'
import { listenFrom } from './listen'
import { readAudioFormat, type ReadAudioFormat } from './mp3'
import { play } from './play'
import { receive } from './receive'
import { gatewayRefusal, Refusal } from './refusal'
import { refuse } from './refuse'
import { checkAudio, decodeRequest } from './request'
import { createRequestLog, type LogEntry } from './request-log'
import { parseRoute, type AnswerRoute } from './route'
import { scenarios } from './scenarios'
import { view } from './views'

export interface ServiceOptions {
  /** Origins (`http://127.0.0.1:8080`) from which `content` URLs are fetched; none unless told. */
  readonly contentOrigins?: readonly string[]
  /** One line a request; silent when absent. */
  readonly log?: (line: string) => void
  readonly clock?: Clock
  /** Above it a body, or a recording that a URL leads to, is refused. */
  readonly bodyMaxBytes?: number
  readonly fetchTimeoutMs?: number
  /** For jest, which cannot import an ES module. */
  readonly readAudioFormat?: ReadAudioFormat
}

export interface RunningService {
  /** The port taken: the one asked for, or the next free one above it. */
  readonly port: number
  /** Ends every answer where it is, then the connections. */
  close(): Promise<void>
}

export interface Service {
  /** Listens on 127.0.0.1, once. A taken port moves on to the next one, twenty times; 0 takes any. */
  listen(port: number): Promise<RunningService>
  /** Allows one more origin for `content` URLs: for a file store whose port is known only once it listens. */
  allowContentOrigin(origin: string): void
}

export function createService(options: ServiceOptions = {}): Service {
  const clock = options.clock ?? systemClock
  const bodyMaxBytes = options.bodyMaxBytes ?? 20 * 1024 * 1024
  const allowedOrigins = new Set<string>()
  const requestLog = createRequestLog()
  const closing = new AbortController()
  const running = new Set<Promise<void>>()

  const allowContentOrigin = (origin: string) => {
    allowedOrigins.add(new URL(origin).origin)
  }
  options.contentOrigins?.forEach(allowContentOrigin)

  async function answer(route: AnswerRoute, request: IncomingMessage, response: ServerResponse) {
    const startMs = clock.nowMs()
    const entry = requestLog.open(route.scenario)
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    const signal = AbortSignal.any([gone.signal, closing.signal])
    try {
      await exchange(route, request, response, entry, signal)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : gatewayRefusal(500, 13, String(error))
      if (!signal.aborted) {
        entry.status = refusal.status
        entry.outcome = 'refused'
        await refuse(refusal, request, response, clock, signal)
      }
    }
    if (entry.outcome === 'receiving' || entry.outcome === 'streaming') {
      entry.outcome = gone.signal.aborted ? 'client-closed' : 'service-closed'
      if (!gone.signal.aborted) await endWhereItIs(response)
    }
    options.log?.(logLine(entry, clock.nowMs() - startMs))
  }

  /** Receive, decode, check, play. Returns with the outcome still open when `signal` aborted on the way. */
  async function exchange(
    route: AnswerRoute,
    request: IncomingMessage,
    response: ServerResponse,
    entry: LogEntry,
    signal: AbortSignal,
  ) {
    const scenario = Object.hasOwn(scenarios, route.scenario) ? scenarios[route.scenario] : undefined
    if (scenario === undefined) {
      throw gatewayRefusal(404, 5, `no scenario "${route.scenario}": GET /scenario lists them`)
    }
    const body = await receive(request, bodyMaxBytes, signal, (sizeBytes) => (entry.bytesIn = sizeBytes))
    if (body === 'stopped') return
    if (body === 'too-large') throw gatewayRefusal(413, 8, 'http: request body too large')
    const asked = decodeRequest(body, scenario.strictBytes === true)
    entry.logid = asked.logid
    entry.form = asked.form
    await checkAudio(asked, options.readAudioFormat ?? readAudioFormat, {
      allowedOrigins,
      maxBytes: bodyMaxBytes,
      timeoutMs: options.fetchTimeoutMs ?? 10_000,
      signal,
    })
    entry.status = scenario.head?.status ?? 200
    entry.outcome = 'streaming'
    let writtenMs: number | undefined
    const steps = scenario.steps({ logid: asked.logid, uid: asked.uid, pauseMs: route.pauseMs })
    const ending = await play(
      steps,
      scenario.head,
      response,
      clock,
      signal,
      () => (writtenMs = clock.nowMs()),
    )
    if (ending !== 'stopped') entry.outcome = ending
    else if (writtenMs !== undefined) entry.closedAfterMs = clock.nowMs() - writtenMs
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const refuseWith = (status: number, code: number, message: string) =>
      refuse(gatewayRefusal(status, code, message), request, response, clock, closing.signal)
    if (!hasLoopbackHost(request) || !hasLoopbackOrigin(request))
      return refuseWith(403, 7, 'only for callers on this machine')
    allowLoopbackOrigin(request, response)
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
      return
    }
    const route = parseRoute(request.method ?? '', request.url ?? '')
    if (route === 'not-found') return refuseWith(404, 5, 'Not Found')
    if (route === 'wrong-method') return refuseWith(405, 12, 'Method Not Allowed')
    if ('path' in route) view(route.path, requestLog, request, response)
    else await answer(route, request, response)
  }

  return {
    allowContentOrigin,
    async listen(port) {
      const server = createServer({ noDelay: true }, (request, response) => {
        const handled = handle(request, response).finally(() => running.delete(handled))
        running.add(handled)
      })
      return {
        port: await listenFrom(server, port),
        async close() {
          const closed = new Promise<void>((resolve) =>
            server.close(() => {
              resolve()
            }),
          )
          closing.abort()
          await Promise.allSettled(running)
          server.closeAllConnections()
          await closed
        },
      }
    },
  }
}

/** An answer that has begun ends properly; a request that has none yet loses its connection rather than get an empty answer. */
async function endWhereItIs(response: ServerResponse): Promise<void> {
  if (response.headersSent) await new Promise<void>((resolve) => response.end(resolve))
  else response.destroy()
}

function logLine(entry: LogEntry, ms: number): string {
  const outcome = entry.outcome === 'client-closed' ? 'client closed' : entry.outcome
  return `${entry.logid} ${entry.scenario} ${entry.status} ${Math.round(ms)} ms ${outcome}`
}
