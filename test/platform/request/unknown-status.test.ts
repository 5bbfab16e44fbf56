import { settle } from '../../fakes/recorded-exchange'
import { send } from './posted'

const frame = '{"result":{"logid":"0","uid":"0","content":"Hi"}}\n'
const refusal = '{"error":"no audio","message":"no audio","code":3,"details":[]}'

describe('an answer whose status comes only at the end (DevTools)', () => {
  test('is passed on from the first content frame', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(frame.slice(0, 20))
    expect(recorded.calls).toEqual([])
    fake.last.chunk(frame.slice(20))
    expect(recorded.text).toBe(frame)
    fake.last.chunk('{"res')
    expect(recorded.text).toBe(`${frame}{"res`)
    fake.last.success(200)
    await settle()
    expect(recorded.calls.slice(-1)).toEqual(['end'])
  })

  test('is passed on without any header event too', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk(frame)
    fake.last.success(200)
    await settle()
    expect(recorded.calls).toEqual([`chunk ${frame}`, 'end'])
  })

  test('holds an error frame until the status shows that it was a stream', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(refusal)
    expect(recorded.calls).toEqual([])
    fake.last.success(200)
    await settle()
    expect(recorded.calls).toEqual([`chunk ${refusal}`, 'end'])
  })

  test('an error frame is held until the status: with 400 it is an HTTP error', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.headers()
    fake.last.chunk(refusal)
    fake.last.success(400)
    await settle()
    expect(recorded.calls).toEqual(['error http'])
    expect(recorded.errors[0]?.detail).toEqual({
      httpStatus: 400,
      grpcCode: 3,
      message: 'no audio',
      isUnread: true,
    })
  })

  test('accepts a first chunk above the limit if it has a content frame', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk(frame.repeat(30))
    fake.last.success(200)
    await settle()
    expect(recorded.text).toBe(frame.repeat(30))
    expect(recorded.calls.slice(-1)).toEqual(['end'])
  })

  test('garbage is held only up to the limit', async () => {
    const { fake, recorded } = send()
    await settle()
    fake.last.chunk('x'.repeat(600))
    expect(recorded.calls).toEqual([])
    fake.last.chunk('x'.repeat(600))
    await settle()
    expect(recorded.calls).toEqual(['error frame-too-large'])
    expect(fake.last.isAborted).toBe(true)
    fake.last.success(200)
    await settle()
    expect(recorded.calls).toHaveLength(1)
  })
})
