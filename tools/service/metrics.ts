// Finished answers → Prometheus metrics. Every label has a fixed set of values.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Refusal } from './refusal'
import type { LogEntry } from './request-log'

export interface Load {
  /** Answers in progress, including those whose recording is still uploading. */
  readonly active: number
  /** Of these, being generated upstream and waiting for a slot. */
  readonly running?: number
  readonly waiting?: number
}

export interface Metrics {
  readonly contentType: string
  /** In Prometheus's text format. */
  text(): Promise<string>
  /** Counts a finished answer. */
  count(entry: LogEntry): void
  /** Counts a request that was refused before an answer began. */
  countRefused(refusal: Refusal): void
  /** Registers the source that the gauges read on every scrape. */
  observe(load: () => Load): void
}

const secondsBuckets = [0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120]

/** Uses its own registry. `ofProcess` adds Node's metrics: memory, event loop, garbage collection. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })

  const answers = new Counter({
    name: 'speaking_answers_total',
    help: 'Answer requests by outcome and HTTP status.',
    labelNames: ['outcome', 'status'],
    registers,
  })
  const refused = new Counter({
    name: 'speaking_refused_total',
    help: 'Refused requests, and answers that ended with an error line, by gRPC code and reason.',
    labelNames: ['code', 'reason'],
    registers,
  })
  const firstText = new Histogram({
    name: 'speaking_first_text_seconds',
    help: 'Time from the request to the first text written.',
    buckets: secondsBuckets,
    registers,
  })
  const stream = new Histogram({
    name: 'speaking_stream_seconds',
    help: 'Time from the first text written to the end of the answer, whatever the outcome.',
    buckets: secondsBuckets,
    registers,
  })
  const tokens = new Counter({
    name: 'speaking_tokens_total',
    help: 'Tokens reported by the language model.',
    labelNames: ['kind'],
    registers,
  })

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    count({ outcome, status, grpcCode, reason, firstTextMs, totalMs, upstream }) {
      answers.inc({ outcome, status })
      if (grpcCode !== undefined && reason !== undefined) refused.inc({ code: grpcCode, reason })
      if (firstTextMs !== undefined) {
        firstText.observe(firstTextMs / 1000)
        stream.observe(((totalMs ?? firstTextMs) - firstTextMs) / 1000)
      }
      tokens.inc({ kind: 'prompt' }, upstream.promptTokens ?? 0)
      tokens.inc({ kind: 'completion' }, upstream.completionTokens ?? 0)
    },
    countRefused({ status, grpcCode, reason }) {
      answers.inc({ outcome: 'refused', status })
      refused.inc({ code: grpcCode, reason })
    },
    observe(load) {
      const gauge = (name: string, help: string, value: (now: Load) => number | undefined) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(value(load()) ?? 0)
          },
        })
      gauge('speaking_active', 'Answers in progress, including uploads.', ({ active }) => active)
      gauge('speaking_upstream_running', 'Answers being generated upstream.', ({ running }) => running)
      gauge('speaking_upstream_waiting', 'Answers waiting for an upstream slot.', ({ waiting }) => waiting)
    },
  }
}
