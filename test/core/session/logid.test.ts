import { createLogids } from '../../../miniprogram/core/session/logid'

function logidsAt(...times: number[]) {
  return createLogids({ nowMs: () => times.shift() ?? 0 })
}

test('is the time in milliseconds', () => {
  expect(logidsAt(1_700_000_000_000).next()).toBe('1700000000000')
})

test('differs within one millisecond', () => {
  const logids = logidsAt(1000, 1000, 1000)
  expect([logids.next(), logids.next(), logids.next()]).toEqual(['1000', '1001', '1002'])
})

test('never goes back with the clock, and follows it again later', () => {
  const logids = logidsAt(1000, 400, 1001, 2000)
  expect([logids.next(), logids.next(), logids.next(), logids.next()]).toEqual([
    '1000',
    '1001',
    '1002',
    '2000',
  ])
})
