// A text → POST {base}/audio/speech → its MP3, with a stand-in server over HTTP: what is asked, what is passed on, and what is not.
import { soundOf } from '../../../fakes/bombs'
import { failure, spoken, type Respond } from '../../../fakes/openai-server'
import { askForSpeech, fixture } from '../start-service'
import { errorOf, eventually, startOpenAi, type OpenAiService } from './start-openai'

let service: OpenAiService
afterEach(() => service.close())
const start = async (environment: Record<string, string> = {}) => {
  service = await startOpenAi({ OPENAI_VOICE_MODEL: 'tts-1', ...environment })
}
const say = (text = 'Hello there', more: object = {}) => askForSpeech(service, text, more)

test('asks for MP3 in the voice that is set, with what else is set, at its own server', async () => {
  await start()
  const { baseUrl } = service.upstream
  const other = await startOpenAi({
    OPENAI_BASE_URL: 'http://127.0.0.1:9',
    OPENAI_VOICE_MODEL: 'kokoro',
    OPENAI_VOICE: 'bf_emma',
    OPENAI_VOICE_EXTRA: '{"speed":0.9}',
    OPENAI_VOICE_BASE_URL: baseUrl,
    OPENAI_VOICE_API_KEY: 'voice-key',
  })
  const sound = fixture('audio/hometown.mp3')
  service.upstream.voice = spoken(sound)
  try {
    const answer = await askForSpeech(other, 'Hello there')
    expect(answer.status).toBe(200)
    expect(Buffer.concat(answer.chunks).equals(sound)).toBe(true)
  } finally {
    await other.close()
  }
  const input = { input: 'Hello there', response_format: 'mp3' }
  expect(service.upstream.requests).toMatchObject([
    {
      path: '/v1/audio/speech',
      headers: { authorization: 'Bearer voice-key', 'content-type': 'application/json' },
      body: { ...input, model: 'kokoro', voice: 'bf_emma', speed: 0.9 },
    },
  ])

  expect((await say()).status).toBe(200)
  expect(service.upstream.requests[1]).toMatchObject({
    headers: { authorization: 'Bearer sk-secret-0123456789' },
    body: { ...input, model: 'tts-1', voice: 'alloy' },
  })
})

test('without a model that reads aloud there is no voice', async () => {
  await start({ OPENAI_VOICE_MODEL: '' })
  expect((await say()).status).toBe(501)
  expect(service.upstream.requests).toEqual([])
})

const bytes =
  (body: Buffer | string): Respond =>
  (response) =>
    response.writeHead(200, { 'Content-Type': 'audio/mpeg' }).end(body)
const cut: Respond = (response) => {
  response.writeHead(200, { 'Content-Length': '9999' }).write(soundOf(1_000))
  setImmediate(() => response.destroy())
}

interface Failing {
  readonly respond: Respond
  readonly status: number
  readonly grpcCode: number
  readonly reason: string
  readonly code?: string
}

// prettier-ignore
const failures: Readonly<Record<string, Failing>> = {
  'no key': { respond: failure(401, { code: 'invalid_api_key' }), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'invalid_api_key' },
  'no such path': { respond: failure(404, { code: 'unknown_url' }), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'unknown_url' },
  'a busy server': { respond: failure(429, {}, { 'Retry-After': '9' }), status: 429, grpcCode: 8, reason: 'upstream-busy', code: 'error' },
  'an unpaid bill': { respond: failure(429, { code: 'insufficient_quota' }), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'insufficient_quota' },
  'a filter': { respond: failure(400, { code: 'content_filter' }), status: 400, grpcCode: 9, reason: 'upstream-filtered', code: 'content_filter' },
  'a fault': { respond: failure(503, {}), status: 503, grpcCode: 14, reason: 'upstream-failed', code: 'error' },
  'a fault with status 200': { respond: bytes('{"error":{"code":"rate_limit"}}'), status: 429, grpcCode: 8, reason: 'upstream-busy', code: 'rate_limit' },
  WAVE: { respond: bytes(fixture('audio/hometown.wav')), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'no-mp3' },
  'a page': { respond: bytes('<html>'.repeat(99)), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'no-mp3' },
  nothing: { respond: bytes(''), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'no-mp3' },
  'speech without an end': { respond: bytes(soundOf(131_000)), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'no-mp3' },
  'more bytes than speech has': { respond: bytes(Buffer.alloc(5_000_000, 0xff)), status: 500, grpcCode: 13, reason: 'upstream-misconfigured', code: 'no-mp3' },
  'half of it': { respond: cut, status: 503, grpcCode: 14, reason: 'upstream-cut' },
  'no answer': { respond: (response) => response.destroy(), status: 503, grpcCode: 14, reason: 'upstream-failed', code: 'ECONNRESET' },
}

test.each(Object.entries(failures))(
  '%s is a refusal of its kind, and nothing is kept',
  async (_, failing) => {
    const { respond, status, grpcCode, reason, code } = failing
    await start()
    service.upstream.voice = respond
    const answer = await say()
    expect(answer.status).toBe(status)
    expect(errorOf(answer.text)).toMatchObject({ grpc_code: grpcCode })
    expect(service.entries).toMatchObject([
      { reason, scenario: 'speech', ...(code !== undefined && { upstream: { refusedCode: code } }) },
    ])
    expect(JSON.stringify(service.entries) + service.lines.join() + answer.text).not.toMatch(/Hello|secret/)
    service.upstream.voice = spoken(soundOf(2_000))
    expect((await say()).status).toBe(200)
  },
)

test('a server that says nothing is given up', async () => {
  await start({ SPEECH_MAX_MS: '20' })
  service.upstream.voice = () => undefined
  const answer = await say()
  expect(answer.status).toBe(504)
  expect(service.entries).toMatchObject([{ reason: 'upstream-stalled' }])
  await eventually(() => service.upstream.open === 0)
})

test('so many are spoken at once, others wait, and one more is refused; a client that leaves ends the request', async () => {
  await start({ SPEECH_CONCURRENCY: '1', QUEUE_MAX: '1' })
  service.upstream.voice = () => undefined
  const first = say('one')
  await eventually(() => service.upstream.open === 1)
  const second = say('two')
  while (!(await service.metrics()).includes('speaking_speech_waiting 1\n')) await new Promise(setImmediate)
  expect(await service.metrics()).toContain('speaking_speech_running 1\n')
  const third = await say('three')
  expect(third.status).toBe(429)
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(0)
  expect(service.entries).toMatchObject([{ reason: 'queue-full' }])
  await service.closeSlowly(0)
  for (const answer of [await first, await second]) expect(answer.status).toBe(503)
  await eventually(() => service.upstream.open === 0)
  expect(service.upstream.requests).toHaveLength(1)
})
