import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toArrayBuffer } from '../../fakes/fake-request'
import { settle } from '../../fakes/recorded-exchange'
import { send } from './posted'

describe('an HTTP error', () => {
  const traces = join(__dirname, '../../fixtures/traces')
  const plainUrl = readFileSync(join(traces, 'refused-plain-url.400.json'), 'utf8')
  const noAudio = readFileSync(join(traces, 'refused-no-audio.400.json'), 'utf8')
  const page = '<html><head><title>413 Request Entity Too Large</title></head><body>nginx</body></html>'

  test.each([
    [400, plainUrl, { grpcCode: 3, message: 'illegal base64 data at input byte 5', isUnread: true }],
    [400, noAudio, { grpcCode: 3, message: 'no audio' }],
    [429, '{"code":8,"message":"quota","details":[]}', { grpcCode: 8, message: 'quota', isUnread: true }],
    [413, page, { message: '413 Request Entity Too Large' }],
    [502, '<p>Bad\n <b>Gateway</b></p>', { message: 'Bad Gateway' }],
    [503, 'upstream is away', { message: 'upstream is away' }],
    [204, '', {}],
    [500, '', {}],
  ])('%i with %j reports the body’s message, however it arrives', async (httpStatus, body, words) => {
    for (const way of ['chunk', 'chunk, status unknown', 'data', 'buffer', 'both', 'cut']) {
      const { fake, recorded } = send()
      await settle()
      fake.last.headers(way === 'chunk, status unknown' ? undefined : httpStatus)
      if (way === 'cut') for (const byte of Buffer.from(body)) fake.last.chunk(Uint8Array.of(byte))
      else if (!['data', 'buffer'].includes(way)) fake.last.chunk(body)
      if (way === 'buffer') fake.last.success(httpStatus, toArrayBuffer(body))
      else fake.last.success(httpStatus, way === 'data' || way === 'both' ? body : undefined)
      await settle()
      expect([way, recorded.calls]).toEqual([way, ['error http']])
      expect(recorded.errors[0]?.detail).toEqual({ httpStatus, ...words })
    }
  })

  test('is read from a body that is already parsed', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.success(400, JSON.parse(plainUrl))
    await settle()
    expect(recorded.errors[0]?.detail).toMatchObject({ httpStatus: 400, grpcCode: 3 })
  })

  test('stays an HTTP error if the connection breaks inside its body', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(503)
    fake.last.chunk('upstream is')
    fake.last.fail({ errMsg: 'request:fail errcode:-101 net::ERR_CONNECTION_RESET' })
    await settle()
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 503, message: 'upstream is' })
  })

  test('has a message of at most 200 characters, however long its body', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers(500)
    for (let i = 0; i < 50; i++) fake.last.chunk('word '.repeat(20))
    fake.last.success(500)
    await settle()
    expect(recorded.calls).toEqual(['error http'])
    expect(recorded.errors[0]?.detail.message).toHaveLength(200)
  })
})
