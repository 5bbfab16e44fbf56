// The check of both texts, by stand-ins over HTTP: what is asked, what is shown, and what is not.
import { checkedParagraphs } from '../../../../tools/service/engines/openai/content-check'
import { createWeChatChecker } from '../../../../tools/service/engines/openai/checkers'
import { readOpenAiSettings } from '../../../../tools/service/engines/openai/settings'
import { paragraphBreak } from '../../../../tools/service/frames'
import { readSettings } from '../../../../tools/service/settings'
import { chatStream, failure, flagged, transcript, type Respond } from '../../../fakes/openai-server'
import { startWeChatServer, type WeChatServer } from '../../../fakes/wechat-server'
import {
  contentsOf,
  createManualClock,
  errorOf,
  eventually,
  startOpenAi,
  type OpenAiService,
} from './start-openai'

// real sockets, on a possibly busy machine: no test here sleeps
const heard = 'You said: I like it.'
const texts = ['Better: I lo', 've it.\n\nNote: A.', '\n\nNext take: B.']
const paragraphs = ['Better: I love it.', 'Note: A.', 'Next take: B.']
const joined = (text: string) => contentsOf(text).join('')
const asked = (service: OpenAiService, path: string) =>
  service.upstream.requests.filter((request) => request.path === path)

describe('by /moderations', () => {
  let service: OpenAiService
  beforeEach(async () => {
    service = await startOpenAi({ CONTENT_CHECK: 'moderations' })
    service.upstream.transcription = transcript('I like it.')
    service.upstream.chat = chatStream(texts)
  })
  afterEach(() => service.close())

  test('asks about the transcript and each paragraph, and shows them unchanged', async () => {
    const answer = await service.post()
    expect(joined(answer.text)).toBe([heard, ...paragraphs].join(paragraphBreak))
    const requests = asked(service, '/v1/moderations')
    const wanted = ['I like it.', ...paragraphs].map((input) => ({
      model: 'omni-moderation-latest',
      input: expect.stringContaining(input),
    }))
    expect(requests).toHaveLength(wanted.length)
    // each over a connection of its own: one may overtake another
    expect(requests.map(({ body }) => body)).toEqual(expect.arrayContaining(wanted))
    expect(requests[0]?.headers.authorization).toBe('Bearer sk-secret-0123456789')
  })

  test('a recording without words has nothing to check', async () => {
    service.upstream.transcription = transcript('')
    expect(joined((await service.post()).text)).toMatch(/^Note: /)
    expect(asked(service, '/v1/moderations')).toEqual([])
  })

  test('a transcript that must not be shown reaches neither the student nor the model', async () => {
    service.upstream.moderation = flagged((text) => text.includes('like'))
    const answer = await service.post()
    expect(answer.status).toBe(400)
    expect(errorOf(answer.text)).toMatchObject({ grpc_code: 9, message: 'the text was not allowed' })
    expect(answer.text).not.toContain('like')
    expect(asked(service, '/v1/chat/completions')).toEqual([])
    expect(service.entries).toMatchObject([{ outcome: 'refused', reason: 'check-refused' }])
    expect(JSON.stringify(service.entries) + service.lines.join()).not.toMatch(/like|secret/)
  })

  test('a paragraph that must not be shown ends the answer before it', async () => {
    service.upstream.moderation = flagged((text) => text.includes('Note'))
    const lines = (await service.post()).text.split('\n')
    expect(errorOf(lines.pop() ?? '')).toMatchObject({ grpc_code: 9, message: 'the text was not allowed' })
    expect(joined(lines.join('\n'))).toBe(`${heard}${paragraphBreak}${paragraphs[0]}`)
    expect(service.entries).toMatchObject([{ outcome: 'failed', reason: 'check-refused' }])
    await eventually(() => service.upstream.open === 0)
    expect(await service.metrics()).toContain('speaking_upstream_running 0\n')
  })

  const unusable: [string, Respond, string][] = [
    ['a refusal', failure(401, { code: 'invalid_api_key' }), 'invalid_api_key'],
    ['a fault', failure(500, {}), 'error'],
    ['a page', (response) => response.end('<html>'), 'no-verdict'],
    ['no verdict', (response) => response.end('{"results":[{}]}'), 'no-verdict'],
    ['an error with status 200', (response) => response.end('{"error":{"code":"x"}}'), 'x'],
    ['a reset', (response) => response.destroy(), 'ECONNRESET'],
  ]
  test.each(unusable)('%s: what nobody has checked is not shown', async (_, respond, refusedCode) => {
    service.upstream.moderation = respond
    const answer = await service.post()
    expect(answer.status).toBe(503)
    expect(answer.text).not.toContain('like')
    expect(service.entries).toMatchObject([{ reason: 'check-failed', upstream: { refusedCode } }])
    expect(asked(service, '/v1/chat/completions')).toEqual([])
  })
})

test('a checker that does not answer: heartbeats go on, then the answer ends', async () => {
  const clock = createManualClock()
  const service = await startOpenAi(
    { CONTENT_CHECK: 'moderations', CONTENT_CHECK_MAX_MS: '30000' },
    { clock },
  )
  service.upstream.moderation = () => undefined
  const answering = service.post()
  await eventually(() => service.upstream.sent === 2)
  while (service.entries.length === 0) await clock.advance(500)
  const lines = (await answering).text.split('\n')
  expect(errorOf(lines.pop() ?? '')).toMatchObject({
    grpc_code: 14,
    message: 'the text could not be checked',
  })
  expect(new Set(contentsOf(lines.join('\n')))).toEqual(new Set(['']))
  expect(lines.length).toBeGreaterThanOrEqual(8)
  await service.close()
})

describe('paragraphs', () => {
  /** A source and checks that the test ends one by one. */
  function start() {
    const given: (string | Error)[] = []
    let wake = () => {}
    const over = new AbortController()
    async function* contents() {
      while (!over.signal.aborted) {
        const next = given.shift()
        if (next === 'end') return
        if (next instanceof Error) throw next
        if (next !== undefined) yield next
        else
          await new Promise<void>(
            (resolve) => ((wake = resolve), over.signal.addEventListener('abort', () => resolve())),
          )
      }
    }
    const checks = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()
    const pass = (text: string) =>
      new Promise<void>((resolve, reject) =>
        checks.set(text.replace(paragraphBreak, ''), { resolve, reject }),
      )
    const seen: string[] = []
    const done = (async () => {
      for await (const content of checkedParagraphs(contents(), pass, over)) seen.push(content)
    })()
    const settle = () => new Promise(setImmediate)
    return {
      seen,
      checks,
      over,
      done,
      async give(...next: (string | Error)[]) {
        given.push(...next)
        wake()
        await settle()
      },
      async end(name: string, error?: Error) {
        const check = checks.get(name)
        if (error) check?.reject(error)
        else check?.resolve()
        await settle()
      },
    }
  }

  test('each is shown as soon as it has passed, while the next is being written', async () => {
    const { give, end, seen, checks, done } = start()
    await give(paragraphBreak, 'a', 'b', paragraphBreak, 'c')
    expect([...checks.keys()]).toEqual(['ab'])
    expect(seen).toEqual([])
    await end('ab')
    expect(seen).toEqual([paragraphBreak, 'a', 'b'])
    await give(paragraphBreak, 'd', 'end')
    expect([...checks.keys()]).toEqual(['ab', 'c', 'd'])
    // the order is that of the text
    await end('d')
    expect(seen.length).toBe(3)
    await end('c')
    await done
    expect(seen.join('')).toBe(['', 'ab', 'c', 'd'].join(paragraphBreak))
  })

  test('a refusal ends the source too', async () => {
    const { give, end, seen, over, done } = start()
    const failed = expect(done).rejects.toThrow('no')
    await give(paragraphBreak, 'a', paragraphBreak, 'b')
    await end('a', new Error('no'))
    await failed
    expect(seen).toEqual([])
    expect(over.signal.aborted).toBe(true)
  })

  test('what came before a failure of the model is still checked and shown', async () => {
    const { give, end, seen, done } = start()
    const failed = expect(done).rejects.toThrow('cut')
    await give(paragraphBreak, 'a', new Error('cut'))
    await end('a')
    await failed
    expect(seen).toEqual([paragraphBreak, 'a'])
  })
})

describe('by WeChat', () => {
  let wechat: WeChatServer
  beforeEach(async () => {
    wechat = await startWeChatServer()
  })
  afterEach(() => wechat.close())
  const account = { WECHAT_APPID: 'wx0123456789abcdef', WECHAT_SECRET: 'secret-of-wechat' }
  const never = new AbortController().signal
  const paths = () => wechat.requests.map(({ path }) => path)

  test('one token for all checks; a forbidden word ends the answer; no secret is logged', async () => {
    const service = await startOpenAi({
      CONTENT_CHECK: 'wechat',
      CONTENT_CHECK_BASE_URL: wechat.baseUrl,
      ...account,
    })
    service.upstream.transcription = transcript('I like it.')
    service.upstream.chat = chatStream(texts)
    expect(joined((await service.post()).text)).toBe([heard, ...paragraphs].join(paragraphBreak))
    wechat.check = (content) =>
      content.includes('Note') ? { errcode: 87014, errmsg: 'risky content' } : { errcode: 0 }
    await service.post()
    expect(service.entries.map(({ reason }) => reason)).toEqual([undefined, 'check-refused'])
    expect(paths().filter((path) => path === '/cgi-bin/stable_token').length).toBe(1)
    expect(wechat.requests[0]?.body).toEqual({
      grant_type: 'client_credential',
      appid: account.WECHAT_APPID,
      secret: account.WECHAT_SECRET,
    })
    expect(wechat.requests[1]).toEqual({
      path: '/wxa/msg_sec_check',
      token: 'token-1',
      body: { content: 'I like it.' },
    })
    expect(JSON.stringify([service.entries, service.lines])).not.toMatch(/secret-of|token-1|like/)
    await service.close()
  })

  const checkerFor = (clock = createManualClock(), isKnown = true) =>
    createWeChatChecker(
      { baseUrl: wechat.baseUrl, account: isKnown ? { appid: 'a', secret: 's' } : undefined },
      clock,
    )

  test('a token is renewed before its end, and when WeChat no longer knows it', async () => {
    const clock = createManualClock()
    const check = checkerFor(clock)
    for (const advanceMs of [0, 6_899_000, 2_000]) {
      await clock.advance(advanceMs)
      expect(await check('a', never)).toBe('allowed')
    }
    wechat.check = (_, token) => ({ errcode: token === 'token-2' ? 42001 : 0 })
    expect(await check('a', never)).toBe('allowed')
    expect(wechat.requests.flatMap(({ token }) => token ?? [])).toEqual([
      'token-1',
      'token-1',
      'token-2',
      'token-2',
      'token-3',
    ])
    // not for ever
    wechat.check = () => ({ errcode: 40001 })
    await expect(check('a', never)).rejects.toMatchObject({ parts: { codes: ['40001'] } })
  })

  test('long texts are checked in pieces that overlap, each character in one', async () => {
    const check = checkerFor()
    const text = Array.from({ length: 6_000 }, (_, index) => '你👏a'.charAt(index % 4)).join('')
    wechat.check = (content) => ({ errcode: content.endsWith('b') ? 87014 : 0 })
    expect(await check(text, never)).toBe('allowed')
    expect(await check(`${text}b`, never)).toBe('forbidden')
    const pieces = wechat.requests.flatMap(({ body }) => (body as { content?: string }).content ?? [])
    expect(Math.max(...pieces.map((piece) => [...piece].length))).toBe(2_500)
  })

  test.each([
    [{ errcode: -1 }, '-1'],
    [{ errcode: 45009, errmsg: 'reach max api daily quota limit' }, '45009'],
    [null, 'no-verdict'],
    ['ok', 'no-verdict'],
  ])('%j is no verdict', async (answer, code) => {
    wechat.check = () => answer
    await expect(checkerFor()('a', never)).rejects.toMatchObject({ parts: { codes: [code] } })
  })

  test("version 2's verdicts count, and without an account there is no token", async () => {
    const check = checkerFor(undefined, false)
    for (const [suggest, verdict] of [
      ['pass', 'allowed'],
      ['review', 'forbidden'],
      ['risky', 'forbidden'],
    ] as const) {
      wechat.check = () => ({ errcode: 0, result: { suggest, label: 100 } })
      expect(await check('a', never)).toBe(verdict)
    }
    expect(wechat.requests.map(({ token }) => token)).toEqual([null, null, null])
  })

  test('needs its account, except where the platform adds it', () => {
    const read = (more: Record<string, string>) =>
      readOpenAiSettings(readSettings({ OPENAI_API_KEY: 'k', CONTENT_CHECK: 'wechat', ...more })).contentCheck
    expect(() => read({ WECHAT_APPID: 'a' })).toThrow('WECHAT_APPID and WECHAT_SECRET are not set')
    expect(read({ CONTENT_CHECK_BASE_URL: 'http://api.weixin.qq.com' })).toMatchObject({ account: undefined })
    expect(read(account)).toMatchObject({
      baseUrl: 'https://api.weixin.qq.com',
      account: { secret: 'secret-of-wechat' },
    })
  })
})
