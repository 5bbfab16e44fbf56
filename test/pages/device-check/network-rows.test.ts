// Each row about requests is ok where WeChat does as documented, and is not where it does what is reported.
import type { RawRequest } from '../../../miniprogram/core/device'
import { networkRows } from '../../../miniprogram/pages/device-check/rows/network'
import { createFakeDevice, findingOf, findingsOf, type FakeDevice } from './fake-device'

test('all are ok on a phone that does as documented', async () => {
  const device = createFakeDevice()
  const findings = await findingsOf(device, networkRows)
  expect(Object.keys(findings)).toEqual(networkRows.map(({ id }) => id))
  expect(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'ok')).toEqual([])
  expect(device.open).toBe(0)
})

const text = (request: RawRequest): RawRequest => ({ ...request, onChunk: () => request.onChunk('{}') })
const bodyOnly = (request: RawRequest): RawRequest => ({
  ...request,
  onChunk: () => undefined,
  onSuccess: (status) => request.onSuccess(status, '{"result":{}}'),
})
const withoutErrno = (request: RawRequest): RawRequest => ({
  ...request,
  onFail: ({ errMsg = '' }) => request.onFail({ errMsg }),
})
const silentFail = (request: RawRequest): RawRequest => ({ ...request, onFail: () => undefined })
const otherWords = (request: RawRequest): RawRequest => ({
  ...request,
  onFail: () => request.onFail({ errno: 5, errMsg: 'timeout' }),
})
const noChunks = (request: RawRequest): RawRequest => ({ ...request, onChunk: () => undefined })

/** Chunks are held back, and come together at the end. */
function heldBack(request: RawRequest): RawRequest {
  const held: unknown[] = []
  return {
    ...request,
    onChunk: (data) => void held.push(data),
    onSuccess(status, data) {
      held.forEach(request.onChunk)
      request.onSuccess(status, data)
    },
  }
}

/** One more chunk comes some time after the abort. */
const lateChunk =
  (device: FakeDevice) =>
  (request: RawRequest): RawRequest => ({
    ...request,
    onFail(failure) {
      request.onFail(failure)
      device.clock.setTimer(300, () => request.onChunk(new ArrayBuffer(8)))
    },
  })

/** Of two requests, only the later one gets chunks. */
function onlyLater() {
  let count = 0
  return (request: RawRequest): RawRequest => {
    if (!request.url.includes('/slow')) return request
    count += 1
    return count === 1 ? noChunks(request) : request
  }
}

const always = (alter: FakeDevice['alter']) => () => alter

test.each<[string, (device: FakeDevice) => FakeDevice['alter'], RegExp]>([
  ['chunk-shape', always(text), /String/],
  ['chunk-shape', always(bodyOnly), /no chunk/],
  ['chunk-distance', always(heldBack), /11 chunks within 0 ms/],
  [
    'status-in-headers',
    always((request) => ({ ...request, onHeaders: () => request.onHeaders(undefined) })),
    /no status/,
  ],
  ['status-in-headers', always((request) => ({ ...request, onHeaders: () => undefined })), /never came/],
  [
    'body-once',
    always((request) => ({ ...request, onSuccess: (status) => request.onSuccess(status, 'again') })),
    /of 5/,
  ],
  [
    'http-status',
    always((request) => ({
      ...request,
      onSuccess: () =>
        request.url.includes('503') ? request.onFail({ errMsg: 'request:fail' }) : request.onSuccess(200, ''),
    })),
    /fail/,
  ],
  ['first-byte-late', always(noChunks), /success/],
  ['abort-silent', lateChunk, /^1 chunks in 1 s/],
  ['abort-fails', always(silentFail), /neither/],
  [
    'idle',
    (device) => (request) => {
      if (request.url.includes('/stall'))
        device.clock.setTimer(2_000, () => request.onFail({ errMsg: 'request:fail' }))
      return request
    },
    /request:fail/,
  ],
  ['two-at-once', onlyLater, /^0 and \d+ chunks/],
  ['cut', always((request) => ({ ...request, onFail: () => request.onSuccess(200, '') })), /success/],
  ['timeout', always(withoutErrno), /errno missing/],
  ['refused', always(withoutErrno), /errno missing/],
  ['flight-mode', always(otherWords), /fail, errno 5, timeout/],
  ['flight-mode', always(silentFail), /neither/],
  ['refused', always(silentFail), /neither/],
  ['not-allowed', always(withoutErrno), /errno missing, request:fail url not in domain list/],
])('%s turns red: %#', async (id, alterOf, seen) => {
  const device = createFakeDevice()
  device.alter = alterOf(device)
  expect(await findingOf(device, id)).toEqual({ verdict: 'deviates', seen: expect.stringMatching(seen) })
})

test('an address that may be tried here says nothing about lists', async () => {
  const device = createFakeDevice()
  device.alter = (request) => ({
    ...request,
    onFail: () => request.onFail({ errno: 600001, errMsg: 'request:fail -102:net::ERR_CONNECTION_REFUSED' }),
  })
  expect((await findingOf(device, 'not-allowed')).verdict).toBe('skipped')
})

test('without scenarios, one row says so, and those that need them are skipped', async () => {
  const device = createFakeDevice()
  device.alter = (request) => ({ ...request, onSuccess: () => request.onSuccess(404, '') })
  const { service, ...others } = await findingsOf(device, networkRows)
  expect(service).toEqual({ verdict: 'unknown', seen: 'success, status 404' })
  const skipped = Object.keys(others).filter((id) => others[id]?.verdict === 'skipped')
  expect(skipped).toEqual(
    networkRows.map(({ id }) => id).filter((id) => !/^(service|refused|not-allowed|flight-mode)$/.test(id)),
  )
})

test('flight mode is asked for, and skipped where it stays off', async () => {
  const device = createFakeDevice()
  expect(await findingOf(device, 'flight-mode')).toMatchObject({ verdict: 'ok' })
  device.answer = false
  expect(await findingOf(device, 'flight-mode')).toEqual({ verdict: 'skipped', seen: 'not turned on' })
})
