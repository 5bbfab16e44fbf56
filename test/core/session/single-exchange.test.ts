import { AppError } from '../../../miniprogram/core/errors'
import { createSingleExchange } from '../../../miniprogram/core/session/single-exchange'
import { createFakeTransport } from '../../fakes/fake-transport'
import { someRecording } from '../../fakes/fake-recorder'
import { recordExchange } from '../../fakes/recorded-exchange'

function setUp() {
  const transport = createFakeTransport()
  const single = createSingleExchange(transport)
  const send = (logid: string) => {
    const recorded = recordExchange()
    const exchange = single.send({ logid, recording: someRecording }, recorded.handlers)
    return { recorded, exchange, inner: transport.last() }
  }
  return { send }
}

test('a second exchange interrupts the first one, once', () => {
  const { send } = setUp()
  const first = send('1')
  const second = send('2')
  expect(first.recorded.calls).toEqual(['error interrupted'])
  expect(first.inner.aborts).toBe(1)
  expect(second.recorded.calls).toEqual([])
  send('3')
  expect(first.inner.aborts).toBe(1)
  expect(second.inner.aborts).toBe(1)
})

test.each([
  [
    'its end',
    (inner: ReturnType<ReturnType<typeof setUp>['send']>['inner']) => inner.handlers.onEnd(),
    'end',
  ],
  [
    'its error',
    (inner: ReturnType<ReturnType<typeof setUp>['send']>['inner']) =>
      inner.handlers.onError(new AppError('network')),
    'error network',
  ],
])('after %s nothing is interrupted', (_name, finish, call) => {
  const { send } = setUp()
  const first = send('1')
  finish(first.inner)
  send('2')
  expect(first.recorded.calls).toEqual([call])
  expect(first.inner.aborts).toBe(0)
})

test('after abort nothing is interrupted or aborted again', () => {
  const { send } = setUp()
  const first = send('1')
  first.exchange.abort()
  first.exchange.abort()
  send('2')
  expect(first.recorded.calls).toEqual([])
  expect(first.inner.aborts).toBe(1)
})

test('what an interrupted one says late does not spare the next', () => {
  const { send } = setUp()
  const first = send('1')
  const second = send('2')
  first.inner.handlers.onEnd()
  send('3')
  expect(first.recorded.calls).toEqual(['error interrupted'])
  expect(second.recorded.calls).toEqual(['error interrupted'])
  expect(second.recorded.errors[0]?.detail.message).toBe('another answer was asked for')
})
