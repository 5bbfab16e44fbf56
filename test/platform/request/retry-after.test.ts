import { settle } from '../../fakes/recorded-exchange'
import { retryAtMsOf } from '../../../miniprogram/platform/request/retry-after'
import { send } from './posted'

const now = Date.UTC(2026, 10, 29, 12)

test.each([
  ['28800', now + 28_800_000],
  [' 28800 ', now + 28_800_000],
  ['Sun, 29 Nov 2026 16:00:00 GMT', Date.UTC(2026, 10, 29, 16)],
  // the text for the status says to wait a minute
  ['0', undefined],
  ['120', undefined],
  ['Sun, 29 Nov 2026 12:01:00 GMT', undefined],
  ['Sat, 28 Nov 2026 12:00:00 GMT', undefined],
  // mistakes
  ['9999999999999999999999', undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
  ['-5', undefined],
  ['1.5e9', undefined],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %s', (value, atMs) => {
  expect(retryAtMsOf({ 'Retry-After': value }, now)).toBe(atMs)
  expect(retryAtMsOf({ 'content-type': 'text/html', 'retry-after': value }, now)).toBe(atMs)
})

test.each([undefined, null, 'Retry-After: 3600', {}, { 'Retry-After': undefined }, { 'Retry-After': null }])(
  'headers %j say nothing',
  (headers) => {
    expect(retryAtMsOf(headers, now)).toBeUndefined()
  },
)

test.each(['the headers’ event', 'success'])('an HTTP error knows it from %s', async (from) => {
  const { fake, recorded } = send()
  await settle()
  const header = { 'Retry-After': '3600' }
  fake.last.headers(429, from === 'success' ? undefined : header)
  fake.last.success(429, '', from === 'success' ? header : undefined)
  await settle()
  expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 429, retryAtMs: 3_600_000 })
})

test('not if the recording is what is refused', async () => {
  const { fake, recorded } = send()
  await settle()
  fake.last.success(413, '', { 'Retry-After': '3600' })
  await settle()
  expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 413 })
})
