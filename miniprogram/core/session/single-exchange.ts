// Transports of several sessions → one stream at a time.
import { AppError } from '../errors'
import type { ExchangeHandlers, Transport } from '../ports'

/**
 * A new exchange ends the one before it, which hears `interrupted`. With two chunked requests open at once iOS 8.0.54
 * gives chunks only to the later one (reported), so the earlier would look silent; it may go when a device shows both.
 */
export function createSingleExchange(transport: Transport): Transport {
  /** Does nothing once its exchange has ended. */
  let interrupt: (() => void) | null = null

  return {
    send(request, handlers) {
      interrupt?.()
      let isOpen = true
      const close = (): boolean => {
        const wasOpen = isOpen
        isOpen = false
        return wasOpen
      }
      const last =
        <Arguments extends unknown[]>(call: (...values: Arguments) => void) =>
        (...values: Arguments): void => {
          if (close()) call(...values)
        }
      const ending: ExchangeHandlers = {
        ...handlers,
        onEnd: last(handlers.onEnd),
        onError: last(handlers.onError),
      }
      const exchange = transport.send(request, ending)
      interrupt = () => {
        if (!close()) return
        exchange.abort()
        handlers.onError(new AppError('interrupted', { message: 'another answer was asked for' }))
      }
      return {
        abort() {
          if (close()) exchange.abort()
        },
      }
    },
  }
}
