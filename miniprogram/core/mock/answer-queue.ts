// Attempts to be sent → the one whose answer is being written, and those waiting. Pure.

export interface AnswerQueue {
  readonly running: string | null
  /** In the order of sending. */
  readonly waiting: readonly string[]
  /** Nothing is sent before `released`. */
  readonly isHeld: boolean
}

export const emptyQueue: AnswerQueue = { running: null, waiting: [], isHeld: false }

/** Attempts that are running or waiting are not added again. */
export function added(queue: AnswerQueue, attemptIds: readonly string[]): AnswerQueue {
  const { running, waiting } = queue
  return next({ ...queue, waiting: [...new Set([...waiting, ...attemptIds.filter((id) => id !== running)])] })
}

/** @param isHeld the next one waits for `released` */
export function ended(queue: AnswerQueue, attemptId: string, isHeld: boolean): AnswerQueue {
  return queue.running === attemptId ? next({ ...queue, running: null, isHeld }) : queue
}

export function released(queue: AnswerQueue): AnswerQueue {
  return next({ ...queue, isHeld: false })
}

function next(queue: AnswerQueue): AnswerQueue {
  const [first, ...rest] = queue.waiting
  if (queue.running !== null || queue.isHeld || first === undefined) return queue
  return { ...queue, running: first, waiting: rest }
}
