// Exchanges in a line: what waits, what begins when, and that every one gets its turn.
import fc from 'fast-check'
import { AppError } from '../../../miniprogram/core/errors'
import type { Exchange } from '../../../miniprogram/core/ports'
import { createExchangeLine } from '../../../miniprogram/core/session/exchange-line'
import { someRecording } from '../../fakes/fake-recorder'
import { createFakeTransport } from '../../fakes/fake-transport'
import { recordExchange } from '../../fakes/recorded-exchange'

function setUp() {
  const transport = createFakeTransport()
  const line = createExchangeLine(transport)
  const begun = (): string[] => transport.exchanges.map(({ request }) => request.logid)
  const send = (logid: string, handlers = recordExchange().handlers): Exchange =>
    line.send({ logid, recording: someRecording }, handlers)
  return { transport, line, begun, send }
}

test('the first one begins at once; each of the others when the one before it has ended', () => {
  const { transport, begun, send } = setUp()
  const second = recordExchange()
  expect(send('1').isWaiting).toBe(false)
  const exchange = send('2', second.handlers)
  send('3')
  expect([exchange.isWaiting, second.calls, begun()]).toEqual([true, [], ['1']])
  transport.last().handlers.onEnd()
  expect([exchange.isWaiting, second.calls, begun()]).toEqual([false, ['turn'], ['1', '2']])
  transport.last().handlers.onRequest()
  transport.last().handlers.onError(new AppError('network'))
  expect(second.calls).toEqual(['turn', 'request', 'error network'])
  expect(begun()).toEqual(['1', '2', '3'])
})

test('aborted while it waits: it never begins', () => {
  const { transport, begun, send } = setUp()
  send('1')
  const second = recordExchange()
  send('2', second.handlers).abort()
  send('3')
  transport.last().handlers.onEnd()
  expect(begun()).toEqual(['1', '3'])
  expect(second.calls).toEqual([])
})

test('aborted while it runs: the next one begins; a second abort ends nothing else', () => {
  const { transport, begun, send } = setUp()
  const first = send('1')
  const second = send('2')
  send('3')
  first.abort()
  first.abort()
  transport.exchanges[0]?.handlers.onEnd()
  expect(begun()).toEqual(['1', '2'])
  second.abort()
  expect(begun()).toEqual(['1', '2', '3'])
  expect(transport.exchanges.map(({ aborts }) => aborts)).toEqual([1, 1, 0])
})

test('one that is asked for when another ends comes after those that wait', () => {
  const { transport, begun, send } = setUp()
  const ended = recordExchange()
  send('1', { ...ended.handlers, onEnd: () => void send('3') })
  send('2')
  transport.last().handlers.onEnd()
  expect(begun()).toEqual(['1', '2'])
  transport.last().handlers.onEnd()
  expect(begun()).toEqual(['1', '2', '3'])
})

test('in the background nothing begins, neither what waits nor what is new', () => {
  const { transport, line, begun, send } = setUp()
  send('1')
  send('2')
  line.appHidden()
  transport.last().handlers.onError(new AppError('interrupted'))
  expect(send('3').isWaiting).toBe(true)
  expect(begun()).toEqual(['1'])
  line.appShown()
  expect(begun()).toEqual(['1', '2'])
  line.appShown()
  expect(begun()).toEqual(['1', '2'])
  transport.last().handlers.onEnd()
  expect(begun()).toEqual(['1', '2', '3'])
})

test('any order of sends, ends, aborts and hiding: one at a time, in order, and none is forgotten', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('send' as const) },
    { weight: 4, arbitrary: fc.constantFrom('end' as const, 'fail' as const) },
    { weight: 2, arbitrary: fc.record({ abort: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.constantFrom('hide' as const, 'show' as const) },
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { transport, line, begun, send } = setUp()
      const sent: { logid: string; exchange: Exchange; calls: readonly string[]; isAborted: boolean }[] = []
      const closed = new Set<string>()
      const end = (run: (handlers: ReturnType<typeof transport.last>['handlers']) => void): void => {
        const running = transport.exchanges[transport.exchanges.length - 1]
        if (!running || closed.has(running.request.logid)) return
        closed.add(running.request.logid)
        run(running.handlers)
      }
      for (const one of steps) {
        if (one === 'send') {
          const recorded = recordExchange()
          const logid = String(sent.length)
          sent.push({
            logid,
            exchange: send(logid, recorded.handlers),
            calls: recorded.calls,
            isAborted: false,
          })
        } else if (one === 'end') end((handlers) => handlers.onEnd())
        else if (one === 'fail') end((handlers) => handlers.onError(new AppError('network')))
        else if (one === 'hide') line.appHidden()
        else if (one === 'show') line.appShown()
        else {
          const aborted = sent[one.abort]
          if (!aborted) continue
          // it counts as waiting until it has begun
          if (!closed.has(aborted.logid)) aborted.isAborted = true
          closed.add(aborted.logid)
          aborted.exchange.abort()
        }
        const open = begun().filter((logid) => !closed.has(logid))
        expect(open.length).toBeLessThanOrEqual(1)
      }
      line.appShown()
      for (let ends = 0; ends <= sent.length; ends += 1) end((handlers) => handlers.onEnd())
      const inOrder = begun().map(Number)
      expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
      for (const { calls, isAborted } of sent) {
        const ends = calls.filter((call) => call === 'end' || call.startsWith('error'))
        expect(ends).toHaveLength(isAborted ? 0 : 1)
      }
    }),
  )
})
