// A text → its speech: kept for a day, and made once, however many ask for it at the same time.
import { createHash } from 'node:crypto'
import type { Clock } from './clock'
import type { SpeechSource } from './request-log'

export interface SpokenTexts {
  readonly keptBytes: number
  /** Whether `get` would not make it. */
  has(text: string): boolean
  /**
   * Calls `make`, at once, only if the text is neither kept nor being made. Its signal aborts when nobody waits any more; what it rejects
   * with, all who wait reject with, and nothing is kept. Rejects with the reason of `signal` when that aborts.
   */
  get(text: string, make: (signal: AbortSignal) => Promise<Buffer>, signal: AbortSignal): Promise<Spoken>
}

export interface Spoken {
  readonly mp3: Buffer
  readonly source: SpeechSource
}

interface Kept {
  readonly mp3: Buffer
  readonly untilMs: number
}

/** Speech on its way to those who wait for it. */
interface Flight {
  readonly mp3: Promise<Buffer>
  readonly stop: AbortController
  waiting: number
  isOver: boolean
}

const keptMs = 24 * 3_600_000

/** What was asked for longest ago makes room. The texts are not kept, only their hashes. */
export function createSpokenTexts(maxBytes: number, clock: Clock): SpokenTexts {
  /** The latest that was asked for is last. */
  const kept = new Map<string, Kept>()
  const flights = new Map<string, Flight>()
  let keptBytes = 0

  function forget(key: string) {
    keptBytes -= kept.get(key)?.mp3.length ?? 0
    kept.delete(key)
  }

  function find(key: string): Kept | undefined {
    const found = kept.get(key)
    return found && found.untilMs > clock.nowMs() ? found : undefined
  }

  function keep(key: string, mp3: Buffer) {
    const nowMs = clock.nowMs()
    for (const [old, { untilMs }] of kept) if (untilMs <= nowMs) forget(old)
    if (mp3.length > maxBytes) return
    for (const [oldest] of kept) {
      if (keptBytes + mp3.length <= maxBytes) break
      forget(oldest)
    }
    kept.set(key, { mp3, untilMs: nowMs + keptMs })
    keptBytes += mp3.length
  }

  function take(key: string, found: Kept) {
    kept.delete(key)
    kept.set(key, found)
    return found.mp3
  }

  function begin(key: string, make: (signal: AbortSignal) => Promise<Buffer>): Flight {
    const stop = new AbortController()
    const flight: Flight = { mp3: make(stop.signal), stop, waiting: 0, isOver: false }
    flights.set(key, flight)
    const end = () => {
      flight.isOver = true
      if (flights.get(key) === flight) flights.delete(key)
    }
    flight.mp3.then(
      (mp3) => {
        if (!stop.signal.aborted) keep(key, mp3)
        end()
      },
      // told to all who wait
      end,
    )
    return flight
  }

  /** The last to leave stops it: who asks then begins anew. */
  async function join(key: string, flight: Flight, signal: AbortSignal): Promise<Buffer> {
    flight.waiting++
    try {
      return await unlessAborted(flight.mp3, signal)
    } finally {
      flight.waiting--
      if (flight.waiting === 0 && !flight.isOver) {
        flights.delete(key)
        flight.stop.abort()
      }
    }
  }

  return {
    get keptBytes() {
      return keptBytes
    },
    has(text) {
      const key = keyOf(text)
      return find(key) !== undefined || flights.has(key)
    },
    async get(text, make, signal) {
      const key = keyOf(text)
      const found = find(key)
      if (found) return { mp3: take(key, found), source: 'kept' }
      const flight = flights.get(key)
      if (flight) return { mp3: await join(key, flight, signal), source: 'joined' }
      return { mp3: await join(key, begin(key, make), signal), source: 'made' }
    },
  }
}

const keyOf = (text: string) => createHash('sha256').update(text).digest('base64')

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
