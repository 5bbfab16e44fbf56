// Settings → the models' addresses, and the limits on their use.
import type { Settings } from '../../settings'
import type { ModerationsSettings, WeChatSettings } from './checkers'

export interface Model {
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
}

export const authorization = ({ apiKey }: Model) => ({ Authorization: `Bearer ${apiKey}` })

export interface VoiceSettings {
  readonly model: Model
  readonly voice: string
  /** What every request has besides model, voice, text and format. */
  readonly extra: Readonly<Record<string, unknown>>
  /** Texts spoken concurrently; beyond that at most `queueMax` wait, each for at most half of `maxMs`. */
  readonly concurrency: number
  readonly queueMax: number
  readonly maxMs: number
}

export interface OpenAiSettings {
  readonly transcription: Model
  readonly chat: Model
  /** What every chat request has besides model, messages and `stream`. */
  readonly chatRequest: Readonly<Record<string, unknown>>
  /** Answers generated concurrently; beyond that at most `queueMax` wait, each for at most `queueWaitMaxMs`. */
  readonly concurrency: number
  readonly queueMax: number
  readonly queueWaitMaxMs: number
  readonly transcriptionMaxMs: number
  /** How long the language model may be silent, counted from the request, before its answer is abandoned. */
  readonly stallMaxMs: number
  readonly contentCheck: ContentCheckSettings | undefined
  /** For one text. */
  readonly checkMaxMs: number
  /** Of the language model's answer, in UTF-16 units. */
  readonly textMaxLength: number
}

export type ContentCheckSettings =
  ({ readonly kind: 'moderations' } & ModerationsSettings) | ({ readonly kind: 'wechat' } & WeChatSettings)

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
    chatRequest: chatRequestWith(settings.OPENAI_CHAT_EXTRA),
    concurrency: settings.UPSTREAM_CONCURRENCY,
    queueMax: settings.QUEUE_MAX,
    queueWaitMaxMs: settings.QUEUE_WAIT_MAX_MS,
    transcriptionMaxMs: settings.TRANSCRIPTION_MAX_MS,
    stallMaxMs: settings.STALL_MAX_MS,
    textMaxLength,
    contentCheck: contentCheckOf(settings),
    checkMaxMs: settings.CONTENT_CHECK_MAX_MS,
  }
}

/** Undefined without a model that reads aloud. */
export function readVoiceSettings(settings: Settings): VoiceSettings | undefined {
  const model = settings.OPENAI_VOICE_MODEL
  if (model === undefined) return undefined
  return {
    model: {
      baseUrl: settings.OPENAI_VOICE_BASE_URL ?? settings.OPENAI_BASE_URL,
      apiKey: settings.OPENAI_VOICE_API_KEY ?? settings.OPENAI_API_KEY ?? noKey,
      model,
    },
    voice: settings.OPENAI_VOICE,
    extra: settings.OPENAI_VOICE_EXTRA,
    concurrency: settings.SPEECH_CONCURRENCY,
    queueMax: settings.QUEUE_MAX,
    maxMs: settings.SPEECH_MAX_MS,
  }
}

function contentCheckOf(settings: Settings): ContentCheckSettings | undefined {
  const { CONTENT_CHECK: kind, CONTENT_CHECK_BASE_URL: baseUrl } = settings
  if (kind === 'moderations') {
    return {
      kind,
      baseUrl: baseUrl ?? settings.OPENAI_BASE_URL,
      apiKey: settings.CONTENT_CHECK_API_KEY ?? settings.OPENAI_API_KEY ?? noKey,
      model: settings.CONTENT_CHECK_MODEL,
    }
  }
  if (kind !== 'wechat') return undefined
  const { WECHAT_APPID: appid, WECHAT_SECRET: secret } = settings
  const account = appid !== undefined && secret !== undefined ? { appid, secret } : undefined
  if (account === undefined && baseUrl === undefined) {
    throw new Error('WECHAT_APPID and WECHAT_SECRET are not set: CONTENT_CHECK=wechat needs them')
  }
  return { kind, baseUrl: baseUrl ?? 'https://api.weixin.qq.com', account }
}

/** A self-hosted server accepts any. */
const noKey = 'none'

/** Far more than an answer has. Below the client's limit for a frame, 1 MB, even if every unit is escaped. */
const textMaxLength = 100_000

/** An answer has at most some 450 tokens, with notes in Chinese. */
const chatDefaults = {
  temperature: 0.3,
  max_completion_tokens: 600,
  stream_options: { include_usage: true },
}

/** A member that is null takes a default away. */
function chatRequestWith(extra: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const members = Object.entries({ ...chatDefaults, ...extra })
  return Object.fromEntries(members.filter(([, value]) => value !== null))
}
