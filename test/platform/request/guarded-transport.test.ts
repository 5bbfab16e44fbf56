import { AppError } from '../../../miniprogram/core/errors'
import { guardTransport, type OpenExchange } from '../../../miniprogram/platform/request/guarded-transport'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { recording } from './transport-contract'

const chunk = Uint8Array.of(0x61)

/** Every exchange is controlled by hand. */
function setUp() {
  const works: { exchange: OpenExchange; end: () => void; fail: (error: unknown) => void; stops: number }[] =
    []
  const transport = guardTransport(
    (_, exchange) =>
      new Promise<void>((resolve, reject) => {
        const work = { exchange, end: resolve, fail: reject, stops: 0 }
        exchange.onAbort(() => void work.stops++)
        works.push(work)
      }),
  )
  const send = async () => {
    const recorded = recordExchange()
    const exchange = transport.send({ logid: '1', recording }, recorded.handlers)
    await settle()
    const work = works[works.length - 1]
    if (!work) throw new Error('nothing has begun')
    return { recorded, exchange, work }
  }
  return { transport, works, send }
}

describe('no call before send has returned', () => {
  test('even if the work makes calls at once', async () => {
    const recorded = recordExchange()
    const transport = guardTransport((_, exchange) => {
      exchange.onRequest()
      exchange.onChunk(chunk)
      throw new AppError('network')
    })
    transport.send({ logid: '1', recording }, recorded.handlers)
    expect(recorded.calls).toEqual([])
    await settle()
    expect(recorded.calls).toEqual(['request', 'chunk a', 'error network'])
  })

  test('an exchange aborted in the same turn never begins', async () => {
    const { transport, works } = setUp()
    const recorded = recordExchange()
    transport.send({ logid: '1', recording }, recorded.handlers).abort()
    await settle()
    expect([works, recorded.calls]).toEqual([[], []])
  })
})

test('chunks pass at once and in order; one end, and nothing after it', async () => {
  const { recorded, exchange, work } = await setUp().send()
  work.exchange.onUploadProgress(0.5)
  work.exchange.onRequest()
  work.exchange.onChunk(chunk)
  expect(recorded.calls).toEqual(['progress 0.5', 'request', 'chunk a'])
  work.end()
  await settle()
  work.fail(new AppError('network'))
  work.exchange.onChunk(chunk)
  exchange.abort()
  await settle()
  expect(recorded.calls).toEqual(['progress 0.5', 'request', 'chunk a', 'end'])
  expect([work.stops, work.exchange.isOpen]).toEqual([0, false])
})

test('reports a failure unchanged; anything thrown is a network error', async () => {
  const { send } = setUp()
  for (const [failure, call] of [
    [new AppError('timeout'), 'error timeout'],
    [new Error('boom'), 'error network'],
  ] as const) {
    const { recorded, work } = await send()
    work.fail(failure)
    await settle()
    expect(recorded.calls).toEqual([call])
  }
})

test('a handler that throws does not hold back what comes later', async () => {
  const { transport, works } = setUp()
  const recorded = recordExchange(() => {
    throw new Error('a handler failed')
  })
  transport.send({ logid: '1', recording }, recorded.handlers)
  await settle()
  expect(() => works[0]?.exchange.onChunk(chunk)).toThrow('a handler failed')
  works[0]?.end()
  await settle()
  expect(recorded.calls).toEqual(['chunk a', 'end'])
})

test('abort stops the work once, and nothing passes after it', async () => {
  const { recorded, exchange, work } = await setUp().send()
  exchange.abort()
  exchange.abort()
  expect([work.stops, work.exchange.isOpen]).toEqual([1, false])
  expect(() => work.exchange.throwIfAborted()).toThrow()
  work.exchange.onChunk(chunk)
  work.end()
  await settle()
  expect(recorded.calls).toEqual([])
})
