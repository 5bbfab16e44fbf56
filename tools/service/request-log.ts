// What is recorded of each request, and the latest answers in memory. Never audio, text or the caller.
import type { UpstreamFacts } from './engine'
import type { RefusalReason } from './refusal'
import type { RequestForm } from './request'

export interface LogEntry {
  /** `'-'` until it is found at the body's beginning, or if it is not there. */
  logid: string
  /** The scenario's or the engine's name, `'speech'` or `'stop'`; `'-'` for a request that is none for an answer. */
  scenario: string
  /** HTTP status; 0 when the client left before there was one. */
  status: number
  bytesIn: number
  form: RequestForm | undefined
  /** `failed`: the answer had started, and its last line is an error; `stopped`: by its student. */
  outcome:
    | 'receiving'
    | 'streaming'
    | 'finished'
    | 'refused'
    | 'failed'
    | 'destroyed'
    | 'client-closed'
    | 'stopped'
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
  /** Only for a request that asks no model: it reads an answer that another has asked for, or stops one. */
  keptAnswer?: 'read' | 'stop'
  /** Only for a text to be spoken. */
  speech?: SpeechFacts
}

/** Of a text to be spoken. */
export interface SpeechFacts {
  /** Had it been spoken before, was it being spoken for others, or was the voice asked? Unset if it was refused before that. */
  source?: SpeechSource
  /** Of the text; and of those, what the voice was asked to speak for this request. */
  characters?: number
  askedCharacters?: number
  sizeBytes?: number
}

export type SpeechSource = 'kept' | 'joined' | 'made'

/** Of a request that has just arrived. */
export const newEntry = (): LogEntry => ({
  logid: '-',
  scenario: '-',
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
})

export interface RequestLog {
  /** The caller keeps updating the entry. Only the latest hundred are kept. */
  add(entry: LogEntry): void
  /** Oldest first. */
  entries(): readonly LogEntry[]
}

export function createRequestLog(): RequestLog {
  const entries: LogEntry[] = []
  return {
    add(entry) {
      entries.push(entry)
      if (entries.length > 100) entries.shift()
    },
    entries: () => entries,
  }
}
