// Engine name and settings → the service's options.
import { createClientAddress } from './client-address'
import { systemClock } from './clock'
import { createOpenAiEngine } from './engines/openai/engine'
import { readOpenAiSettings } from './engines/openai/settings'
import { read } from './environment'
import { createMetrics } from './metrics'
import { createRateLimits } from './rate-limits'
import type { ServiceOptions } from './service'
import { variables, type Settings } from './settings'

export interface Configuration {
  readonly options: ServiceOptions
  /** For `RunningService.close`. */
  readonly graceMs: number
}

/** Throws an error that names the invalid engine or variable. */
export function configure(engine: string, settings: Settings): Configuration {
  // the mock is for experiments, so it has no limits
  if (read({ '--engine': engine }, '--engine', variables.ENGINE) === 'scripted')
    return { options: {}, graceMs: 0 }
  return {
    graceMs: settings.GRACE_MS,
    options: {
      engine: createOpenAiEngine(readOpenAiSettings(settings), systemClock),
      metrics: createMetrics({ ofProcess: true }),
      contentOrigins: settings.CONTENT_ORIGINS,
      contentPrivateRanges: settings.CONTENT_PRIVATE_RANGES,
      clientAddress: createClientAddress(settings.TRUSTED_PROXIES),
      rateLimits: createRateLimits({
        uid: settings.UID_REQUESTS_PER_MINUTE,
        address: settings.ADDRESS_REQUESTS_PER_MINUTE,
      }),
      activeMax: settings.ACTIVE_MAX,
      bodyMaxBytes: settings.BODY_MAX_BYTES,
      answerMaxMs: settings.ANSWER_MAX_MS,
      readerMaxMs: settings.READER_MAX_MS,
    },
  }
}
