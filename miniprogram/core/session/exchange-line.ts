// Exchanges that are asked for at any time → one after another, each begun when the one before it has ended.
import type { Exchange, Transport } from '../ports'

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

  return {
    send(request, handlers) {
      let exchange: Exchange | null = null
      let isOver = false
      const end = (report: () => void): void => {
        if (isOver) return
        isOver = true
        isBusy = false
        // before whoever hears of it asks for another one
        advance()
        report()
      }
      const begin = (): void => {
        isBusy = true
        exchange = transport.send(request, {
          ...handlers,
          onEnd: () => end(() => handlers.onEnd()),
          onError: (error) => end(() => handlers.onError(error)),
        })
      }
      const turn = (): void => {
        begin()
        handlers.onTurn()
      }
      const closing = (how: 'abort' | 'stop') => (): void => {
        const place = waiting.indexOf(turn)
        if (place >= 0) waiting.splice(place, 1)
        if (!exchange || isOver) return
        exchange[how]()
        end(() => undefined)
      }
      if (isBusy || isHidden) waiting.push(turn)
      else begin()
      return {
        get isWaiting() {
          return exchange === null
        },
        abort: closing('abort'),
        stop: closing('stop'),
        reconnect: (cause) => !isOver && exchange !== null && exchange.reconnect(cause),
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
