import type { WxRequest } from '../../../miniprogram/platform/request/wx-request'
import { createFakeRequest, toArrayBuffer } from '../../fakes/fake-request'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { send, sendWith } from './posted'

const frame = '{"result":{"logid":"0","uid":"0","content":"Hi"}}\n'
/** A compile-time test: the real wx fits the slice. */
export const theRealOneFits = (wx: WechatMiniprogram.Wx): WxRequest => wx

test('posts the body as JSON, chunked, once, and listens at once', async () => {
  const { fake } = send()
  await settle()
  expect(fake.sent).toHaveLength(1)
  expect(fake.last.options).toMatchObject({
    url: 'https://api.example.com/x',
    method: 'POST',
    data: '{"logid":"1"}',
    enableChunked: true,
    timeout: 300_000,
    header: { 'content-type': 'application/json' },
  })
  expect(fake.last.options.dataType).not.toBe('json')
  expect(fake.last.listenerCount).toBe(2)
})

describe('an answer with a known status', () => {
  test('is passed on chunk by chunk as it comes, in all three shapes', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.chunk('{"res')
    expect(recorded.text).toBe('{"res')
    fake.last.chunk(new Uint8Array(toArrayBuffer('##ult":')).subarray(2))
    expect(recorded.text).toBe('{"result":')
    fake.last.success(200)
    await settle()
    expect(recorded.calls).toEqual(['chunk {"res', 'chunk ult":', 'end'])
  })

  test('a string chunk is passed on as bytes', async () => {
    const fake = createFakeRequest()
    const chunks: unknown[] = []
    const recorded = recordExchange()
    sendWith(fake, {
      ...recorded,
      handlers: { ...recorded.handlers, onChunk: (chunk) => chunks.push(chunk) },
    })
    await settle()
    fake.last.headers(200)
    fake.last.chunkText('你好')
    expect(chunks).toEqual([new TextEncoder().encode('你好')])
  })

  test('may be empty', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.success(200)
    await settle()
    expect(recorded.calls).toEqual(['end'])
  })
})

describe('a body in res.data', () => {
  test.each([
    ['text', frame, frame],
    ['an ArrayBuffer', toArrayBuffer(frame), frame],
    ['a parsed object', JSON.parse(frame) as unknown, frame.trim()],
  ])('as %s is one chunk', async (_, data, text) => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.success(200, data)
    await settle()
    expect(recorded.calls).toEqual([`chunk ${text}`, 'end'])
  })

  test('is the same without a status in the headers', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.success(200, frame)
    await settle()
    expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
  })

  test.each([[200], [undefined]])('is ignored after chunks (status in the headers: %p)', async (status) => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(status)
    fake.last.chunk('{"half')
    fake.last.success(200, '{"half')
    await settle()
    expect(recorded.calls).toEqual(['chunk {"half', 'end'])
  })
})

describe('a request that fails', () => {
  test.each([
    [{ errMsg: 'request:fail timeout', errno: 5 }, 'timeout'],
    [{ errMsg: 'request:fail interrupted' }, 'interrupted'],
    [{ errMsg: 'request:fail url not in domain list', errno: 600002 }, 'domain-not-allowed'],
    [{ errMsg: 'request:fail', errno: 600001 }, 'network'],
  ])('with %j is reported, and keeps what came before', async (failure, code) => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.chunk(frame)
    fake.last.fail(failure)
    await settle()
    fake.last.fail(failure)
    await settle()
    expect(recorded.calls).toEqual([`chunk ${frame}`, `error ${code}`])
  })

  test('inside wx.request is reported only after send has returned', async () => {
    const fake = createFakeRequest()
    fake.onRequest = (request) =>
      request.fail({ errMsg: 'request:fail url not in domain list', errno: 600002 })
    const { recorded } = sendWith(fake)
    expect(recorded.calls).toEqual([])
    await settle()
    expect(recorded.calls).toEqual(['error domain-not-allowed'])
  })

  test('by throwing is reported too', async () => {
    const fake = createFakeRequest()
    fake.onRequest = () => {
      throw new Error('request:fail parameter error')
    }
    const { recorded } = sendWith(fake)
    await settle()
    expect(recorded.calls).toEqual(['error network'])
  })

  test('because this WeChat has no chunks leaves nothing open', async () => {
    const fake = createFakeRequest()
    fake.hasChunks = false
    const { recorded } = sendWith(fake)
    await settle()
    expect(recorded.calls).toEqual(['error unsupported'])
    expect(fake.last.isAborted).toBe(true)
  })
})

describe('abort', () => {
  test.each([
    ['before the headers', () => undefined],
    ['after the headers', (request: ReturnType<typeof createFakeRequest>['last']) => request.headers(200)],
    [
      'during the answer',
      (request: ReturnType<typeof createFakeRequest>['last']) => {
        request.headers(200)
        request.chunk(frame)
      },
    ],
    [
      'with chunks held back',
      (request: ReturnType<typeof createFakeRequest>['last']) => request.chunk('{"res'),
    ],
  ])('%s closes the request, removes the listeners and ends all calls', async (_, play) => {
    for (const ignoresOff of [false, true]) {
      const fake = createFakeRequest()
      fake.ignoresOff = ignoresOff
      const { recorded, exchange } = sendWith(fake)
      await settle()
      play(fake.last)
      const before = [...recorded.calls]
      exchange.abort()
      exchange.abort()
      expect(fake.last.isAborted).toBe(true)
      if (!ignoresOff) expect(fake.last.listenerCount).toBe(0)
      fake.last.headers(200)
      fake.last.chunk(frame)
      fake.last.fail({ errMsg: 'request:fail abort' })
      await settle()
      fake.last.success(200, frame)
      await settle()
      await settle()
      expect(recorded.calls).toEqual(before)
    }
  })

  test('in the same turn as send also drops pending calls', async () => {
    const fake = createFakeRequest()
    fake.onRequest = (request) => request.fail({ errMsg: 'request:fail' })
    const { recorded, exchange } = sendWith(fake)
    exchange.abort()
    await settle()
    expect(recorded.calls).toEqual([])
  })

  test('after the end does nothing', async () => {
    const { fake, recorded, exchange } = send()
    await settle()
    fake.last.success(200, frame)
    await settle()
    exchange.abort()
    expect(fake.last.isAborted).toBe(false)
    expect(recorded.calls).toHaveLength(2)
  })

  test('inside onChunk drops the chunks after it', async () => {
    const fake = createFakeRequest()
    const recorded = recordExchange(() => exchange.abort())
    const { exchange } = sendWith(fake, recorded)
    await settle()
    fake.last.chunk('{"result":')
    fake.last.chunk('{"content":"Hi"}}')
    expect(recorded.calls).toEqual(['chunk {"result":'])
  })
})

test('late events of a finished request change nothing', async () => {
  const { fake, recorded } = send()
  await settle()
  fake.last.headers(200)
  fake.last.chunk(frame)
  fake.last.success(200)
  await settle()
  fake.last.chunk(frame)
  fake.last.headers(500)
  fake.last.success(500)
  await settle()
  fake.last.fail({ errMsg: 'request:fail' })
  await settle()
  expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
})
