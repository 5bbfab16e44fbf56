import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChunkedRequest } from '../../../miniprogram/platform/request/chunked-request'
import type { WxRequest } from '../../../miniprogram/platform/request/wx-request'
import { createFakeRequest, toArrayBuffer } from '../../fakes/fake-request'
import { recordExchange, settle } from '../../fakes/recorded-exchange'

const frame = '{"result":{"logid":"0","uid":"0","content":"Hi"}}\n'
const refusal = '{"error":"no audio","message":"no audio","code":3,"details":[]}'
const options = { url: 'https://api.example.com/x', timeoutMs: 300_000, frameMaxBytes: 1000 }

/** The real thing must fit the slice: this only has to compile. */
export const theRealOneFits = (wx: WechatMiniprogram.Wx): WxRequest => wx

function send() {
  const fake = createFakeRequest()
  return { fake, ...sendWith(fake) }
}

function sendWith(fake: ReturnType<typeof createFakeRequest>) {
  const recorded = recordExchange()
  const exchange = createChunkedRequest(fake.wx, options).send('{"logid":"1"}', recorded.handlers)
  return { recorded, exchange }
}

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
    expect(recorded.calls).toEqual(['chunk {"res', 'chunk ult":', 'end'])
  })

  test('a string chunk is passed on as bytes', async () => {
    const fake = createFakeRequest()
    const chunks: unknown[] = []
    const { handlers } = recordExchange()
    createChunkedRequest(fake.wx, options).send('{}', { ...handlers, onChunk: (chunk) => chunks.push(chunk) })
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
    expect(recorded.calls).toEqual(['end'])
  })
})

describe('an answer whose status comes only at the end (DevTools)', () => {
  test('is passed on from the first content frame', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(frame.slice(0, 20))
    expect(recorded.calls).toEqual([])
    fake.last.chunk(frame.slice(20))
    expect(recorded.text).toBe(frame)
    fake.last.chunk('{"res')
    expect(recorded.text).toBe(`${frame}{"res`)
    fake.last.success(200)
    expect(recorded.calls.slice(-1)).toEqual(['end'])
  })

  test('without any header event it is the same', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk(frame)
    fake.last.success(200)
    expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
  })

  test('an error frame is held until the status tells what it was: a stream', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(refusal)
    expect(recorded.calls).toEqual([])
    fake.last.success(200)
    expect(recorded.calls).toEqual([`chunk ${refusal}`, 'end'])
  })

  test('… or a refusal', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(refusal)
    fake.last.success(400)
    expect(recorded.calls).toEqual(['error http'])
    expect(recorded.errors[0]?.detail).toEqual({
      httpStatus: 400,
      grpcCode: 3,
      message: 'no audio',
      isUnread: true,
    })
  })

  test('a first chunk larger than the limit is no fault when it has a content frame', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk(frame.repeat(30))
    fake.last.success(200)
    expect(recorded.text).toBe(frame.repeat(30))
    expect(recorded.calls.slice(-1)).toEqual(['end'])
  })

  test('garbage without an end is not held for ever', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk('x'.repeat(600))
    expect(recorded.calls).toEqual([])
    fake.last.chunk('x'.repeat(600))
    expect(recorded.calls).toEqual(['error frame-too-large'])
    expect(fake.last.isAborted).toBe(true)
    fake.last.success(200)
    expect(recorded.calls).toHaveLength(1)
  })
})

describe('a body in res.data', () => {
  test.each([
    ['text', frame, frame],
    ['an ArrayBuffer', toArrayBuffer(frame), frame],
    ['an object parsed already', JSON.parse(frame) as unknown, frame.trim()],
  ])('as %s is one chunk', async (_, data, text) => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.success(200, data)
    expect(recorded.calls).toEqual([`chunk ${text}`, 'end'])
  })

  test('is the same without a status in the headers', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.success(200, frame)
    expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
  })

  test.each([[200], [undefined]])(
    'is ignored where chunks came too (status in the headers: %p)',
    async (status) => {
      const { fake, recorded } = send()
      await settle()
      fake.last.headers(status)
      fake.last.chunk('{"half')
      fake.last.success(200, '{"half')
      expect(recorded.calls).toEqual(['chunk {"half', 'end'])
    },
  )
})

describe('an HTTP error', () => {
  const traces = join(__dirname, '../../fixtures/traces')
  const plainUrl = readFileSync(join(traces, 'refused-plain-url.400.json'), 'utf8')
  const noAudio = readFileSync(join(traces, 'refused-no-audio.400.json'), 'utf8')
  const page = '<html><head><title>413 Request Entity Too Large</title></head><body>nginx</body></html>'

  test.each([
    [400, plainUrl, { grpcCode: 3, message: 'illegal base64 data at input byte 5', isUnread: true }],
    [400, noAudio, { grpcCode: 3, message: 'no audio' }],
    [429, '{"code":8,"message":"quota","details":[]}', { grpcCode: 8, message: 'quota', isUnread: true }],
    [413, page, { message: '413 Request Entity Too Large' }],
    [502, '<p>Bad\n <b>Gateway</b></p>', { message: 'Bad Gateway' }],
    [503, 'upstream is away', { message: 'upstream is away' }],
    [204, '', {}],
    [500, '', {}],
  ])('%i with %j tells what the body says, however it came', async (httpStatus, body, words) => {
    for (const way of ['chunk', 'chunk, status unknown', 'data', 'buffer', 'both', 'cut']) {
      const { fake, recorded } = send()
      await settle()
      fake.last.headers(way === 'chunk, status unknown' ? undefined : httpStatus)
      if (way === 'cut') for (const byte of Buffer.from(body)) fake.last.chunk(Uint8Array.of(byte))
      else if (!['data', 'buffer'].includes(way)) fake.last.chunk(body)
      if (way === 'buffer') fake.last.success(httpStatus, toArrayBuffer(body))
      else fake.last.success(httpStatus, way === 'data' || way === 'both' ? body : undefined)
      expect([way, recorded.calls]).toEqual([way, ['error http']])
      expect(recorded.errors[0]?.detail).toEqual({ httpStatus, ...words })
    }
  })

  test('its body as an object parsed already', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.success(400, JSON.parse(plainUrl))
    expect(recorded.errors[0]?.detail).toMatchObject({ httpStatus: 400, grpcCode: 3 })
  })

  test('stays one when the connection breaks inside its body', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(503)
    fake.last.chunk('upstream is')
    fake.last.fail({ errMsg: 'request:fail errcode:-101 net::ERR_CONNECTION_RESET' })
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 503, message: 'upstream is' })
  })

  test('a body without an end is not kept, nor shown in full', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(500)
    for (let i = 0; i < 50; i++) fake.last.chunk('word '.repeat(20))
    fake.last.success(500)
    expect(recorded.calls).toEqual(['error http'])
    expect(recorded.errors[0]?.detail.message).toHaveLength(200)
  })
})

describe('a request that fails', () => {
  test.each([
    [{ errMsg: 'request:fail timeout', errno: 5 }, 'timeout'],
    [{ errMsg: 'request:fail interrupted' }, 'interrupted'],
    [{ errMsg: 'request:fail url not in domain list', errno: 600002 }, 'domain-not-allowed'],
    [{ errMsg: 'request:fail', errno: 600001 }, 'network'],
  ])('with %j is told, and what came before it stays', async (failure, code) => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(200)
    fake.last.chunk(frame)
    fake.last.fail(failure)
    fake.last.fail(failure)
    expect(recorded.calls).toEqual([`chunk ${frame}`, `error ${code}`])
  })

  test('inside wx.request is told only after send has returned', async () => {
    const fake = createFakeRequest()
    fake.onRequest = (request) =>
      request.fail({ errMsg: 'request:fail url not in domain list', errno: 600002 })
    const { recorded } = sendWith(fake)
    expect(recorded.calls).toEqual([])
    await settle()
    expect(recorded.calls).toEqual(['error domain-not-allowed'])
  })

  test('by throwing is told too', async () => {
    const fake = createFakeRequest()
    fake.onRequest = () => {
      throw new Error('request:fail parameter error')
    }
    const { recorded } = sendWith(fake)
    await settle()
    expect(recorded.calls).toEqual(['error network'])
  })

  test('because this WeChat has no chunks: nothing is left open', async () => {
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
      'inside the answer',
      (request: ReturnType<typeof createFakeRequest>['last']) => {
        request.headers(200)
        request.chunk(frame)
      },
    ],
    [
      'with chunks held back',
      (request: ReturnType<typeof createFakeRequest>['last']) => request.chunk('{"res'),
    ],
  ])('%s closes the request, takes the listeners off and ends all calls', async (_, play) => {
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
      fake.last.success(200, frame)
      await settle()
      expect(recorded.calls).toEqual(before)
    }
  })

  test('in the same turn as send also drops what is waiting', async () => {
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
    exchange.abort()
    expect(fake.last.isAborted).toBe(false)
    expect(recorded.calls).toHaveLength(2)
  })

  test('from inside onChunk stops the chunks behind it', async () => {
    const fake = createFakeRequest()
    const recorded = recordExchange(() => exchange.abort())
    const exchange = createChunkedRequest(fake.wx, options).send('{}', recorded.handlers)
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
  fake.last.chunk(frame)
  fake.last.headers(500)
  fake.last.success(500)
  fake.last.fail({ errMsg: 'request:fail' })
  expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
})
