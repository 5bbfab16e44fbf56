// The work of one exchange, as an async function → a Transport that keeps the promises of core/ports.ts.
import { AppError } from '../../core/errors'
import type { AnswerRequest, Exchange, ExchangeHandlers, Transport } from '../../core/ports'
import { toAppError } from '../wx-error'

/** An exchange as its work sees it. Its events reach the caller only while the exchange is open. */
export interface OpenExchange extends Omit<ExchangeHandlers, 'onTurn' | 'onEnd' | 'onError'> {
  /** False once aborted: begin nothing more, and delete what only this exchange needs. */
  readonly isOpen: boolean
  throwIfAborted(): void
  /** Sets how to stop the current step. */
  onAbort(stop: () => void): void
  /** Sets how to say that nobody wants the answer any more. */
  onStop(tell: () => void): void
  /** Sets how to reconnect: as `reconnect` of core/ports.ts. */
  onReconnect(reconnect: Exchange['reconnect']): void
}

/** Its end is the exchange's end: resolves after a complete 200 response, rejects with what went wrong. */
type ExchangeWork = (request: AnswerRequest, exchange: OpenExchange) => Promise<void>

/**
 * The work begins after `send` has returned, so no handler is called before. It ends once, in `onEnd` or `onError`;
 * nothing reaches the handlers after that or after `abort`.
 */
export function guardTransport(work: ExchangeWork): Transport {
  return {
    send(request, handlers) {
      let isOpen = true
      let stop = (): void => undefined
      let tell = (): void => undefined
      let reconnect: Exchange['reconnect'] = () => false
      const endWith = (report: () => void): void => {
        if (!isOpen) return
        isOpen = false
        report()
      }
      const abort = (): void => endWith(() => stop())
      const exchange: OpenExchange = {
        get isOpen() {
          return isOpen
        },
        throwIfAborted() {
          if (!isOpen) throw new AppError('interrupted')
        },
        onAbort: (newStop) => void (stop = newStop),
        onStop: (newTell) => void (tell = newTell),
        onReconnect: (newReconnect) => void (reconnect = newReconnect),
        isWhole: () => handlers.isWhole(),
        onUploadProgress(fraction) {
          if (isOpen) handlers.onUploadProgress(fraction)
        },
        onRequest() {
          if (isOpen) handlers.onRequest()
        },
        onChunk(chunk) {
          if (isOpen) handlers.onChunk(chunk)
        },
        onLost(cause) {
          if (isOpen) handlers.onLost(cause)
        },
        onAskedAgain() {
          if (isOpen) handlers.onAskedAgain()
        },
        onReconnected() {
          if (isOpen) handlers.onReconnected()
        },
      }
      void Promise.resolve()
        .then(() => (isOpen ? work(request, exchange) : undefined))
        .then(
          () => endWith(() => handlers.onEnd()),
          (error: unknown) => endWith(() => handlers.onError(toAppError(error, 'network'))),
        )
      return {
        isWaiting: false,
        abort,
        stop: () =>
          endWith(() => {
            stop()
            tell()
          }),
        reconnect: (cause) => isOpen && reconnect(cause),
      }
    },
  }
}
