// What the service remembers of its requests: never audio, never text.
import type { RequestForm } from './request'

export interface LogEntry {
  /** `'-'` until the body has been read, and when it could not be. */
  logid: string
  readonly scenario: string
  /** HTTP status; 0 when the client went before there was one. */
  status: number
  bytesIn: number
  form: RequestForm | undefined
  outcome:
    'receiving' | 'streaming' | 'finished' | 'refused' | 'destroyed' | 'client-closed' | 'service-closed'
  /** From the last byte written to the closing, milliseconds; only when an answer that had begun was closed by either side. */
  closedAfterMs: number | undefined
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
        closedAfterMs: undefined,
      }
      entries.push(entry)
      if (entries.length > 100) entries.shift()
      return entry
    },
    entries: () => entries,
  }
}
