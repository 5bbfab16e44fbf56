// One HTTP request → a response, one line in the log and one count in the metrics, however it ends.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from './clock'
import { findLogid } from './logid'
import { Gone, type Ending } from './play'
import { Refusal, refusalOf } from './refusal'
import { endWith, refuse } from './refuse'
import { newEntry, type LogEntry } from './request-log'

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly entry: LogEntry
  readonly arrivedMs: number
  /** When a step of the answer was last written. */
  writtenMs?: number
  /** Aborting it ends the exchange early, with a `Refusal` to send to the client. */
  readonly stop: AbortController
  /** Aborts with `Gone` when the client has left. */
  readonly left: AbortSignal
  /** Aborts as soon as one of them does. */
  readonly signal: AbortSignal
}

/** Answers: resolves to how that ended, or to `'shown'` for what leaves no trace. Rejects with `Gone`, a `Refusal`, or a fault. */
export type Work = (exchange: Exchange) => Promise<Ending | 'shown'>

export interface Exchanges {
  /** Resolves at the end. Rejects only if `onEnd` throws. */
  run(request: IncomingMessage, response: ServerResponse, work: Work): Promise<void>
  /** Ends those whose request has not arrived completely. */
  endUploads(refusal: Refusal): void
  endAll(refusal: Refusal): void
  /** The latest that runs on this connection. */
  on(socket: Socket): Exchange | undefined
  /** Resolves when all that are running now have ended. */
  settled(): Promise<void>
}

export type OnEnd = (entry: LogEntry, fault?: unknown) => void

export function createExchanges(clock: Clock, onEnd: OnEnd): Exchanges {
  const running = new Map<Exchange, Promise<void>>()

  async function run(exchange: Exchange, work: Work) {
    const { request, entry, arrivedMs, signal } = exchange
    if (request.method === 'POST') findLogid(request, (logid) => (entry.logid = logid))
    let fault: unknown
    try {
      const ending = await work(exchange)
      if (ending === 'shown') return
      entry.outcome = ending
    } catch (error) {
      const cause: unknown = signal.aborted ? signal.reason : error
      if (!(cause instanceof Refusal) && !(cause instanceof Gone)) fault = cause
      await fail(exchange, cause)
    }
    entry.totalMs = clock.nowMs() - arrivedMs
    onEnd(entry, fault)
  }

  /** Reports the error to the client if it is still connected. */
  async function fail({ request, response, entry, writtenMs }: Exchange, error: unknown) {
    if (error instanceof Gone) {
      entry.outcome = error.outcome
      if (writtenMs !== undefined) entry.closedAfterMs = clock.nowMs() - writtenMs
      response.destroy()
      return
    }
    const refusal = refusalOf(error)
    entry.grpcCode = refusal.grpcCode
    entry.reason = refusal.reason
    if (response.headersSent) {
      entry.outcome = refusal.reason === 'closing' ? 'service-closed' : 'failed'
      await endWith(refusal, response)
    } else {
      entry.outcome = 'refused'
      entry.status = refusal.status
      await refuse(refusal, request, response, clock)
    }
  }

  return {
    run(request, response, work) {
      const stop = new AbortController()
      const left = leftSignal(response)
      const exchange = {
        request,
        response,
        entry: newEntry(),
        arrivedMs: clock.nowMs(),
        stop,
        left,
        signal: AbortSignal.any([stop.signal, left]),
      }
      const ended = run(exchange, work).finally(() => running.delete(exchange))
      running.set(exchange, ended)
      return ended
    },
    endUploads(refusal) {
      for (const { request, stop } of running.keys()) if (!request.complete) stop.abort(refusal)
    },
    endAll(refusal) {
      for (const { stop } of running.keys()) stop.abort(refusal)
    },
    on: (socket) => [...running.keys()].filter(({ request }) => request.socket === socket).at(-1),
    async settled() {
      await Promise.allSettled(running.values())
    },
  }
}

function leftSignal(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) left.abort(new Gone('client-closed'))
  })
  return left.signal
}
