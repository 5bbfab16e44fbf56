// Release channel → the service's address, and every limit.

type EnvVersion = 'develop' | 'trial' | 'release'

export interface Config {
  /** Where the service is. `{apiAddress}/chat_completion.ChatService/…` must answer; HTTPS and allow-listed in a release. */
  readonly apiAddress: string
  /** The service reads the question from a tag in front of the MP3 (docs/protocol.md). Others get the recorder's bytes alone. */
  readonly readsQuestion: boolean
  /** The service reads texts aloud (docs/protocol.md). Others are never asked to, and nothing of it is shown. */
  readonly speaks: boolean
  /** WeChat cloud environment. `''` for none: recordings are then sent inline, and the uid belongs to this installation. */
  readonly cloudEnvironment: string
  readonly transport: 'auto' | 'inline' | 'cloud'
  readonly limits: Limits
  readonly operator: Operator
}

/** Whoever runs this mini program, for the privacy page, in the words to show; `''` leaves a line out. docs/deploy.md says what the law asks. */
interface Operator {
  readonly name: string
  /** An e-mail address or a phone number, also for requests to delete what the service keeps. */
  readonly contact: string
  /** The language model's name and filing number. */
  readonly model: string
  /** What the service keeps of recordings and answers, and for how long. */
  readonly retention: string
}

/** Same as in package.json. A released build gets its version from WeChat. */
export const version = '0.1.0'

/**
 * Below this the mini program shows only pages/outdated: `enableChunked` (2.20.2) is the newest API it depends on;
 * getAppBaseInfo, getWindowInfo, getAppAuthorizeSetting and offChunkReceived need 2.20.1 (per miniprogram-api-typings).
 */
export const minimumBaseLibrary = '2.20.2'

interface Limits {
  readonly recordingMaxMs: number
  /** `auto` uploads larger request bodies to the cloud: by default nginx rejects bodies over 1 MB. */
  readonly inlineBodyMaxBytes: number
  /** Wait for the first byte: speech recognition and the model's first token. The upload's own time is added. */
  readonly firstByteMs: number
  /** Wait after that: the protocol lets the client disconnect after 5 s without data. */
  readonly idleMs: number
  /** The timeout of `wx.request` covers the whole answer; its default is 60 s. */
  readonly requestTimeoutMs: number
  /** A longer frame is rejected rather than buffered without end. */
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

type Service = Pick<Config, 'apiAddress' | 'readsQuestion' | 'speaks'>

/** `npm run service` on the computer that runs DevTools, which reaches it with "urlCheck": false. */
const local: Service = { apiAddress: 'http://127.0.0.1:8787', readsQuestion: true, speaks: true }

// `readsQuestion` is true for the service in tools/service, and false for one that does not know the tag; `speaks` is true for the
// service in tools/service if it has a voice
const released: Service = { apiAddress: 'https://api.example.com', readsQuestion: false, speaks: false }

// While WeChat reviews a version, its envVersion is `develop`: https://developers.weixin.qq.com/community/develop/doc/00080e7ea38400e6a15cc713453400
const services: Record<EnvVersion, Service> = { develop: released, trial: released, release: released }

const operator: Operator = { name: '', contact: '', model: '', retention: '' }

export function configFor(envVersion: EnvVersion, isDevTools: boolean): Config {
  const service = isDevTools ? local : services[envVersion]
  return { ...service, cloudEnvironment: '', transport: 'auto', limits, operator }
}
