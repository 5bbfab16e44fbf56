import { AppError } from '../../miniprogram/core/errors'
import { readWxFailure, requestError, uploadError } from '../../miniprogram/platform/wx-error'

test.each([
  [{ errMsg: 'request:fail timeout', errno: 5 }, 'timeout'],
  [{ errMsg: 'request:fail timeout' }, 'timeout'],
  [
    { errMsg: 'request:fail errcode:-118 cronet_error_code:-118 error_msg:net::ERR_CONNECTION_TIMED_OUT' },
    'timeout',
  ],
  [{ errMsg: 'request:fail interrupted' }, 'interrupted'],
  [{ errMsg: 'request:fail network interrupted error', errno: 600003 }, 'network'],
  [{ errMsg: 'request:fail url not in domain list', errno: 600002 }, 'domain-not-allowed'],
  [{ errMsg: 'request:fail url not in domain list' }, 'domain-not-allowed'],
  [{ errMsg: 'request:fail', errno: 600002 }, 'domain-not-allowed'],
  [
    { errMsg: 'request:fail errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', errno: 600001 },
    'network',
  ],
  [new TypeError('boom'), 'network'],
  [undefined, 'network'],
])('a request that failed with %j is %s', (failure, code) => {
  const error = requestError(failure)
  expect(error.code).toBe(code)
  expect(error.detail.cause).toBe(failure)
  expect(error.detail.message).toBe(readWxFailure(failure).message)
})

test.each([
  [{ errMsg: 'uploadFile:fail file not found' }, 'recording-unreadable'],
  [{ errMsg: 'cloud.uploadFile:fail Error: no such file or directory' }, 'recording-unreadable'],
  [{ errMsg: 'cloud.uploadFile:fail -403003 permission denied' }, 'upload-failed'],
  ['text', 'upload-failed'],
])('an upload that failed with %j is %s', (failure, code) => {
  expect(uploadError(failure).code).toBe(code)
})

test.each([
  'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
  'request:fail The Internet connection appears to be offline.',
])('without a connection, nothing was sent: %s', (errMsg) => {
  expect(requestError({ errMsg })).toMatchObject({
    code: 'network',
    detail: { isUnsent: true, message: errMsg },
  })
})

test('an AppError passes through as it is', () => {
  const error = new AppError('recording-unreadable')
  expect(requestError(error)).toBe(error)
})

test('always has words', () => {
  for (const failure of [undefined, null, {}, { errMsg: 7 }, '', { errMsg: '' }]) {
    expect(readWxFailure(failure).message).toBe('no message')
  }
})
