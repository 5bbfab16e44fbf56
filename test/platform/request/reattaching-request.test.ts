import { createAnswerStream } from '../../../miniprogram/core/answer/answer-stream'
import { joinAnswer } from '../../../miniprogram/core/answer/answer-text'
import { AppError } from '../../../miniprogram/core/errors'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRequest, type SentRequest } from '../../fakes/fake-request'
import { createFakeStore, createReattaching } from '../../fakes/fake-reattaching'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { tagOf } from '../../fakes/untagged'
import { recording } from './transport-contract'

const apiAddress = 'https://api.example.com'
const keeps = { 'answer-Kept-seconds': '600' }
const frame = (content: string) => `{"result":{"logid":"1","uid":"7","content":${JSON.stringify(content)}}}\n`
const answer = Buffer.from(['', 'Well, 你好', ' and é\n\n', '', 'that is 😀 all.'].map(frame).join(''))
const text = 'Well, 你好 and é\n\nthat is 😀 all.'

/** One exchange, read as the session reads it. */
function setUp({ store = createFakeStore(), clock = createFakeClock() } = {}) {
  const fake = createFakeRequest()
  const request = createReattaching(fake.wx, { apiAddress, clock, store })
  const transport = createTransport({
    ...{ tagOf, mode: () => 'inline', cloudAudio: undefined, inlineBodyMaxBytes: 1_000_000 },
    identity: { uid: () => Promise.resolve('7') },
    files: { readFile: ({ success }) => success({ data: 'AAAA' }) },
    request,
  })
  const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
  const recorded = recordExchange()
  const exchange = transport.send(
    { logid: '1', recording },
    {
      ...recorded.handlers,
      isWhole: () => stream.isWhole,
      onChunk(chunk) {
        recorded.handlers.onChunk(chunk)
        stream.feed(chunk)
      },
    },
  )
  /** All but the bytes. */
  const calls = () => recorded.calls.filter((call) => !call.startsWith('chunk '))
  const advance = async (ms: number) => {
    await settle()
    clock.advance(ms)
    await settle()
  }
  return { fake, clock, store, request, recorded, exchange, stream, calls, advance }
}

/** The first request, which has brought `bytes`. */
async function begun(bytes: Uint8Array, header: Record<string, string> = keeps, options = {}) {
  const all = setUp(options)
  await settle()
  all.fake.last.headers(200, header)
  all.fake.last.chunk(bytes)
  return all
}

async function breaks(request: SentRequest) {
  request.fail({ errMsg: 'request:fail', errno: 600001 })
  await settle()
}

/** The kept answer in chunks of five bytes, to its end. */
async function replayed(request: SentRequest, bytes: Uint8Array = answer) {
  request.headers(200, keeps)
  for (let from = 0; from < bytes.length; from += 5) request.chunk(bytes.slice(from, from + 5))
  request.success(200)
  await settle()
}

const ways = {
  'a lost connection': (request: SentRequest) => request.fail({ errMsg: 'request:fail', errno: 600001 }),
  'WeChat in the background': (request: SentRequest) => request.fail({ errMsg: 'request:fail interrupted' }),
  'an end that looks well': (request: SentRequest) => request.success(200),
}

test.each(Object.entries(ways))('%s at every byte: the same answer, asked for once more', async (_, lose) => {
  for (let cut = 0; cut < answer.length; cut += 1) {
    const { fake, recorded, stream, advance } = await begun(answer.slice(0, cut))
    lose(fake.last)
    await advance(500)
    // between two frames, an end that looks well is one
    if (fake.sent.length === 1) {
      expect(answer.slice(cut - 1, cut + 1).toString()).toMatch(/^(}\n|\n{)$/)
      continue
    }
    expect(fake.last.body).toEqual({ logid: '1', uid: '7' })
    await replayed(fake.last)
    expect(recorded.text).toBe(answer.toString())
    expect([stream.end(), joinAnswer(stream.text)]).toEqual(['done', text])
    expect(recorded.calls.slice(-1)).toEqual(['end'])
    expect(fake.sent).toHaveLength(2)
  }
})

test('lost after the last byte: asked again, there is no more', async () => {
  const { fake, calls, advance } = await begun(answer)
  await breaks(fake.last)
  await advance(500)
  await replayed(fake.last)
  expect(calls()).toEqual(['request', 'lost network', 'asked again', 'reconnected', 'end'])
})

test('at most three times, later each time, then it ends as at first', async () => {
  const { fake, calls, advance, clock } = await begun(answer.slice(0, 80))
  await breaks(fake.last)
  for (const [index, waitMs] of [500, 2_000, 5_000].entries()) {
    await advance(waitMs - 1)
    expect(fake.sent).toHaveLength(index + 1)
    await advance(1)
    expect(fake.sent).toHaveLength(index + 2)
    fake.last.fail({ errMsg: 'request:fail timeout', errno: 5 })
  }
  await advance(600_000)
  expect(fake.sent).toHaveLength(4)
  expect(calls()).toEqual([
    'request',
    ...['lost network', 'asked again', 'lost timeout', 'asked again', 'lost timeout', 'asked again'],
    'error network',
  ])
  expect(clock.pendingTimers()).toBe(0)
})

test('three times in all, however far it gets in between', async () => {
  const { fake, recorded, advance } = await begun(answer.slice(0, 60))
  for (const cut of [90, 120, 150, 180]) {
    await breaks(fake.last)
    await advance(5_000)
    fake.last.headers(200, keeps)
    fake.last.chunk(answer.slice(0, cut))
  }
  await advance(5_000)
  expect(fake.sent).toHaveLength(4)
  expect(recorded.text).toBe(answer.slice(0, 150).toString())
  expect(recorded.calls.slice(-1)).toEqual(['error network'])
})

test('without a connection nothing is sent: it tries for as long as the answer is kept', async () => {
  const { fake, calls, advance } = await begun(answer.slice(0, 80))
  const offline = { errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' }
  fake.last.fail(offline)
  for (let times = 0; times < 20; times += 1) {
    await advance(2_000)
    fake.last.fail(offline)
  }
  await advance(2_000)
  await replayed(fake.last)
  expect(calls().slice(-3)).toEqual(['asked again', 'reconnected', 'end'])
})

test('the answer is not kept any more: no request, and it ends as at first', async () => {
  const { fake, calls, advance, clock } = await begun(answer.slice(0, 80))
  clock.advance(600_000)
  await breaks(fake.last)
  await advance(10_000)
  expect(fake.sent).toHaveLength(1)
  expect(calls()).toEqual(['request', 'error network'])
})

test.each([
  [404, 2],
  [401, 2],
  [503, 4],
  [429, 4],
])('HTTP %i: the requests are %i, and it ends as at first', async (status, count) => {
  const { fake, calls, advance } = await begun(answer.slice(0, 80))
  await breaks(fake.last)
  for (let times = 0; times < 6; times += 1) {
    await advance(5_000)
    fake.last.success(status, '{"code":5,"message":"no answer is kept under this logid"}')
  }
  await settle()
  expect(fake.sent).toHaveLength(count)
  expect(calls().slice(-1)).toEqual(['error network'])
})

test('another answer is not joined to the first', async () => {
  const { fake, recorded, calls, advance } = await begun(answer.slice(0, 120))
  await breaks(fake.last)
  await advance(500)
  const other = Buffer.from(answer.toString().replace('Well', 'Wall'))
  fake.last.headers(200, keeps)
  fake.last.chunk(other)
  await advance(10_000)
  expect(fake.last.isAborted).toBe(true)
  expect(fake.sent).toHaveLength(2)
  expect(recorded.text).toBe(answer.slice(0, 120).toString())
  expect(calls().slice(-1)).toEqual(['error network'])
})

test('an answer without text is asked for once more, and is what it is', async () => {
  const { fake, calls, advance } = await begun(Buffer.from(frame('')))
  fake.last.success(200)
  await advance(500)
  await replayed(fake.last, Buffer.from(frame('')))
  expect(fake.sent).toHaveLength(2)
  expect(calls().slice(-1)).toEqual(['end'])
})

test('hidden, it waits until the app is shown', async () => {
  const { fake, request, calls, advance } = await begun(answer.slice(0, 80))
  request.appHidden()
  fake.last.fail({ errMsg: 'request:fail interrupted' })
  await advance(60_000)
  expect(fake.sent).toHaveLength(1)
  request.appShown()
  await settle()
  await replayed(fake.last)
  expect(calls()).toEqual(['request', 'lost interrupted', 'asked again', 'reconnected', 'end'])
})

test('silence: the connection is given up for another one', async () => {
  const { fake, exchange, recorded, calls, advance } = await begun(answer.slice(0, 80))
  const [first, silence] = [fake.last, new AppError('timeout')]
  expect(exchange.reconnect(silence)).toBe(true)
  expect(first.isAborted).toBe(true)
  first.chunk(answer.slice(80))
  await advance(500)
  await replayed(fake.last)
  expect(recorded.text).toBe(answer.toString())
  expect(calls()).toEqual(['request', 'lost timeout', 'asked again', 'reconnected', 'end'])
  expect(exchange.reconnect(silence)).toBe(false)
})

test.each([
  ['waiting', 0],
  ['asking again', 500],
])('aborted while %s, nothing more happens', async (_, ms) => {
  const { fake, exchange, calls, advance, clock } = await begun(answer.slice(0, 80))
  await breaks(fake.last)
  await advance(ms)
  const before = calls().length
  exchange.abort()
  await advance(60_000)
  expect(fake.sent).toHaveLength(ms === 0 ? 1 : 2)
  expect(fake.last.isAborted).toBe(ms > 0)
  expect([calls().length, clock.pendingTimers()]).toEqual([before, 0])
})

test.each([
  ['answering', 0],
  ['asking again', 500],
])('stopped while %s, the service is told, once, and nothing more is asked', async (_, ms) => {
  const { fake, exchange, advance } = await begun(answer.slice(0, 80))
  if (ms > 0) await breaks(fake.last)
  await advance(ms)
  const before = fake.sent.length
  exchange.stop()
  exchange.stop()
  await advance(60_000)
  expect(fake.sent).toHaveLength(before + 1)
  expect(fake.sent[before - 1]?.isAborted).toBe(true)
  expect(fake.last.options).toMatchObject({ url: `${apiAddress}/stop`, method: 'POST' })
  expect(fake.last.body).toEqual({ logid: '1', uid: '7' })
  fake.last.fail({ errMsg: 'request:fail' })
})

test('ended, it is not stopped; aborted, the service is not told', async () => {
  const { fake, exchange } = await begun(answer)
  fake.last.success(200)
  await settle()
  exchange.stop()
  const other = await begun(answer)
  other.exchange.abort()
  expect([fake.sent.length, other.fake.sent.length]).toEqual([1, 1])
})

describe('what the service said the last time', () => {
  test('counts before it has said anything, in a later launch too', async () => {
    const { store, fake: first } = await begun(answer)
    first.last.success(200)
    const { fake, recorded, advance } = setUp({ store })
    await settle()
    await breaks(fake.last)
    await advance(500)
    await replayed(fake.last)
    expect(recorded.text).toBe(answer.toString())
  })

  test('is for its address, and until it says otherwise', async () => {
    const { store } = await begun(answer)
    expect(store.get('answers-kept')).toEqual([apiAddress, 600_000])
    await begun(answer, {}, { store })
    expect(store.get('answers-kept')).toBeUndefined()
    store.set('answers-kept', ['https://elsewhere.example.com', 600_000])
    const { fake, advance } = setUp({ store })
    await advance(0)
    await breaks(fake.last)
    await advance(10_000)
    expect(fake.sent).toHaveLength(1)
  })

  test('a request that never left the phone is not asked for', async () => {
    const { store } = await begun(answer)
    const { fake, calls, advance } = setUp({ store })
    await advance(0)
    fake.last.fail({ errMsg: 'request:fail net::ERR_INTERNET_DISCONNECTED' })
    await advance(10_000)
    expect([fake.sent.length, calls()]).toEqual([1, ['request', 'error network']])
  })
})

test.each([
  ...Object.entries(ways),
  [
    'a timeout',
    (request: SentRequest) => request.fail({ errMsg: 'request:fail timeout', errno: 5 }),
  ] as const,
  ['HTTP 503', (request: SentRequest) => request.success(503)] as const,
])('a service that keeps nothing sees one request, whatever happens: %s', async (_, lose) => {
  for (const bytes of [answer.slice(0, 0), answer.slice(0, 10), answer.slice(0, 80), answer]) {
    const { fake, exchange, request, advance } = await begun(bytes, { 'content-type': 'application/json' })
    expect(exchange.reconnect(new AppError('timeout'))).toBe(false)
    request.appHidden()
    lose(fake.last)
    request.appShown()
    await advance(600_000)
    expect(fake.sent).toHaveLength(1)
  }
  const { fake, exchange } = await begun(answer.slice(0, 80), {})
  exchange.stop()
  expect(fake.sent).toHaveLength(1)
})
