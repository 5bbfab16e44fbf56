import { AppError, type AppErrorDetail, type ErrorCode } from '../../miniprogram/core/errors'
import { en } from '../../miniprogram/i18n/en'
import {
  recoveryActionFor,
  sentenceForEnd,
  sentenceForError,
  sentenceForExchange,
} from '../../miniprogram/i18n/sentences'
import { zh } from '../../miniprogram/i18n/zh'

const http = (httpStatus?: number): AppError =>
  new AppError('http', httpStatus === undefined ? {} : { httpStatus })
const service = (grpcCode: number): AppError => new AppError('service', { grpcCode })

test.each([
  [400, en.httpStatuses['400']],
  [401, en.httpStatuses['401']],
  [403, en.httpStatuses['401']],
  [404, en.httpStatuses['404']],
  [408, en.httpStatuses['408']],
  [413, en.httpStatuses['413']],
  [429, en.httpStatuses['429']],
  [500, en.httpStatuses['5xx']],
  [503, en.httpStatuses['5xx']],
  [599, en.httpStatuses['5xx']],
  [302, en.httpStatuses.other],
  [418, en.httpStatuses.other],
  [600, en.httpStatuses.other],
  [undefined, en.httpStatuses.other],
])('HTTP %s', (status, sentence) => {
  expect(sentenceForError(en, http(status))).toBe(sentence)
})

test.each([
  [3, en.grpcCodes.invalidArgument],
  [4, en.grpcCodes.deadlineExceeded],
  [7, en.grpcCodes.permissionDenied],
  [8, en.grpcCodes.resourceExhausted],
  [9, en.grpcCodes.failedPrecondition],
  [13, en.grpcCodes.internal],
  [14, en.grpcCodes.unavailable],
  [16, en.grpcCodes.unauthenticated],
  [2, en.errors.service],
  [99, en.errors.service],
])('gRPC %s in the stream', (code, sentence) => {
  expect(sentenceForError(en, service(code))).toBe(sentence)
})

test('HTTP 400 from a filter does not blame the recording', () => {
  const filtered = new AppError('http', { httpStatus: 400, grpcCode: 9 })
  expect(sentenceForError(en, filtered)).toBe(en.grpcCodes.failedPrecondition)
})

test('a service error without a code has its own text', () => {
  expect(sentenceForError(en, new AppError('service'))).toBe(en.errors.service)
})

describe('what the service takes again only later', () => {
  const now = new Date(2026, 10, 29, 14, 32).getTime()
  const until = (httpStatus: number, ...[day, hour]: [number, number]) =>
    new AppError('http', { httpStatus, retryAtMs: new Date(2026, 10, day, hour).getTime() })

  test.each([
    [until(429, 30, 0), '今天的回答用完了', '明天 00:00 以后，可以在“记录”里再次发送。'],
    [until(429, 29, 16), '暂时没有新的回答了', '16:00 以后，可以在“记录”里再次发送。'],
    [until(503, 29, 16), zh.httpStatuses['5xx'].title, '16:00 以后，可以在“记录”里再次发送。'],
    // the time has come
    [until(429, 29, 14), zh.httpStatuses['429'].title, zh.httpStatuses['429'].way],
  ])('%#', (error, title, way) => {
    expect(sentenceForExchange(zh, error, now)).toEqual({ title, way })
    expect(sentenceForEnd(zh, 'http', error, now)).toEqual({ title, way })
  })

  test('in English', () => {
    expect(sentenceForExchange(en, until(429, 30, 0), now)).toEqual({
      title: 'No more answers today',
      way: 'You can send it from History after 00:00 tomorrow.',
    })
  })
})

test('an end shows its error if it has one, otherwise its reason', () => {
  expect(sentenceForEnd(en, 'idle', null, 0)).toBe(en.reasons.idle)
  expect(sentenceForEnd(en, 'idle', new AppError('timeout'), 0)).toEqual(en.errors.timeout)
})

test.each<[ErrorCode, AppErrorDetail, string]>([
  ['microphone-refused', {}, 'settings'],
  ['microphone-busy', {}, 'record'],
  ['recording-too-large', {}, 'record'],
  ['network', {}, 'send'],
  ['http', { httpStatus: 500 }, 'send'],
  ['http', { httpStatus: 413 }, 'record'],
  ['http', { httpStatus: 400 }, 'record'],
  ['service', { grpcCode: 14 }, 'send'],
  ['service', { grpcCode: 3 }, 'record'],
  ['service', { grpcCode: 9 }, 'record'],
])('%s %j leads on to %s', (code, detail, way) => {
  expect(recoveryActionFor(new AppError(code, detail))).toBe(way)
})
