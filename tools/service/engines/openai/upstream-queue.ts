// Answers waiting for an upstream slot → turns: no student's second answer before another's first.
import type { Clock } from '../../clock'
import type { Leave, Places } from '../../places'
import { grpc, serviceRefusal } from '../../refusal'

export interface UpstreamQueue {
  /**
   * Resolves, on this student's turn, to a function that frees the slot. Rejects with a `Refusal` (RESOURCE_EXHAUSTED) when the queue is
   * full or the wait too long, or with the signal's reason when it aborts.
   */
  enter(student: string, signal: AbortSignal): Promise<Leave>
  readonly running: number
  readonly waiting: number
}

export interface UpstreamQueueOptions {
  /** The slots: of this process, or those that other instances take, too. */
  readonly places: Places
  readonly queueMax: number
  readonly queueWaitMaxMs: number
}

/** Half the duration of a typical answer: by then some slots are free. */
const retryAfterSeconds = 5

/** Nobody says when another instance has given back a place. */
const lookAgainMs = 100

export function createUpstreamQueue(
  { places, queueMax, queueWaitMaxMs }: UpstreamQueueOptions,
  clock: Clock,
): UpstreamQueue {
  const turns = createTurns()
  let isServing = false
  let lookNow = (): void => undefined

  /** Looks for places for as long as somebody waits: one at a time, so that all keep their turns. */
  async function serve() {
    if (isServing) return
    isServing = true
    while (turns.size > 0) {
      const leave = await places.take()
      if (leave) {
        const enter = turns.next()
        if (enter) enter(leave)
        else leave()
      } else {
        const looking = new AbortController()
        lookNow = () => looking.abort()
        await clock.wait(lookAgainMs, looking.signal)
      }
    }
    isServing = false
  }

  function turnOf(student: string, signal: AbortSignal): Promise<Leave> {
    if (turns.size >= queueMax) throw busy('queue-full')
    const over = new AbortController()
    return new Promise<Leave>((resolve, reject) => {
      const giveUp = (reason: Error) => {
        turns.remove(student, resolve)
        reject(reason)
      }
      turns.add(student, resolve)
      signal.addEventListener('abort', () => giveUp(signal.reason as Error), { signal: over.signal })
      void clock.wait(queueWaitMaxMs, over.signal).then(() => {
        if (!over.signal.aborted) giveUp(busy('queue-wait'))
      })
      void serve()
    }).finally(() => over.abort())
  }

  return {
    async enter(student, signal) {
      // those who wait come first
      let leave = turns.size === 0 ? await places.take() : undefined
      if (!leave) signal.throwIfAborted()
      leave ??= await turnOf(student, signal)
      // called by whoever has entered, or by the signal, which also ends the upstream request
      const giveBack = () => {
        signal.removeEventListener('abort', giveBack)
        leave?.()
        leave = undefined
        lookNow()
      }
      signal.addEventListener('abort', giveBack)
      if (signal.aborted) giveBack()
      signal.throwIfAborted()
      return giveBack
    },
    get running() {
      return places.taken
    },
    get waiting() {
      return turns.size
    },
  }
}

type Turn = (leave: Leave) => void

/** Round robin over students, first in first out within each. */
function createTurns() {
  const turnsByStudent = new Map<string, Set<Turn>>()
  let size = 0

  function remove(student: string, turn: Turn) {
    const turns = turnsByStudent.get(student)
    if (!turns?.delete(turn)) return
    size--
    if (turns.size === 0) turnsByStudent.delete(student)
  }

  return {
    get size() {
      return size
    },
    add(student: string, turn: Turn) {
      turnsByStudent.set(student, (turnsByStudent.get(student) ?? new Set()).add(turn))
      size++
    },
    /** The one whose turn it is; his student's next one comes after those of all others. */
    next(): Turn | undefined {
      for (const [student, turns] of turnsByStudent) {
        const [turn] = turns
        if (!turn) continue
        remove(student, turn)
        turnsByStudent.delete(student)
        if (turns.size > 0) turnsByStudent.set(student, turns)
        return turn
      }
      return undefined
    },
    remove,
  }
}

const busy = (reason: 'queue-full' | 'queue-wait') =>
  serviceRefusal(grpc.resourceExhausted, 'too many answers at once', reason, retryAfterSeconds)
