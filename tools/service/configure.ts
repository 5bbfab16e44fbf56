// Engine name and settings → the service's options.
import cluster from 'node:cluster'
import { createClientAddress } from './client-address'
import { systemClock } from './clock'
import { ownCounts, sharedCounts } from './counts'
import { createOpenAiEngine } from './engines/openai/engine'
import { readOpenAiSettings, readVoiceSettings } from './engines/openai/settings'
import { createOpenAiVoice } from './engines/openai/voice'
import { findStandInVoice } from './engines/scripted/voice'
import { read } from './environment'
import { createKeptAnswers, keptSeconds } from './kept-answers'
import { createMetrics } from './metrics'
import { ownPlaces, sharedPlaces } from './places'
import { createRateLimits, createSpeechLimits } from './rate-limits'
import { connectRedis } from './redis'
import { redisCounts } from './redis-counts'
import { createRedisKeptAnswers } from './redis-kept-answers'
import type { ServiceOptions } from './service'
import { variables, type Settings } from './settings'
import { primaryChannel, sharedAnswers } from './shared-answers'

export interface Configuration {
  readonly options: ServiceOptions
  /** For `RunningService.close`. */
  readonly graceMs: number
  readonly drainMs: number
}

/** A phone that has lost its network for a moment sends nothing. */
const uploadGraceMs = 10_000

/** Where this repository keeps what it makes. */
const standInFolder = 'build/voice'

/** Of the bytes in flight, what one address may use. */
const addressShare = 0.75

/** How many answer. One for each core, but never so many that one of them would have no share in a limit. */
export function countProcesses(
  engine: string,
  { WORKERS, ACTIVE_MAX, UPSTREAM_CONCURRENCY, BODIES_MAX_BYTES, BODY_MAX_BYTES }: Settings,
): number {
  if (engine === 'scripted') return 1
  const largestBodies = Math.floor((BODIES_MAX_BYTES * addressShare) / BODY_MAX_BYTES)
  return Math.max(1, Math.min(WORKERS, ACTIVE_MAX, UPSTREAM_CONCURRENCY, largestBodies))
}

/**
 * For one of `processes`. Throws an error that names the invalid engine or variable. `warn` tells the operator what should be looked at.
 */
export function configure(
  engine: string,
  settings: Settings,
  warn: (text: string) => void,
  processes = 1,
): Configuration {
  // the mock is for experiments, so it has no limits
  if (read({ '--engine': engine }, '--engine', variables.ENGINE) === 'scripted') {
    const voice = findStandInVoice(standInFolder)
    if (!voice) warn('nothing is read aloud: that takes espeak-ng (apt-get install espeak-ng)')
    return { options: { voice }, graceMs: 0, drainMs: 0 }
  }
  const share = (total: number) => Math.floor(total / processes)
  const models = readOpenAiSettings(settings)
  const voice = readVoiceSettings(settings)
  // the first of several processes answers nobody
  const isServing = processes === 1 || cluster.isWorker
  const redis = settings.REDIS_URL && isServing ? connectRedis(settings.REDIS_URL, warn) : undefined
  const alone = cluster.isWorker ? sharedCounts : ownCounts
  const counts = { openCounts: redis ? redisCounts(redis, alone) : alone, warn }
  // of a cluster without Redis the primary has them
  const isPrimarys = cluster.isWorker && !redis
  const keptMaxBytes = cluster.isWorker ? share(settings.KEPT_MAX_BYTES) : settings.KEPT_MAX_BYTES
  const ownAnswers = isPrimarys
    ? sharedAnswers({ keptSeconds, clock: systemClock, channel: primaryChannel })
    : createKeptAnswers({ keptSeconds, maxBytes: keptMaxBytes, clock: systemClock })
  const keptAnswers = redis ? createRedisKeptAnswers(redis, ownAnswers, systemClock) : ownAnswers
  const places = (name: string, total: number) =>
    redis ? sharedPlaces(redis, name, total, share(total)) : ownPlaces(share(total))
  const metrics = createMetrics({ ofProcess: true })
  if (redis) metrics.observeRedis(redis)
  return {
    graceMs: settings.GRACE_MS,
    drainMs: settings.DRAIN_MS,
    options: {
      engine: createOpenAiEngine(
        { ...models, queueMax: share(models.queueMax) },
        systemClock,
        places('upstream', models.concurrency),
      ),
      metrics,
      contentOrigins: settings.CONTENT_ORIGINS,
      contentPrivateRanges: settings.CONTENT_PRIVATE_RANGES,
      clientAddress: createClientAddress(settings.TRUSTED_PROXIES),
      rateLimits: createRateLimits(
        {
          requestsPerMinute: {
            address: settings.ADDRESS_REQUESTS_PER_MINUTE,
            uid: settings.UID_REQUESTS_PER_MINUTE,
          },
          answersPerDay: {
            service: settings.ANSWERS_PER_DAY,
            address: settings.ADDRESS_ANSWERS_PER_DAY,
            uid: settings.UID_ANSWERS_PER_DAY,
          },
        },
        counts,
      ),
      voice:
        voice &&
        createOpenAiVoice(
          {
            ...voice,
            concurrency: Math.max(1, share(voice.concurrency)),
            queueMax: share(voice.queueMax),
          },
          systemClock,
        ),
      speechLimits: createSpeechLimits(
        {
          requestsPerMinute: {
            address: settings.ADDRESS_SPEECH_REQUESTS_PER_MINUTE,
            uid: settings.UID_SPEECH_REQUESTS_PER_MINUTE,
          },
          charactersPerDay: {
            service: settings.SPEECH_CHARACTERS_PER_DAY,
            address: settings.ADDRESS_SPEECH_CHARACTERS_PER_DAY,
            uid: settings.UID_SPEECH_CHARACTERS_PER_DAY,
          },
        },
        counts,
      ),
      keptAnswers,
      speechKeptMaxBytes: share(settings.SPEECH_KEPT_MAX_BYTES),
      answerPlaces: places('answers', settings.ACTIVE_MAX),
      addressUploadsMax: Math.max(1, share(settings.UPLOADS_PER_ADDRESS_MAX)),
      bytesInFlight: {
        maxBytes: share(settings.BODIES_MAX_BYTES),
        addressMaxBytes: Math.ceil(share(settings.BODIES_MAX_BYTES) * addressShare),
      },
      leastPace: { graceMs: uploadGraceMs, bytesPerSecond: settings.UPLOAD_LEAST_BYTES_PER_SECOND },
      bodyMaxBytes: settings.BODY_MAX_BYTES,
      answerMaxMs: settings.ANSWER_MAX_MS,
      readerMaxMs: settings.READER_MAX_MS,
    },
  }
}
