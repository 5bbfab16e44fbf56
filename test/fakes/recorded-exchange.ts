// Exchange handlers that log their calls.
import type { AppError } from '../../miniprogram/core/errors'
import type { ExchangeHandlers } from '../../miniprogram/core/ports'

export interface RecordedExchange {
  readonly handlers: ExchangeHandlers
  /** The calls in order; progress and chunks with their value: `progress 0.5`, `chunk …`. */
  readonly calls: readonly string[]
  /** All chunks, joined and decoded. */
  readonly text: string
  readonly errors: readonly AppError[]
  /** Resolves at the terminal call. */
  readonly ended: Promise<void>
}

export function recordExchange(onChunk: () => void = () => undefined): RecordedExchange {
  const calls: string[] = []
  const errors: AppError[] = []
  const pieces: Buffer[] = []
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    calls,
    errors,
    ended,
    get text() {
      return Buffer.concat(pieces).toString('utf8')
    },
    handlers: {
      onTurn: () => void calls.push('turn'),
      onUploadProgress: (fraction) => void calls.push(`progress ${fraction}`),
      onRequest: () => void calls.push('request'),
      onChunk(chunk) {
        const piece = Buffer.from(chunk)
        pieces.push(piece)
        calls.push(`chunk ${piece.toString('utf8')}`)
        onChunk()
      },
      onLost: ({ code }) => void calls.push(`lost ${code}`),
      onAskedAgain: () => void calls.push('asked again'),
      onReconnected: () => void calls.push('reconnected'),
      isWhole: () => true,
      onEnd() {
        calls.push('end')
        end()
      },
      onError(error) {
        calls.push(`error ${error.code}`)
        errors.push(error)
        end()
      },
    },
  }
}

/** Waits until every promise that can settle has settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
