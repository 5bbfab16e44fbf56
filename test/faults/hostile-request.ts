// How a hostile request is described: the bytes that the client sends, how it goes, and what comes of it.
import type { RefusalReason } from '../../tools/service/refusal'
import type { LogEntry } from '../../tools/service/request-log'
import { freshBody, methodPath, mp3 } from '../tools/service/start-service'

export interface RequestCase {
  readonly name: string
  /** Written one after the other. */
  readonly pieces: readonly (string | Buffer)[]
  /** After the last piece: reads to the end, closes its half first, resets at once, or as soon as it has read some text. */
  readonly then?: 'read' | 'end' | 'reset' | 'reset-after-text'
  readonly expected: Expected
  /** `npm run faults` alone runs it. */
  readonly isLong?: boolean
}

export interface Expected {
  /** Of the first response; 0 without one. */
  readonly status: number
  /** What the whole response says, heads included. */
  readonly says?: RegExp
  /** Of the log's last line about it, and of the metrics. Without it there is no such line. */
  readonly outcome?: LogEntry['outcome']
  readonly reason?: RefusalReason
}

export type Row = readonly [
  name: string,
  pieces: string | Buffer | readonly (string | Buffer)[],
  expected: Expected,
  more?: Partial<RequestCase>,
]

/** What is sent in more bytes is left to `npm run faults`. */
const quickMaxBytes = 200_000

export const casesOf = (group: string, rows: readonly Row[]): readonly RequestCase[] =>
  rows.map(([name, sent, expected, more]) => {
    const pieces = typeof sent === 'string' || Buffer.isBuffer(sent) ? [sent] : sent
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    return { name: `${group}: ${name}`, pieces, expected, isLong: sizeBytes > quickMaxBytes, ...more }
  })

// what is sent

/** A request's head, which ends the connection after its answer. */
export function head(line: string, headers: readonly string[] = [], host = 'Host: 127.0.0.1'): string {
  return [`${line} HTTP/1.1`, host, 'Connection: close', ...headers, '', '']
    .filter((each, at, all) => each !== '' || at > all.length - 3)
    .join('\r\n')
}

export const toMethod = (...headers: readonly string[]) => head(`POST ${methodPath}`, headers)

export function post(body: string | Buffer, ...headers: readonly string[]): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(toMethod(`Content-Length: ${bytes.length}`, ...headers)), bytes])
}

export const get = (path: string, ...headers: readonly string[]) => head(`GET ${path}`, headers)

export const inline = (bytes: Buffer) => post(freshBody({ media_buf: bytes.toString('base64') }))

export const content = (address: unknown) => post(freshBody({ media_buf: undefined, content: address }))

export const chunked = (...parts: readonly string[]) => [
  toMethod('Transfer-Encoding: chunked'),
  ...parts.map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`),
]

/** Short, for bodies of which many are sent. */
export const shortSound = mp3.subarray(0, 12_096)
export const short = (more: Record<string, unknown> = {}) =>
  freshBody({ media_buf: shortSound.toString('base64'), ...more })

// what comes of it

export const answered: Expected = { status: 200, says: /Next take/, outcome: 'finished' }
export const gone: Expected = { status: 0, outcome: 'client-closed' }

const refusedWith = (status: number, reason: RefusalReason, says?: RegExp): Expected => ({ status, ...(says && { says }), outcome: 'refused', reason }) // prettier-ignore
export const undecodable = (says?: RegExp) => refusedWith(400, 'request', says)
export const noRecording = (says: RegExp) => refusedWith(400, 'recording', says)
/** Ids without a recording ask for an answer that is kept. */
export const notKept = refusedWith(404, 'not-kept', /no answer is kept under this logid/)
export const forbidden = refusedWith(403, 'recording', /content: this address is not allowed/)
export const tooLarge = refusedWith(413, 'request', /http: request body too large/)
