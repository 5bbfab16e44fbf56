import { AppError } from '../../miniprogram/core/errors'

test('shows support the code and the platform’s message', () => {
  expect(String(new AppError('network'))).toBe('AppError: network')
  const error = new AppError('http', { httpStatus: 503, message: 'try later' })
  expect(String(error)).toBe('AppError: http: try later')
  expect(error).toMatchObject({ code: 'http', detail: { httpStatus: 503 } })
})
