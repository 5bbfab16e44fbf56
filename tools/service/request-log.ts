// The latest requests, in memory. Never audio, text or the caller.
import type { UpstreamFacts } from './engine'
import type { RefusalReason } from './refusal'
import type { RequestForm } from './request'

export interface LogEntry {
  /** `'-'` until the body has been decoded, or if it could not be. */
  logid: string
  /** The scenario's or the engine's name. */
  readonly scenario: string
  /** HTTP status; 0 when the client left before there was one. */
  status: number
  bytesIn: number
  form: RequestForm | undefined
  /** `failed`: the answer had started, and its last line is an error. */
  outcome:
    | 'receiving'
    | 'streaming'
    | 'finished'
    | 'refused'
    | 'failed'
    | 'destroyed'
    | 'client-closed'
    | 'reader-stuck'
    | 'service-closed'
  /** Only when refused or failed. */
  grpcCode: number | undefined
  reason: RefusalReason | undefined
  /** From the request's arrival to the first text written, and to the end. */
  firstTextMs: number | undefined
  totalMs: number | undefined
  /** From the last byte written to the close; only when either side closed an answer that had started. */
  closedAfterMs: number | undefined
  upstream: UpstreamFacts
}

export interface RequestLog {
  /** Adds an entry, which the caller keeps updating. Only the latest hundred are kept. */
  open(scenario: string): LogEntry
  /** Oldest first. */
  entries(): readonly LogEntry[]
}

export function createRequestLog(): RequestLog {
  const entries: LogEntry[] = []
  return {
    open(scenario) {
      const entry: LogEntry = {
        logid: '-',
        scenario,
        status: 0,
        bytesIn: 0,
        form: undefined,
        outcome: 'receiving',
        grpcCode: undefined,
        reason: undefined,
        firstTextMs: undefined,
        totalMs: undefined,
        closedAfterMs: undefined,
        upstream: {},
      }
      entries.push(entry)
      if (entries.length > 100) entries.shift()
      return entry
    },
    entries: () => entries,
  }
}
