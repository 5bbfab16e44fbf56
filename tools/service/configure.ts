// Engine name and environment → the service's options. docs/deploy.md lists the variables.
import { createClientAddress } from './client-address'
import { systemClock } from './clock'
import { createOpenAiEngine } from './engines/openai/engine'
import { readOpenAiSettings } from './engines/openai/settings'
import { readInteger, readList, type Environment } from './environment'
import { createMetrics } from './metrics'
import { createRateLimits } from './rate-limits'
import type { ServiceOptions } from './service'

export const engineNames = ['scripted', 'openai'] as const
export type EngineName = (typeof engineNames)[number]

export interface Configuration {
  readonly options: ServiceOptions
  /** For `RunningService.close`. */
  readonly graceMs: number
}

/** Throws an error that names the invalid engine or variable. */
export function configure(name: string, environment: Environment): Configuration {
  const known = engineNames.find((engine) => engine === name)
  if (known === undefined) throw new Error(`--engine ${name}: expected ${engineNames.join(' or ')}`)
  // the mock is for experiments, so it has no limits
  if (known === 'scripted') return { options: {}, graceMs: 0 }

  const integer = (variable: string, fallback: number, min?: number) =>
    readInteger(environment, variable, fallback, min)
  return {
    graceMs: integer('GRACE_MS', 20_000),
    options: {
      engine: createOpenAiEngine(readOpenAiSettings(environment), systemClock),
      metrics: createMetrics({ ofProcess: true }),
      contentOrigins: readList(environment, 'CONTENT_ORIGINS'),
      contentPrivateRanges: readList(environment, 'CONTENT_PRIVATE_RANGES'),
      clientAddress: createClientAddress(readList(environment, 'TRUSTED_PROXIES')),
      rateLimits: createRateLimits({
        uid: integer('UID_REQUESTS_PER_MINUTE', 20),
        address: integer('ADDRESS_REQUESTS_PER_MINUTE', 1_200),
      }),
      activeMax: integer('ACTIVE_MAX', 1_000, 1),
      bodyMaxBytes: integer('BODY_MAX_BYTES', 4_000_000, 1),
      answerMaxMs: integer('ANSWER_MAX_MS', 120_000, 1),
      readerMaxMs: integer('READER_MAX_MS', 15_000, 1),
    },
  }
}
