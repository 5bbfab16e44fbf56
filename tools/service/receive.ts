// A request's chunks → its body.
import type { IncomingMessage } from 'node:http'
import type { Admission } from './admission'
import { createByteCollector } from './byte-collector'
import type { Clock } from './clock'
import type { Exchange } from './exchange'
import { Gone } from './play'
import { gatewayRefusal, type Refusal } from './refusal'

/** An upload may take `graceMs`, and a second more for every `bytesPerSecond` that have arrived. */
export interface LeastPace {
  readonly graceMs: number
  readonly bytesPerSecond: number
}

interface ReceiveOptions {
  readonly maxBytes: number
  readonly leastPace: LeastPace | undefined
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onBytes: (sizeBytes: number) => void
}

export interface BodiesParts {
  readonly admission: Pick<Admission, 'upload'>
  /** Without it an upload may take any time. */
  readonly leastPace: LeastPace | undefined
  readonly clock: Clock
}

/** `hold` is called with the size so far; the `Refusal` that it throws ends the upload. */
export type ReceiveBody = (
  exchange: Exchange,
  from: { readonly address: string; readonly maxBytes: number; readonly hold?: (sizeBytes: number) => void },
) => Promise<Buffer>

/** Each upload has one of its address's places. */
export function createReceiveBody({ admission, leastPace, clock }: BodiesParts): ReceiveBody {
  return ({ request, entry, signal }, { address, maxBytes, hold }) => {
    const leave = admission.upload(address)
    const onBytes = (sizeBytes: number) => {
      entry.bytesIn = sizeBytes
      hold?.(sizeBytes)
    }
    return receive(request, { maxBytes, leastPace, clock, signal, onBytes }).finally(leave)
  }
}

/**
 * Resolves to the body. Rejects with a `Refusal` as soon as the declared or received length exceeds `maxBytes` or the upload is too
 * slow, with `Gone` when the connection closes before the body is complete, with the signal's reason when that aborts. What is still
 * to come is then dropped as it arrives.
 */
async function receive(
  request: IncomingMessage,
  { maxBytes, leastPace, clock, signal, onBytes }: ReceiveOptions,
): Promise<Buffer> {
  signal.throwIfAborted()
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLargeRefusal()
  const body = createByteCollector(maxBytes)
  const ended = new AbortController()
  const isLate = leastPace && fallsBehind(leastPace, () => body.sizeBytes, clock, ended.signal)
  try {
    return await new Promise<Buffer>((resolve, reject: (error: Error) => void) => {
      const onData = (part: Buffer) => {
        if (ended.signal.aborted) return
        try {
          const sizeBytes = body.sizeBytes + part.length
          onBytes(sizeBytes)
          if (sizeBytes > maxBytes) throw tooLargeRefusal()
          body.add(part)
        } catch (refusal) {
          reject(refusal as Refusal)
        }
      }
      const onStop = () => {
        reject(new Gone('client-closed'))
      }
      request.on('data', onData)
      request.on('end', () => {
        resolve(body.take())
      })
      request.on('close', onStop)
      request.on('error', onStop)
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason as Error)
        },
        { signal: ended.signal },
      )
      void isLate?.then((late) => {
        if (late) reject(tooSlowRefusal())
      })
      request.resume()
    })
  } finally {
    ended.abort()
  }
}

/** Resolves to true as soon as fewer bytes than needed have arrived, or to false when `ended` aborts. */
async function fallsBehind(
  { graceMs, bytesPerSecond }: LeastPace,
  sizeBytes: () => number,
  clock: Clock,
  ended: AbortSignal,
): Promise<boolean> {
  const startedMs = clock.nowMs()
  while (!ended.aborted) {
    const leftMs = startedMs + graceMs + (sizeBytes() / bytesPerSecond) * 1000 - clock.nowMs()
    if (leftMs <= 0) return true
    await clock.wait(Math.ceil(leftMs), ended)
  }
  return false
}

const tooLargeRefusal = () => gatewayRefusal(413, 8, 'http: request body too large')
const tooSlowRefusal = () => gatewayRefusal(408, 1, 'the upload is too slow', 'slow-upload')
