// An answer's steps → bytes on the connection, each flushed before the next is requested.
import type { ServerResponse } from 'node:http'
import type { Head, Step } from './engine'
import { frame, type Ids } from './frames'

export type Ending = 'finished' | 'destroyed' | 'stopped'

/** The client is no longer reading. */
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
  /** On abort its reason is thrown; the response is left as it is. */
  readonly signal: AbortSignal
  /** How long a client may take no bytes before `Gone` is thrown. Without it there is no limit. */
  readonly readerMaxMs: number | undefined
  /** Called after each flushed step. */
  readonly onWritten: (step: Step) => void
}

/**
 * Plays `steps` until they end or cut the connection. The headers go out with the first step, so if `steps` rejects before that, the
 * caller can still choose the HTTP status.
 */
export async function play(
  steps: AsyncIterable<Step> | Iterable<Step>,
  response: ServerResponse,
  { ids, head, signal, readerMaxMs, onWritten }: PlayOptions,
): Promise<Ending> {
  const stuck = new AbortController()
  let writing = 0
  if (readerMaxMs !== undefined) watchReader(response, readerMaxMs, () => writing, stuck)
  const aborted = readerMaxMs === undefined ? signal : AbortSignal.any([signal, stuck.signal])
  let writes = 0
  const flush = async (start: (done: (error?: Error | null) => void) => void) => {
    writing = ++writes
    await unlessAborted(aborted, start)
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
    await flush((done) => response.write(bytes, done))
    onWritten(step)
  }
  signal.throwIfAborted()
  if (!response.headersSent) writeHead(response, head)
  await flush((done) => response.end(done))
  return 'finished'
}

/**
 * Uses the socket's timeout, which restarts whenever a write makes progress. It must expire twice during the same write: in a process
 * that was suspended the timer fires before the data that the client has since read is accounted for.
 */
function watchReader(
  response: ServerResponse,
  readerMaxMs: number,
  writing: () => number,
  stuck: AbortController,
): void {
  let lastSeen = 0
  response.setTimeout(readerMaxMs / 2, () => {
    if (lastSeen !== 0 && lastSeen === writing()) stuck.abort(new Gone('reader-stuck'))
    lastSeen = writing()
    response.setTimeout(readerMaxMs / 2)
  })
}

export const answerHead: Head = { status: 200, contentType: 'application/json' }

function writeHead(response: ServerResponse, head = answerHead) {
  response.statusCode = head.status
  response.setHeader('Content-Type', head.contentType)
  if (head.retryAfterSeconds !== undefined) response.setHeader('Retry-After', head.retryAfterSeconds)
  if (head.contentLength !== undefined) response.setHeader('Content-Length', head.contentLength)
  if (head.keptSeconds !== undefined) response.setHeader('Answer-Kept-Seconds', head.keptSeconds)
  response.setHeader('Cache-Control', 'no-store, no-transform')
  // otherwise nginx would buffer frames
  response.setHeader('X-Accel-Buffering', 'no')
}

/** Resolves when `start` calls `done`: the bytes are with the operating system, so two writes never merge. */
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
