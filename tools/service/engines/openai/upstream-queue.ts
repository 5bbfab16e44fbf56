// Answers waiting for an upstream slot → turns: limited concurrency, and no student's second answer before another's first.
import PQueue, { type Queue, type QueueAddOptions } from 'p-queue'
import type { Clock } from '../../clock'
import type { Leave, Places } from '../../places'
import { grpc, serviceRefusal } from '../../refusal'

export interface UpstreamQueue {
  /**
   * Resolves, on this student's turn, to a function that frees the slot. Rejects with a `Refusal` (RESOURCE_EXHAUSTED) when the queue is
   * full or the wait too long, or with the signal's reason when it aborts.
   */
  enter(student: string, signal: AbortSignal): Promise<() => void>
  readonly running: number
  readonly waiting: number
}

export interface UpstreamQueueOptions {
  readonly concurrency: number
  /** In place of that: slots that other instances take, too. */
  readonly places?: Places | undefined
  readonly queueMax: number
  readonly queueWaitMaxMs: number
}

/** Half the duration of a typical answer: by then some slots are free. */
const retryAfterSeconds = 5

/** Nobody says when another instance has given back a place. */
const lookAgainMs = 100

export function createUpstreamQueue(options: UpstreamQueueOptions, clock: Clock): UpstreamQueue {
  const { places, queueMax, queueWaitMaxMs } = options
  // with shared places only the first in the queue looks for one: the others keep their turns
  const concurrency = places ? 1 : options.concurrency
  const queue = new PQueue<TurnQueue, TurnOptions>({ concurrency, queueClass: TurnQueue })
  /** The first in the queue has found no shared place yet. */
  let isLooking = false
  const waiting = () => queue.size + (isLooking ? 1 : 0)
  const busy = (reason: 'queue-full' | 'queue-wait') =>
    serviceRefusal(grpc.resourceExhausted, 'too many answers at once', reason, retryAfterSeconds)

  async function takePlace(signal: AbortSignal): Promise<Leave | undefined> {
    if (!places) return undefined
    try {
      let leave = await places.take()
      while (!leave) {
        if (queue.size >= queueMax && !isLooking) throw busy('queue-full')
        isLooking = true
        await clock.wait(lookAgainMs, signal)
        signal.throwIfAborted()
        leave = await places.take()
      }
      const giveBack = leave
      const giveBackHere = () => {
        giveBack()
        queue.concurrency = places.taken + 1
      }
      if (signal.aborted) giveBackHere()
      signal.throwIfAborted()
      queue.concurrency = places.taken + 1
      return giveBackHere
    } finally {
      isLooking = false
    }
  }

  return {
    async enter(student, signal) {
      const isFull = places ? isLooking : queue.pending >= concurrency
      if (isFull && waiting() >= queueMax) throw busy('queue-full')
      const tooLong = new AbortController()
      const finishedWaiting = new AbortController()
      const eitherSignal = AbortSignal.any([signal, tooLong.signal])
      void clock.wait(queueWaitMaxMs, finishedWaiting.signal).then(() => {
        if (!finishedWaiting.signal.aborted) tooLong.abort(busy('queue-wait'))
      })
      try {
        return await new Promise<() => void>((resolve, reject) => {
          const holdSlot = async () => {
            const giveBack = await takePlace(eitherSignal)
            await new Promise<void>((leave) => resolve(leave))
            giveBack?.()
          }
          // `leave` frees the slot; so does the signal, which also ends the upstream request
          queue.add(holdSlot, { student, signal: eitherSignal }).catch(reject)
        })
      } finally {
        finishedWaiting.abort()
      }
    },
    get running() {
      return places?.taken ?? queue.pending
    },
    get waiting() {
      return waiting()
    },
  }
}

interface TurnOptions extends QueueAddOptions {
  readonly student?: string
}

type Run = () => Promise<unknown>

/** p-queue's queue: round robin over students, first in first out within each. */
class TurnQueue implements Queue<Run, TurnOptions> {
  readonly #turnsByStudent = new Map<string, { readonly id: string | undefined; readonly run: Run }[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  enqueue(run: Run, { student = '', id }: Partial<TurnOptions> = {}): void {
    const turns = this.#turnsByStudent.get(student) ?? []
    turns.push({ id, run })
    this.#turnsByStudent.set(student, turns)
    this.#size++
  }

  dequeue(): Run | undefined {
    const [first] = this.#turnsByStudent
    if (!first) return undefined
    const [student, turns] = first
    const next = turns.shift()
    this.#turnsByStudent.delete(student)
    if (turns.length > 0) this.#turnsByStudent.set(student, turns)
    this.#size--
    return next?.run
  }

  /** Called for an answer that is aborted while waiting. */
  remove(id: string): void {
    for (const [student, turns] of this.#turnsByStudent) {
      const at = turns.findIndex((turn) => turn.id === id)
      if (at < 0) continue
      turns.splice(at, 1)
      this.#size--
      if (turns.length === 0) this.#turnsByStudent.delete(student)
      return
    }
  }

  /** Used by `sizeBy` and `setPriority`, which have no meaning here. */
  filter(): Run[] {
    return []
  }
  setPriority(): void {
    throw new Error('turns have no priority')
  }
}
