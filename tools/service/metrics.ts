// Finished answers → Prometheus metrics. Every label has a fixed set of values.
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { countKernelConnections } from './kernel-connections'
import type { SharedRedis } from './redis'
import type { LogEntry } from './request-log'

/** All metrics of a process, to be sent to another. */
export type MetricValues = Awaited<ReturnType<Registry['getMetricsAsJSON']>>

export interface Load {
  /** Connections that are open, in use or kept. */
  readonly connections: number
  /** Requests that are arriving, the bytes of recordings held in memory, and answers in progress. */
  readonly uploads: number
  readonly heldBytes: number
  readonly active: number
  /** Of the answers, being generated upstream and waiting for a slot. */
  readonly running?: number
  readonly waiting?: number
  /** Bytes of answers that can be read again. */
  readonly answersKeptBytes?: number
  /** Speech that is kept in memory; and texts being spoken, and waiting for their turn. */
  readonly speechKeptBytes?: number
  readonly speechRunning?: number | undefined
  readonly speechWaiting?: number | undefined
}

export interface Metrics {
  values(): Promise<MetricValues>
  /** Counts a finished answer, or any other request that was refused. Never throws. */
  count(entry: LogEntry): void
  /** For a primary, which keeps them but answers nobody. */
  observeKeptAnswers(keptBytes: () => number): void
  /** Registers the source that the gauges read on every scrape. */
  observe(load: () => Load): void
  /** The same for what the instances share. */
  observeRedis(redis: Pick<SharedRedis, 'isUp' | 'fallbacks'>): void
}

const secondsBuckets = [0.1, 0.25, 0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30, 60, 120]

/** Uses its own registry. `ofProcess` adds Node's metrics: memory, event loop, garbage collection. */
export function createMetrics({ ofProcess = false } = {}): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  if (ofProcess) {
    collectDefaultMetrics({ register: registry })
    for (const { name } of registry.getMetricsAsArray()) {
      // of several processes the slowest counts
      if (name.startsWith('nodejs_eventloop_lag')) Object.assign(registry.getSingleMetric(name) ?? {}, worst)
    }
  }

  const answers = new Counter({
    name: 'speaking_answers_total',
    help: 'Answers, those that are read again included, and other refused requests, by outcome and HTTP status.',
    labelNames: ['outcome', 'status'],
    registers,
  })
  const refused = new Counter({
    name: 'speaking_refused_total',
    help: 'Refused requests, and answers that ended with an error line, by gRPC code and reason.',
    labelNames: ['code', 'reason'],
    registers,
  })
  const keptAnswers = new Counter({
    name: 'speaking_kept_answers_total',
    help: 'Requests that asked no model: to read an answer that another has asked for, or to stop one.',
    labelNames: ['use'],
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

  const speech = new Counter({
    name: 'speaking_speech_total',
    help: 'Texts to be spoken, by outcome, HTTP status and where their speech came from.',
    labelNames: ['outcome', 'status', 'source'],
    registers,
  })
  const speechCharacters = new Counter({
    name: 'speaking_speech_characters_total',
    help: 'Characters that the voice has spoken, or was asked to.',
    registers,
  })
  const speechSeconds = new Histogram({
    name: 'speaking_speech_seconds',
    help: 'Time from the request to the first byte of speech.',
    labelNames: ['source'],
    buckets: secondsBuckets,
    registers,
  })

  const observeKeptAnswers = (keptBytes: () => number) => {
    new Gauge({
      name: 'speaking_answers_kept_bytes',
      help: 'Bytes of answers that can be read again.',
      registers,
      collect() {
        this.set(keptBytes())
      },
    })
  }

  return {
    observeKeptAnswers,
    values: () => registry.getMetricsAsJSON(),
    count({ outcome, status, grpcCode, reason, firstTextMs, totalMs, upstream, keptAnswer, speech: spoken }) {
      if (grpcCode !== undefined && reason !== undefined) refused.inc({ code: grpcCode, reason })
      if (keptAnswer) keptAnswers.inc({ use: keptAnswer })
      if (keptAnswer === 'stop') return
      if (spoken) {
        const { source = 'none', askedCharacters = 0 } = spoken
        speech.inc({ outcome, status, source })
        speechCharacters.inc(askedCharacters)
        if (firstTextMs !== undefined) speechSeconds.observe({ source }, firstTextMs / 1000)
        return
      }
      answers.inc({ outcome, status })
      if (firstTextMs !== undefined) {
        firstText.observe(firstTextMs / 1000)
        stream.observe(((totalMs ?? firstTextMs) - firstTextMs) / 1000)
      }
      tokens.inc({ kind: 'prompt' }, countable(upstream.promptTokens))
      tokens.inc({ kind: 'completion' }, countable(upstream.completionTokens))
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
      gauge('speaking_processes', 'Processes that answer.', () => 1)
      gauge(connectionsName, 'Connections that are open, in use or kept.', ({ connections }) => connections)
      gauge('speaking_uploads', 'Requests that are arriving.', ({ uploads }) => uploads)
      gauge(
        'speaking_held_bytes',
        'Bytes of recordings and speech held in memory, without what is kept.',
        ({ heldBytes }) => heldBytes,
      )
      gauge('speaking_active', 'Answers in progress, from the end of the upload.', ({ active }) => active)
      gauge('speaking_upstream_running', 'Answers being generated upstream.', ({ running }) => running)
      gauge('speaking_upstream_waiting', 'Answers waiting for an upstream slot.', ({ waiting }) => waiting)
      gauge('speaking_speech_running', 'Texts being spoken.', ({ speechRunning }) => speechRunning)
      gauge('speaking_speech_waiting', 'Texts waiting to be spoken.', ({ speechWaiting }) => speechWaiting)
      observeKeptAnswers(() => load().answersKeptBytes ?? 0)
      gauge('speaking_speech_kept_bytes', 'Speech kept in memory.', ({ speechKeptBytes }) => speechKeptBytes)
    },
    observeRedis(redis) {
      const up = new Gauge({
        name: 'speaking_redis_up',
        help: 'Whether every process can ask Redis.',
        registers,
        collect() {
          this.set(redis.isUp ? 1 : 0)
        },
      })
      Object.assign(up, { aggregator: 'min' })
      new Counter({
        name: 'speaking_redis_fallbacks_total',
        help: 'What was counted, admitted or kept by an instance on its own, as Redis was away.',
        registers,
        collect() {
          this.reset()
          this.inc(redis.fallbacks)
        },
      })
    },
  }
}

/** What a model's server calls a number of tokens may be anything. */
const countable = (tokens: unknown) =>
  typeof tokens === 'number' && Number.isFinite(tokens) && tokens >= 0 ? tokens : 0

const worst = { aggregator: 'max' }
const connectionsName = 'speaking_connections'

/** In Prometheus's text format, with the sums of all processes: counters, histograms and gauges alike. */
export async function renderMetrics(
  ofProcesses: readonly MetricValues[],
  servicePort: number,
): Promise<string> {
  const registry = AggregatorRegistry.aggregate([...ofProcesses])
  const known = await registry.getSingleMetric(connectionsName)?.get()
  const existing = await countKernelConnections(servicePort)
  if (existing !== undefined) {
    new Gauge({
      name: 'speaking_accept_waiting',
      help: 'Connections that no process has got to yet: their clients wait, and no other metric counts it.',
      registers: [registry],
    }).set(Math.max(0, existing - (known?.values[0]?.value ?? 0)))
  }
  return registry.metrics()
}

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE
