import { paragraphBreak } from '../../../../tools/service/frames'
import {
  chatCut,
  chatEvents,
  chatSilence,
  chatStream,
  chunk,
  doneMark,
  event,
  failure,
  transcript,
  writeStream,
  type Respond,
} from '../../../fakes/openai-server'
import { createManualClock, errorOf, eventually, secretKey, startOpenAi, contentsOf } from './start-openai'
import type { OpenAiService } from './start-openai'

// real sockets, on a possibly busy machine: no test here sleeps
let service: OpenAiService
beforeAll(async () => {
  service = await startOpenAi()
})
afterAll(() => service.close())
beforeEach(() => {
  service.upstream.transcription = transcript('I like it.')
  service.upstream.chat = chatStream(['ok'])
})

const quoted = {
  message: `Incorrect API key provided: ${secretKey}. You help a student`,
  type: 'invalid_request_error',
}
const statuses: Record<number, number> = { 3: 400, 4: 504, 8: 429, 9: 400, 13: 500, 14: 503 }

/** Everything a client sees and the service logs: no key, no prompt, no message of the upstream; and no text in the log. */
function expectNoLeak(answer: { text: string; headers: unknown }) {
  const logged = JSON.stringify([service.lines, service.entries])
  expect(logged).not.toMatch(/I like it|18446744073709551615/)
  expect(logged + answer.text + JSON.stringify(answer.headers)).not.toMatch(/sk-secret|Incorrect|You help/)
}

// what else servers send is in test/faults/speech-upstreams.ts and language-upstreams.ts
describe('before the transcript: an HTTP status and the stream’s error format', () => {
  const cases: [string, Respond, number][] = [
    ['a wrong key', failure(401, { ...quoted, code: 'invalid_api_key' }), 13],
    ['too many requests', failure(429, quoted), 8],
    ['unreadable audio', failure(400, { ...quoted, code: 'audio_too_short' }), 3],
    ['a connection destroyed', (response) => response.destroy(), 14],
  ]
  test.each(cases)('%s', async (_, respond, grpcCode) => {
    service.upstream.transcription = respond
    const answer = await service.post()
    const status = statuses[grpcCode]
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text)).toEqual({
      error: {
        grpc_code: grpcCode,
        http_code: status,
        message: expect.stringMatching(/^[a-z ]+$/),
        http_status: expect.any(String),
        details: [],
      },
    })
    expect(service.entries.at(-1)).toMatchObject({ outcome: 'refused', status, grpcCode })
    expectNoLeak(answer)
  })

  test('never retries', async () => {
    const before = service.upstream.requests.length
    service.upstream.transcription = failure(503, quoted)
    await service.post()
    service.upstream.transcription = transcript('I like it.')
    service.upstream.chat = failure(429, quoted)
    await service.post()
    expect(service.upstream.requests.slice(before).map(({ path }) => path)).toEqual([
      '/v1/audio/transcriptions',
      '/v1/audio/transcriptions',
      '/v1/chat/completions',
    ])
  })

  test.each([
    ['17', '17'],
    // that many seconds, without those that have passed since
    [new Date(Date.now() + 9_000_000).toUTCString(), expect.stringMatching(/^([78]\d{3}|9000)$/)],
    ['soon', undefined],
    ['-3', undefined],
    ['9999999', undefined],
  ])('Retry-After: %s', async (value, expected) => {
    service.upstream.transcription = failure(429, quoted, { 'Retry-After': value })
    const answer = await service.post()
    expect(answer.status).toBe(429)
    expect(answer.headers['retry-after']).toEqual(expected)
  })

  test("the upstream's status, word and request are in the log", async () => {
    service.upstream.chat = failure(401, { ...quoted, code: 'invalid_api_key' })
    await service.post()
    expect(service.entries.at(-1)).toMatchObject({
      reason: 'upstream-misconfigured',
      upstream: { refusedStatus: 401, refusedCode: 'invalid_api_key', requestId: 'req_1' },
    })
    expect(service.lines.at(-1)).toBe('  upstream-misconfigured 401 invalid_api_key')
  })

  test('a server that does not exist', async () => {
    const alone = await startOpenAi()
    await alone.upstream.close()
    expect((await alone.post()).status).toBe(503)
    expect(alone.entries.at(-1)).toMatchObject({
      reason: 'upstream-failed',
      upstream: { refusedCode: 'ECONNREFUSED' },
    })
    await alone.close()
  })
})

describe('after it: the text so far, with the error as the last line', () => {
  const begun = chunk({ content: 'I love' }) + chunk({ content: ' it.' })
  const notBegun: [string, Respond, number][] = [
    ['a wrong key', failure(401, { ...quoted, code: 'invalid_api_key' }), 13],
    ['too many requests', failure(429, { ...quoted, code: 'rate_limit_exceeded' }), 8],
    ['a filter before any text', streaming(chunk({}, 'content_filter') + doneMark), 9],
    ['no text at all', chatStream([]), 13],
    ['a connection destroyed', (response) => response.destroy(), 14],
  ]
  const midway: [string, Respond, number][] = [
    ['a cut', chatCut(begun), 14],
    ['a filter', streaming(begun + chunk({}, 'content_filter') + doneMark), 9],
    ['the length limit', streaming(begun + chunk({}, 'length') + doneMark), 13],
    ['a rate limit', streaming(begun + event({ error: { ...quoted, type: 'rate_limit_exceeded' } })), 8],
  ]
  test.each([
    ...notBegun.map(([name, ...row]) => [`${name}, before the model's first text`, '', ...row] as const),
    ...midway.map(([name, ...row]) => [`${name}, midway`, '\\n\\nI love it.', ...row] as const),
  ])('%s', async (_, text, respond, grpcCode) => {
    service.upstream.chat = respond
    const answer = await service.post()
    expect(answer).toMatchObject({ status: 200, errorCode: undefined })
    const lines = answer.text.split('\n')
    const last = lines.pop() ?? ''
    expect(contentsOf(lines.join('\n')).join('')).toBe(`You said: I like it.${text}`)
    expect(JSON.parse(last)).toEqual({
      error: {
        grpc_code: grpcCode,
        http_code: statuses[grpcCode],
        message: expect.stringMatching(/^[a-z ]+$/),
        http_status: expect.any(String),
        details: [],
      },
    })
    expect(service.entries.at(-1)).toMatchObject({ outcome: 'failed', status: 200, grpcCode })
    expectNoLeak(answer)
  })

  test('held text is sent when the stream ends normally', async () => {
    service.upstream.chat = streaming(begun + chunk({ content: ' ' }) + chunk({}, 'stop') + doneMark)
    expect(contentsOf((await service.post()).text).join('')).toBe('You said: I like it.\\n\\nI love it.')
  })
})

describe('time', () => {
  const begun = chunk({ content: 'I love it.' })

  async function startTimed(options = {}) {
    const clock = createManualClock()
    const timed = await startOpenAi({}, { clock, ...options })
    return { clock, timed }
  }

  test('a silent model: heartbeats, then an error; the upstream request is aborted', async () => {
    const { clock, timed } = await startTimed()
    timed.upstream.chat = chatSilence(begun)
    const answering = timed.post()
    await eventually(() => timed.upstream.requests.length === 2)
    await eventually(() => timed.entries.length === 0 && clock.waiting >= 2)
    // the stream's own limit counts from its last byte
    while (timed.entries.length === 0) await clock.advance(500)
    const answer = await answering
    const lines = answer.text.split('\n')
    expect(errorOf(lines.pop() ?? '')).toMatchObject({ grpc_code: 4, http_code: 504 })
    const contents = contentsOf(lines.join('\n'))
    expect(contents.join('')).toMatch(/^You said: .*\\n\\nI love it\.$/)
    expect(contents.filter((content) => content === '').length).toBeGreaterThanOrEqual(6)
    expect(clock.nowMs()).toBeGreaterThanOrEqual(15_000)
    await eventually(() => timed.upstream.abandoned === 1)
    await timed.close()
  })

  test('a model that never answers: the transcript, heartbeats, then an exceeded time limit', async () => {
    const { clock, timed } = await startTimed()
    timed.upstream.chat = () => undefined
    const answering = timed.post()
    await eventually(() => timed.upstream.requests.length === 2)
    while (timed.entries.length === 0) await clock.advance(500)
    const lines = (await answering).text.split('\n')
    expect(errorOf(lines.pop() ?? '')).toMatchObject({ grpc_code: 4, http_code: 504 })
    const [first, said, ...heartbeats] = contentsOf(lines.join('\n'))
    expect([first, said]).toEqual(['', 'You said: I like my hometown very much.'])
    // the client disconnects after five seconds without a byte
    expect(heartbeats.length).toBeGreaterThanOrEqual(4)
    expect(heartbeats.join('')).toBe('')
    await timed.close()
  })

  test('slow speech recognition: the first empty frame comes before the client gives up', async () => {
    const { clock, timed } = await startTimed()
    timed.upstream.transcription = () => undefined
    const answering = timed.post()
    await eventually(() => timed.upstream.requests.length === 1)
    while (timed.entries.length === 0) await clock.advance(500)
    expect(clock.nowMs()).toBeGreaterThanOrEqual(60_000)
    const answer = await answering
    expect(answer.status).toBe(200)
    const lines = answer.text.split('\n')
    expect(errorOf(lines.pop() ?? '')).toMatchObject({ grpc_code: 4 })
    expect(lines.length).toBeGreaterThanOrEqual(20)
    expect(contentsOf(lines.join('\n')).join('')).toBe('')
    await timed.close()
  })

  test('the time limit of a whole answer', async () => {
    const { clock, timed } = await startTimed({ answerMaxMs: 5_000 })
    timed.upstream.chat = chatSilence(begun)
    const answering = timed.post()
    await eventually(() => timed.upstream.requests.length === 2)
    while (timed.entries.length === 0) await clock.advance(500)
    expect(errorOf((await answering).text)).toMatchObject({
      grpc_code: 4,
      message: 'the answer took longer than its limit',
    })
    await eventually(() => timed.upstream.open === 0)
    await timed.close()
  })
})

function streaming(bytes: string): Respond {
  return async (response) => {
    await writeStream(response, bytes)
    response.end()
  }
}

test('a complete answer still arrives', async () => {
  service.upstream.chat = streaming(chatEvents(['fine']))
  expect(contentsOf((await service.post()).text)).toEqual([
    '',
    'You said: I like it.',
    paragraphBreak,
    'fine',
  ])
})
