// The environment variables of the service, in the order of docs/deploy.md's table, which is made from this list:
//   npm run service:environment
import { availableParallelism } from 'node:os'
import {
  choice,
  hostNames,
  integer,
  list,
  object,
  optionalText,
  optionalUrl,
  redisUrl,
  read,
  text,
  url,
  type Environment,
  type Variable,
} from './environment'

export const variables = {
  ENGINE: choice(['scripted', 'openai'], '`openai` listens. In the container it is the default'),

  // where it listens, and whom it knows
  HOST: text('127.0.0.1', 'where to listen; in the container `0.0.0.0`'),
  PORT: integer(8787, 0, 'in the container `8080`'),
  ALLOWED_HOSTS: hostNames(
    'names by which it may be called, besides its own addresses; unless `HOST` is this machine alone, all if none is given',
  ),
  METRICS_PORT: integer(9464, 0, 'where `GET /metrics` is answered, on the same address; `0`: nowhere'),
  TRUSTED_PROXIES: list(
    'whose `X-Forwarded-For` is trusted: addresses, ranges, `loopback`, `linklocal`, `uniquelocal`',
  ),

  // the models
  OPENAI_BASE_URL: url(
    'https://api.openai.com/v1',
    "the language model's server, and by default the speech model's",
  ),
  OPENAI_API_KEY: optionalText('its key; needed for the default server'),
  OPENAI_CHAT_MODEL: text('gpt-4o-mini', 'the language model'),
  OPENAI_CHAT_EXTRA: object(
    ['model', 'messages', 'stream'],
    'a JSON object of what else the chat request has, see [Models](#models); `null` takes a default away',
  ),
  OPENAI_TRANSCRIPTION_MODEL: text('whisper-1', 'the speech model'),
  OPENAI_TRANSCRIPTION_BASE_URL: optionalUrl(
    "the speech model's server, if it is another one",
    'OPENAI_BASE_URL',
  ),
  OPENAI_TRANSCRIPTION_API_KEY: optionalText('its key', 'OPENAI_API_KEY'),

  // the voice
  OPENAI_VOICE_MODEL: optionalText(
    'the model that reads aloud, see [Voice](#voice); without it the service has no voice',
  ),
  OPENAI_VOICE: text('alloy', 'which of its voices'),
  OPENAI_VOICE_EXTRA: object(
    ['model', 'voice', 'input', 'response_format'],
    'a JSON object of what else the request to it has: `{"speed":0.9}`',
  ),
  OPENAI_VOICE_BASE_URL: optionalUrl('its server, if it is another one', 'OPENAI_BASE_URL'),
  OPENAI_VOICE_API_KEY: optionalText('its key', 'OPENAI_API_KEY'),

  // what may be shown
  CONTENT_CHECK: choice(
    ['off', 'moderations', 'wechat'],
    'who is asked about every text before it is shown, see [Content check](#content-check)',
  ),
  CONTENT_CHECK_BASE_URL: optionalUrl(
    'its server; for `wechat` by default `https://api.weixin.qq.com`',
    'OPENAI_BASE_URL',
  ),
  CONTENT_CHECK_API_KEY: optionalText('its key, for `moderations`', 'OPENAI_API_KEY'),
  CONTENT_CHECK_MODEL: text('omni-moderation-latest', 'its model, for `moderations`'),
  CONTENT_CHECK_MAX_MS: integer(5_000, 1, 'time limit for each text; a text without a verdict is not shown'),
  WECHAT_APPID: optionalText("the mini program's, for `wechat`"),
  WECHAT_SECRET: optionalText('its AppSecret, for `wechat`'),

  // several instances
  REDIS_URL: redisUrl(
    'what the instances share: `redis://…`, with TLS `rediss://…`, see [Several instances](#several-instances)',
  ),

  // how much of the models may be used
  UPSTREAM_CONCURRENCY: integer(
    512,
    1,
    'answers that use a model at the same time; set it to what yours can take',
  ),
  QUEUE_MAX: integer(512, 0, 'answers that may wait for a model; one more is refused with 429'),
  QUEUE_WAIT_MAX_MS: integer(20_000, 0, 'how long they may wait'),

  SPEECH_CONCURRENCY: integer(
    32,
    1,
    'texts that the voice speaks at the same time; `QUEUE_MAX` may wait for it, too',
  ),

  // time limits
  TRANSCRIPTION_MAX_MS: integer(60_000, 1, 'time limit of the speech model'),
  SPEECH_MAX_MS: integer(20_000, 1, 'time limit of the voice for a text; half as long it may wait before'),
  STALL_MAX_MS: integer(15_000, 1, 'silence of the language model after which an answer is given up'),
  ANSWER_MAX_MS: integer(120_000, 1, 'time limit of a whole answer, including upload and waiting'),
  READER_MAX_MS: integer(15_000, 1, 'a phone that reads nothing for this long is disconnected'),
  DRAIN_MS: integer(
    5_000,
    0,
    'after SIGTERM: `/healthz` is 503 while requests are still served, until balancers have noticed',
  ),
  GRACE_MS: integer(20_000, 0, 'then the time that running answers have'),

  // what fits in
  WORKERS: {
    ...integer(
      availableParallelism(),
      1,
      'processes that answer; the limits below and those of the models are divided among them',
    ),
    shownDefault: 'cores',
  },
  ACTIVE_MAX: integer(
    1_000,
    1,
    'answers at once, from the end of the upload, and waiting ones; one more is refused with 429',
  ),
  BODIES_MAX_BYTES: integer(
    64_000_000,
    1,
    'recordings in memory, from their arrival until the speech model has heard them, and speech until the phone has it; what is more is refused with 429. One address may use three quarters',
  ),
  UPLOADS_PER_ADDRESS_MAX: integer(
    200,
    1,
    'uploads at once from one IP address; a whole school may share one',
  ),
  UPLOAD_LEAST_BYTES_PER_SECOND: integer(
    10_000,
    1,
    'a slower upload is refused with 408, after the first ten seconds',
  ),
  BODY_MAX_BYTES: integer(4_000_000, 1, 'a larger request, or a larger recording behind a URL, is refused'),

  KEPT_MAX_BYTES: integer(
    64_000_000,
    0,
    'answers kept in memory, each for ten minutes; what ended longest ago makes room',
  ),

  SPEECH_KEPT_MAX_BYTES: integer(
    32_000_000,
    0,
    'speech kept in memory, each for a day; what was asked for longest ago makes room',
  ),

  // who may ask how often
  UID_REQUESTS_PER_MINUTE: integer(20, 0, 'per student; `0` means no limit'),
  ADDRESS_REQUESTS_PER_MINUTE: integer(1_200, 0, 'per IP address; a whole school may share one'),
  UID_ANSWERS_PER_DAY: integer(100, 0, 'per student; eight mocks, and far more than anybody speaks in a day'),
  ADDRESS_ANSWERS_PER_DAY: integer(500, 0, 'per IP address: uids are free to invent, addresses are not'),
  ANSWERS_PER_DAY: integer(
    2_000,
    0,
    'of the whole service: the most that a day can cost. Raise it as students come',
  ),

  UID_SPEECH_REQUESTS_PER_MINUTE: integer(60, 0, 'texts to be spoken, per student'),
  ADDRESS_SPEECH_REQUESTS_PER_MINUTE: integer(3_000, 0, 'and per IP address'),
  UID_SPEECH_CHARACTERS_PER_DAY: integer(
    60_000,
    0,
    'characters that the voice is asked to speak, per student; what is kept costs none, and no text counts for less than 100',
  ),
  ADDRESS_SPEECH_CHARACTERS_PER_DAY: integer(300_000, 0, 'the same per IP address'),
  SPEECH_CHARACTERS_PER_DAY: integer(
    1_000_000,
    0,
    'the same of the whole service: the most that a day of speech can cost',
  ),

  // recordings behind a URL
  CONTENT_ORIGINS: list(
    'origins from which `content` URLs are fetched; they must resolve to public addresses',
  ),
  CONTENT_PRIVATE_RANGES: list('private ranges that they may resolve to, e.g. `10.0.0.0/8`'),
}

type ValueOf<Kind> = Kind extends Variable<infer Value> ? Value : never
export type Settings = { readonly [Name in keyof typeof variables]: ValueOf<(typeof variables)[Name]> }

/** Throws an error that names the invalid variable. */
export function readSettings(environment: Environment): Settings {
  const values = Object.entries<Variable<unknown>>(variables).map(([name, variable]) => [
    name,
    read(environment, name, variable),
  ])
  return Object.fromEntries(values) as Settings
}

/** Names that are set, unknown, and almost a known one: `ACTIV_MAX`, with the name that was probably meant. */
export function findMisspelled(environment: Environment): readonly (readonly [string, string])[] {
  const known = Object.keys(variables)
  return Object.keys(environment)
    .filter((name) => !known.includes(name) && name.includes('_'))
    .flatMap((name) => {
      const meant = known.find((other) => other.includes('_') && countEdits(name, other) <= 2)
      return meant === undefined ? [] : [[name, meant] as const]
    })
}

/** Letters to add, remove or replace (Levenshtein). */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [above, letter] of [...from].entries()) {
    const next = [above + 1]
    for (const [index, other] of [...to].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
