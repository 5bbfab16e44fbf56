// A scenario's steps → bytes on the connection, at the clock's pace.
import type { ServerResponse } from 'node:http'
import type { Clock } from './clock'
import type { Head, Step } from './scenarios'

export type Ending = 'finished' | 'destroyed' | 'stopped'

/**
 * Plays `steps` until they end (`finished`), cuts the connection (`destroyed`) or `signal` aborts (`stopped`; the response is then
 * left open). `onWritten` is called after each write has left for the client. A slow reader slows the scenario.
 */
export async function play(
  steps: Iterable<Step>,
  head: Head = { status: 200, contentType: 'application/json' },
  response: ServerResponse,
  clock: Clock,
  signal: AbortSignal,
  onWritten: () => void,
): Promise<Ending> {
  response.statusCode = head.status
  response.setHeader('Content-Type', head.contentType)
  for (const step of steps) {
    if (signal.aborted) return 'stopped'
    if ('waitMs' in step) {
      if (step.waitMs > 0) await clock.wait(step.waitMs, signal)
    } else if ('write' in step) {
      if (!(await unlessAborted(signal, (done) => response.write(step.write, done)))) return 'stopped'
      onWritten()
    } else {
      response.destroy()
      return 'destroyed'
    }
  }
  return (await unlessAborted(signal, (done) => response.end(done))) ? 'finished' : 'stopped'
}

/** True when `start` has called `done`: the bytes have been handed to the system, so two writes are never one. False when `signal` aborted first. */
function unlessAborted(signal: AbortSignal, start: (done: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const onAbort = () => {
      resolve(false)
    }
    if (signal.aborted) {
      resolve(false)
      return
    }
    signal.addEventListener('abort', onAbort)
    start(() => {
      signal.removeEventListener('abort', onAbort)
      resolve(!signal.aborted)
    })
  })
}
