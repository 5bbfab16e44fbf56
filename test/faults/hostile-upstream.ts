// How a hostile upstream is described: what the server does, and what comes of it.
import type { RefusalReason } from '../../tools/service/refusal'
import { chunk, doneMark, failure, usageChunk, writeStream, type Respond } from '../fakes/openai-server'

export interface UpstreamCase {
  readonly name: string
  /** What the speech model's server does; by default it hears `heard`. */
  readonly transcription?: Respond
  /** What the language model's server does; by default it writes `wrote`. */
  readonly chat?: Respond
  readonly expected: Expected
  /** Only the passing of time ends it: a fake clock runs as soon as the server has sent all that it will send. */
  readonly isTimed?: boolean
  /** Takes a second or more: `npm run faults` alone runs it. */
  readonly isLong?: boolean
}

/** Without a `reason` the answer is whole. */
export interface Expected {
  /** All that the student reads. Default: `heard` and `wrote` for a whole answer, nothing for a refusal, else what was heard. */
  readonly text?: string | RegExp
  /** Of log and metric. */
  readonly reason?: RefusalReason
  /** What the log says about the server's own words. */
  readonly code?: string
  readonly upstreamStatus?: number
  /** On the service's clock, until the end: far less than a silence that counts as a stall. */
  readonly totalMaxMs?: number
  /** `Retry-After` of a refusal. */
  readonly retryAfter?: string
}

export const heard = 'You said: I like it.'
export const wrote = '\\n\\nBetter: I love it.'

export const secret = 'Incorrect API key provided: sk-secret-0123456789. You help a student'
export const begun = chunk({ content: 'Better: I' })
export const rest = chunk({ content: ' love it.' }) + chunk({}, 'stop')
export const tail = rest + usageChunk + doneMark
export const whole = begun + tail
export const half = `${heard}\\n\\nBetter: I`

// what the servers do
export const raw =
  (status: number, headers: Record<string, string>, body: string | Buffer = ''): Respond =>
  (response) =>
    response.writeHead(status, headers).end(body)
export const page = (status: number) =>
  raw(status, { 'Content-Type': 'text/html' }, '<html><h1>Bad gateway</h1>')
export const says = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  raw(status, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(body))
export const refuses = (status: number, error: Record<string, unknown>, headers?: Record<string, string>) =>
  failure(status, { message: secret, type: 'invalid_request_error', ...error }, headers)
export const streams =
  (bytes: string | Buffer, sizeBytes?: number): Respond =>
  async (response) => {
    await writeStream(response, bytes, sizeBytes)
    response.end()
  }
export const completes = (message: Record<string, unknown>, finishReason = 'stop') =>
  says(200, { object: 'chat.completion', choices: [{ index: 0, message, finish_reason: finishReason }] })
export const endless =
  (part: string): Respond =>
  async (response, _, gone) => {
    while (!gone.aborted) await writeStream(response, part, Infinity, gone)
  }
export const resets: Respond = (response) => response.socket?.resetAndDestroy()
export const hangs: Respond = () => undefined

// what comes of it
export const good: Expected = {}
export const refused: Expected = { reason: 'upstream-refused' }
export const filtered = (code?: string, more?: Expected): Expected => fails('upstream-filtered', code, more)
export const misconfigured = (code?: string, more?: Expected) => fails('upstream-misconfigured', code, more)
export const busy = (more?: Expected) => fails('upstream-busy', undefined, more)
export const failed = (code?: string, more?: Expected) => fails('upstream-failed', code, more)
export const stalled = (more?: Expected) => fails('upstream-stalled', undefined, more)
export const cut = (code?: string, more?: Expected) => fails('upstream-cut', code, more)
export const length = (code?: string, more?: Expected) => fails('upstream-length', code, more)
export function fails(reason: RefusalReason, code?: string, more: Expected = {}): Expected {
  return { reason, ...(code !== undefined && { code }), ...more }
}

export type Row = readonly [name: string, respond: Respond, expected: Expected, more?: Partial<UpstreamCase>]
export const timed = { isTimed: true }
export const long = { isLong: true }
export const silent: Expected = { text: /^Note: No answer could be heard/ }
