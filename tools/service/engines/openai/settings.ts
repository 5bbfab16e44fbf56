// Settings → the models' addresses, and the limits on their use.
import type { Settings } from '../../settings'

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

/** Speech and language models may have separate addresses and keys: vLLM serves a single model. Throws an error that names the missing variable. */
export function readOpenAiSettings(settings: Settings): OpenAiSettings {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = settings
  const isHosted = new URL(baseUrl).hostname === 'api.openai.com'
  if (isHosted && apiKey === undefined) {
    throw new Error('OPENAI_API_KEY is not set: set it, or set OPENAI_BASE_URL to a server that needs no key')
  }
  return {
    transcription: {
      baseUrl: settings.OPENAI_TRANSCRIPTION_BASE_URL ?? baseUrl,
      apiKey: settings.OPENAI_TRANSCRIPTION_API_KEY ?? apiKey ?? noKey,
      model: settings.OPENAI_TRANSCRIPTION_MODEL,
    },
    chat: { baseUrl, apiKey: apiKey ?? noKey, model: settings.OPENAI_CHAT_MODEL },
    concurrency: settings.UPSTREAM_CONCURRENCY,
    queueMax: settings.QUEUE_MAX,
    queueWaitMaxMs: settings.QUEUE_WAIT_MAX_MS,
    transcriptionMaxMs: settings.TRANSCRIPTION_MAX_MS,
    stallMaxMs: settings.STALL_MAX_MS,
  }
}

/** The openai package requires a key; a self-hosted server accepts any. */
const noKey = 'none'
