// Exchanges that are asked for at any time → one after another, each begun when the one before it has ended.
import type { AnswerRequest, Exchange, ExchangeHandlers, Transport } from '../ports'

export interface ExchangeLine extends Transport {
  /** WeChat went to the background: nothing begins until `appShown`. What has begun goes on for as long as WeChat lets it. */
  appHidden(): void
  appShown(): void
}

/**
 * First come, first served. With two chunked requests open, iOS 8.0.54 delivers chunks only to the later one (reported), so
 * the earlier one would seem silent. In the background WeChat ends every request after five seconds.
 *
 * All exchanges of a launch go through one line. How long the one in front may take is up to whoever asked for it.
 */
export function createExchangeLine(transport: Transport): ExchangeLine {
  const waiting: (() => void)[] = []
  let isBusy = false
  let isHidden = false

  function advance(): void {
    if (isBusy || isHidden) return
    waiting.shift()?.()
  }

  function open(request: AnswerRequest, handlers: ExchangeHandlers): Exchange {
    isBusy = true
    let isOpen = true
    const end = (report: () => void): void => {
      if (!isOpen) return
      isOpen = false
      isBusy = false
      // before whoever hears of it asks for another one
      advance()
      report()
    }
    const exchange = transport.send(request, {
      ...handlers,
      onEnd: () => end(() => handlers.onEnd()),
      onError: (error) => end(() => handlers.onError(error)),
    })
    const closing = (how: 'abort' | 'stop') => (): void => {
      if (isOpen) exchange[how]()
      end(() => undefined)
    }
    return {
      isWaiting: false,
      abort: closing('abort'),
      stop: closing('stop'),
      reconnect: (cause) => isOpen && exchange.reconnect(cause),
    }
  }

  return {
    send(request, handlers) {
      if (!isBusy && !isHidden) return open(request, handlers)
      let exchange: Exchange | null = null
      const begin = (): void => {
        exchange = open(request, handlers)
        handlers.onTurn()
      }
      waiting.push(begin)
      const closing = (how: 'abort' | 'stop') => (): void => {
        if (exchange) return exchange[how]()
        const place = waiting.indexOf(begin)
        if (place >= 0) waiting.splice(place, 1)
      }
      return {
        get isWaiting() {
          return exchange === null
        },
        abort: closing('abort'),
        stop: closing('stop'),
        reconnect: (cause) => exchange?.reconnect(cause) ?? false,
      }
    },
    appHidden() {
      isHidden = true
    },
    appShown() {
      isHidden = false
      advance()
    },
  }
}
