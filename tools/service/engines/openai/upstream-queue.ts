// Answers that want a place upstream → turns: only so many at once, and no student's second before another's first.
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue'
import type { Clock } from '../../clock'
import { grpc, serviceRefusal } from '../../refusal'

export interface UpstreamQueue {
  /**
   * Resolves, when it is this student's turn, to what gives the place back. Rejects with a `Refusal` (RESOURCE_EXHAUSTED) when too many
   * wait already or the wait has grown too long, with the signal's reason when it aborts.
   */
  enter(student: string, signal: AbortSignal): Promise<() => void>
  readonly running: number
  readonly waiting: number
}

export interface UpstreamQueueOptions {
  readonly concurrency: number
  readonly queueMax: number
  readonly queueWaitMaxMs: number
}

/** Half a usual answer: by then some places are free. */
const retryAfterSeconds = 5

export function createUpstreamQueue(options: UpstreamQueueOptions, clock: Clock): UpstreamQueue {
  const { concurrency, queueMax, queueWaitMaxMs } = options
  const queue = new PQueue<TurnQueue, TurnOptions>({ concurrency, queueClass: TurnQueue })
  const busy = (reason: 'queue-full' | 'queue-wait') =>
    serviceRefusal(grpc.resourceExhausted, 'too many answers at once', reason, retryAfterSeconds)

  return {
    async enter(student, signal) {
      if (queue.pending >= concurrency && queue.size >= queueMax) throw busy('queue-full')
      const tooLong = new AbortController()
      const entered = new AbortController()
      const either = AbortSignal.any([signal, tooLong.signal])
      void clock.wait(queueWaitMaxMs, entered.signal).then(() => {
        if (!entered.signal.aborted) tooLong.abort(busy('queue-wait'))
      })
      try {
        return await new Promise<() => void>((resolve, reject) => {
          const place = () => new Promise<void>((leave) => resolve(leave))
          // the place is given back by `leave`, or by the signal, which ends the request upstream too
          queue.add(place, { student, signal: either }).catch(reject)
        })
      } finally {
        entered.abort()
      }
    },
    get running() {
      return queue.pending
    },
    get waiting() {
      return queue.size
    },
  }
}

interface TurnOptions extends QueueAddOptions {
  readonly student?: string
}

type Run = () => Promise<unknown>

/** p-queue's waiting room: students in a round, each with a line of their own. */
class TurnQueue implements Queue<Run, TurnOptions> {
  readonly #lines = new Map<string, { readonly id: string | undefined; readonly run: Run }[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  enqueue(run: Run, { student = '', id }: Partial<TurnOptions> = {}): void {
    const line = this.#lines.get(student) ?? []
    line.push({ id, run })
    this.#lines.set(student, line)
    this.#size++
  }

  dequeue(): Run | undefined {
    const [first] = this.#lines
    if (!first) return undefined
    const [student, line] = first
    const next = line.shift()
    this.#lines.delete(student)
    if (line.length > 0) this.#lines.set(student, line)
    this.#size--
    return next?.run
  }

  /** Whoever goes away while waiting. */
  remove(id: string): void {
    for (const [student, line] of this.#lines) {
      const at = line.findIndex((one) => one.id === id)
      if (at < 0) continue
      line.splice(at, 1)
      this.#size--
      if (line.length === 0) this.#lines.delete(student)
      return
    }
  }

  /** For `sizeBy` and `setPriority`, which a round has no use for. */
  filter(): Run[] {
    return []
  }
  setPriority(): void {
    throw new Error('turns have no priority')
  }
}
