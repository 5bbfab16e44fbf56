// A Transport controlled by the test. `handlers` can still be called after an abort, because late events do occur.
import type { AnswerRequest, Exchange, ExchangeHandlers, Transport } from '../../miniprogram/core/ports'

export interface FakeExchange {
  readonly request: AnswerRequest
  readonly handlers: ExchangeHandlers
  aborts: number
  /** Of the aborts, those of an answer that the student does not want. */
  stops: number
  /** As of a service that keeps its answers, or not. */
  reconnect: Exchange['reconnect']
  /** Delivers a content frame as the service writes it. */
  content(text: string): void
}

export interface FakeTransport extends Transport {
  readonly exchanges: FakeExchange[]
  last(): FakeExchange
}

export function createFakeTransport(): FakeTransport {
  const exchanges: FakeExchange[] = []
  return {
    exchanges,
    last() {
      const exchange = exchanges[exchanges.length - 1]
      if (!exchange) throw new Error('nothing was sent')
      return exchange
    },
    send(request, caller) {
      let isOpen = true
      const handlers: ExchangeHandlers = {
        ...caller,
        onEnd() {
          isOpen = false
          caller.onEnd()
        },
        onError(error) {
          isOpen = false
          caller.onError(error)
        },
      }
      const exchange: FakeExchange = {
        request,
        handlers,
        aborts: 0,
        stops: 0,
        reconnect: () => false,
        content: (text) =>
          handlers.onChunk(
            Buffer.from(JSON.stringify({ result: { logid: '0', uid: '0', content: text } }) + '\n'),
          ),
      }
      exchanges.push(exchange)
      const abort = () => {
        if (!isOpen) return
        isOpen = false
        exchange.aborts++
      }
      const stop = () => {
        if (isOpen) exchange.stops++
        abort()
      }
      return { isWaiting: false, abort, stop, reconnect: (cause) => isOpen && exchange.reconnect(cause) }
    },
  }
}
