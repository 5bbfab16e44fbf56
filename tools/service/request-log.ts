// What the service remembers of its requests: never audio, never text, never who asked.
import type { UpstreamFacts } from './engine'
import type { RefusalReason } from './refusal'
import type { RequestForm } from './request'

export interface LogEntry {
  /** `'-'` until the body has been read, and when it could not be. */
  logid: string
  /** The scenario, or the engine. */
  readonly scenario: string
  /** HTTP status; 0 when the client went before there was one. */
  status: number
  bytesIn: number
  form: RequestForm | undefined
  /** `failed`: the answer had begun, and its last line is an error. */
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
  /** From the request's coming to the first text written, and to the end. */
  firstTextMs: number | undefined
  totalMs: number | undefined
  /** From the last byte written to the closing, milliseconds; only when an answer that had begun was closed by either side. */
  closedAfterMs: number | undefined
  upstream: UpstreamFacts
}

export interface RequestLog {
  /** A new entry, kept among the last hundred; the caller goes on changing it. */
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
