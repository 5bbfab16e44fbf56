// Answers as they end → numbers that Prometheus collects. No label has more values than this source names.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Refusal } from './refusal'
import type { LogEntry } from './request-log'

export interface Load {
  /** Answers on their way, those still being uploaded counted. */
  readonly active: number
  /** Of these: with a place upstream, and waiting for one. */
  readonly running?: number
  readonly waiting?: number
}

export interface Metrics {
  readonly contentType: string
  /** In Prometheus' text format. */
  text(): Promise<string>
  /** An answer that is over. */
  count(entry: LogEntry): void
  /** A request that was refused before it became an answer. */
  countRefused(refusal: Refusal): void
  /** Where the gauges look each time they are asked. */
  observe(load: () => Load): void
}

const secondsBuckets = [0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120]

/** In a registry of its own. `ofProcess` adds Node's own numbers: memory, event loop, garbage collection. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  if (ofProcess) collectDefaultMetrics({ register: registry })

  const answers = new Counter({
    name: 'speaking_answers_total',
    help: 'Requests for an answer, by how they ended and by HTTP status.',
    labelNames: ['outcome', 'status'],
    registers,
  })
  const refused = new Counter({
    name: 'speaking_refused_total',
    help: 'Requests refused, and answers ended with an error line, by gRPC code and reason.',
    labelNames: ['code', 'reason'],
    registers,
  })
  const firstText = new Histogram({
    name: 'speaking_first_text_seconds',
    help: 'From the request to the first text written.',
    buckets: secondsBuckets,
    registers,
  })
  const stream = new Histogram({
    name: 'speaking_stream_seconds',
    help: 'From the first text written to the end of the answer, however it ended.',
    buckets: secondsBuckets,
    registers,
  })
  const tokens = new Counter({
    name: 'speaking_tokens_total',
    help: 'Tokens that the language model counted.',
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
      gauge('speaking_active', 'Answers on their way, uploads counted.', ({ active }) => active)
      gauge('speaking_upstream_running', 'Answers with a place upstream.', ({ running }) => running)
      gauge('speaking_upstream_waiting', 'Answers that wait for one.', ({ waiting }) => waiting)
    },
  }
}
