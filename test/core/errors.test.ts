import { AppError } from '../../miniprogram/core/errors'

test('support reads the code, and what the platform said', () => {
  expect(String(new AppError('network'))).toBe('AppError: network')
  const error = new AppError('http', { httpStatus: 503, message: 'try later' })
  expect(String(error)).toBe('AppError: http: try later')
  expect(error).toMatchObject({ code: 'http', detail: { httpStatus: 503 } })
})
