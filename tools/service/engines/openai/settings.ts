// Environment → the models' addresses, and the limits on their use.
import { readInteger, readText, readUrl, type Environment } from '../../environment'

export interface Model {
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
}

export interface OpenAiSettings {
  readonly transcription: Model
  readonly chat: Model
  /** Answers generated concurrently; beyond that at most `queueMax` wait, each for at most `queueWaitMaxMs`. */
  readonly concurrency: number
  readonly queueMax: number
  readonly queueWaitMaxMs: number
  readonly transcriptionMaxMs: number
  /** How long the language model may be silent, counted from the request, before its answer is abandoned. */
  readonly stallMaxMs: number
}

/** Speech and language models may have separate addresses and keys: vLLM serves a single model. Throws an error that names the variable. */
export function readOpenAiSettings(environment: Environment): OpenAiSettings {
  const baseUrl = readUrl(environment, 'OPENAI_BASE_URL', 'https://api.openai.com/v1')
  const apiKey = readText(environment, 'OPENAI_API_KEY')
  const isHosted = new URL(baseUrl).hostname === 'api.openai.com'
  if (isHosted && apiKey === undefined) {
    throw new Error('OPENAI_API_KEY is not set: set it, or set OPENAI_BASE_URL to a server that needs no key')
  }
  return {
    transcription: {
      baseUrl: readUrl(environment, 'OPENAI_TRANSCRIPTION_BASE_URL', baseUrl),
      apiKey: readText(environment, 'OPENAI_TRANSCRIPTION_API_KEY') ?? apiKey ?? noKey,
      model: readText(environment, 'OPENAI_TRANSCRIPTION_MODEL') ?? 'whisper-1',
    },
    chat: {
      baseUrl,
      apiKey: apiKey ?? noKey,
      model: readText(environment, 'OPENAI_CHAT_MODEL') ?? 'gpt-4o-mini',
    },
    concurrency: readInteger(environment, 'UPSTREAM_CONCURRENCY', 512, 1),
    queueMax: readInteger(environment, 'QUEUE_MAX', 512),
    queueWaitMaxMs: readInteger(environment, 'QUEUE_WAIT_MAX_MS', 20_000),
    transcriptionMaxMs: readInteger(environment, 'TRANSCRIPTION_MAX_MS', 60_000, 1),
    stallMaxMs: readInteger(environment, 'STALL_MAX_MS', 15_000, 1),
  }
}

/** The openai package requires a key; a self-hosted server accepts any. */
const noKey = 'none'
