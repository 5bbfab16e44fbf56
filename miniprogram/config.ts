// Addresses by release channel, and every limit, with its unit in its name.

export type EnvVersion = 'develop' | 'trial' | 'release'

export interface Config {
  /** Where the service is. `{apiAddress}/chat_completion.ChatService/…` must answer; HTTPS and allow-listed in a release. */
  readonly apiAddress: string
  /** WeChat cloud environment, or `''` for none: then recordings go inline and the uid is this installation's. */
  readonly cloudEnvironment: string
  readonly transport: 'auto' | 'inline' | 'cloud'
  readonly limits: Limits
}

/** That of package.json. A released build has its own from WeChat. */
export const version = '0.1.0'

/**
 * Below this the mini program shows only pages/outdated: `enableChunked` (2.20.2) is the newest thing that it cannot do
 * without; getAppBaseInfo, getWindowInfo, getAppAuthorizeSetting and offChunkReceived need 2.20.1. Numbers: miniprogram-api-typings.
 */
export const minimumBaseLibrary = '2.20.2'

export interface Limits {
  readonly recordingMaxMs: number
  /** Above this request body, `auto` takes the cloud: nginx refuses more than 1 MB unless told otherwise. */
  readonly inlineBodyMaxBytes: number
  /** Before the first byte: upload, speech recognition and the model's first token. */
  readonly firstByteMs: number
  /** After it: the user's document lets the client disconnect after 5 s without data. */
  readonly idleMs: number
  /** `wx.request` counts its timeout over the whole answer, 60 s unless told otherwise. */
  readonly requestTimeoutMs: number
  /** A longer frame is refused rather than buffered for ever. */
  readonly frameMaxBytes: number
  /** How often growing text reaches the page. */
  readonly flushMs: number
}

const limits: Limits = {
  recordingMaxMs: 120_000,
  inlineBodyMaxBytes: 1_000_000,
  firstByteMs: 30_000,
  idleMs: 5_000,
  requestTimeoutMs: 300_000,
  frameMaxBytes: 1_000_000,
  flushMs: 90,
}

const apiAddresses: Record<EnvVersion, string> = {
  // `npm run service` answers here; DevTools reaches it with "urlCheck": false
  develop: 'http://127.0.0.1:8787',
  trial: 'https://api.example.com',
  release: 'https://api.example.com',
}

export function configFor(envVersion: EnvVersion): Config {
  return { apiAddress: apiAddresses[envVersion], cloudEnvironment: '', transport: 'auto', limits }
}
