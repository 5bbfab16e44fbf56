// An answer's steps → bytes on the connection, one flushed before the next is asked for.
import type { ServerResponse } from 'node:http'
import type { Head, Step } from './engine'
import { frame, type Ids } from './frames'

export type Ending = 'finished' | 'destroyed'

/** Why an answer has nobody left to write to. */
export class Gone extends Error {
  readonly outcome: 'client-closed' | 'reader-stuck'

  constructor(outcome: Gone['outcome']) {
    super(outcome)
    this.outcome = outcome
  }
}

export interface PlayOptions {
  readonly ids: Ids
  readonly head: Head | undefined
  /** Its reason is thrown, and the response is then left as it is. */
  readonly signal: AbortSignal
  /** A client that takes nothing for so long loses the connection (`Gone`); it is waited for without end when absent. */
  readonly readerMaxMs: number | undefined
  /** After each step that has left for the client. */
  readonly onWritten: (step: Step) => void
}

/**
 * Plays `steps` until they end, or cut the connection. The status goes out with the first of them: until then whatever `steps` reject
 * with can still be an HTTP status.
 */
export async function play(
  steps: AsyncIterable<Step>,
  response: ServerResponse,
  { ids, head, signal, readerMaxMs, onWritten }: PlayOptions,
): Promise<Ending> {
  const stuck = new AbortController()
  let writing = 0
  if (readerMaxMs !== undefined) watchReader(response, readerMaxMs, () => writing, stuck)
  const either = readerMaxMs === undefined ? signal : AbortSignal.any([signal, stuck.signal])
  let writes = 0
  const flushed = async (start: (done: (error?: Error | null) => void) => void) => {
    writing = ++writes
    await unlessAborted(either, start)
    writing = 0
  }

  for await (const step of steps) {
    signal.throwIfAborted()
    if ('destroy' in step) {
      response.destroy()
      return 'destroyed'
    }
    if (!response.headersSent) writeHead(response, head)
    const bytes = 'content' in step ? frame(ids, step.content) : step.write
    await flushed((done) => response.write(bytes, done))
    onWritten(step)
  }
  signal.throwIfAborted()
  if (!response.headersSent) writeHead(response, head)
  await flushed((done) => response.end(done))
  return 'finished'
}

/**
 * Node's own watch over the socket, which any progress of a write starts anew. The same write must be found twice: a process that was
 * itself kept from running finds its timer first, and what the client has taken only then.
 */
function watchReader(
  response: ServerResponse,
  readerMaxMs: number,
  writing: () => number,
  stuck: AbortController,
): void {
  let found = 0
  response.setTimeout(readerMaxMs / 2, () => {
    if (found !== 0 && found === writing()) stuck.abort(new Gone('reader-stuck'))
    found = writing()
    response.setTimeout(readerMaxMs / 2)
  })
}

function writeHead(response: ServerResponse, head: Head = { status: 200, contentType: 'application/json' }) {
  response.statusCode = head.status
  response.setHeader('Content-Type', head.contentType)
  response.setHeader('Cache-Control', 'no-store, no-transform')
  // nginx would hold frames back until its buffer is full
  response.setHeader('X-Accel-Buffering', 'no')
}

/** Resolves when `start` has called `done`: the bytes have been handed to the system, so two writes are never one. */
function unlessAborted(
  signal: AbortSignal,
  start: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) {
      onAbort()
      return
    }
    signal.addEventListener('abort', onAbort)
    start((error) => {
      signal.removeEventListener('abort', onAbort)
      if (signal.aborted) onAbort()
      else if (error) reject(new Gone('client-closed'))
      else resolve()
    })
  })
}
