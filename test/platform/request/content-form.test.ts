import { fakeAddress } from '../../fakes/fake-cloud'
import { settle } from '../../fakes/recorded-exchange'
import { createCloudHarness } from './cloud-harness'
import { frame, sendThrough } from './transport-contract'
import type { TransportHarness } from './transport-contract'

const base64Address = Buffer.from(fakeAddress).toString('base64')

describe('a service that declares content as bytes', () => {
  const refuse = async (harness: TransportHarness, message: string) => {
    const { last } = harness.request
    last.headers(400)
    last.chunk(JSON.stringify({ error: message, message, code: 3, details: [] }))
    last.success(400)
    await settle()
  }
  const answer = async (harness: TransportHarness) => {
    harness.request.last.headers(200)
    harness.request.last.chunk(frame)
    harness.request.last.success(200)
    await settle()
  }
  const contents = (harness: TransportHarness) => harness.request.sent.map(({ body }) => body['content'])

  test('gets the address again in base64 under the same logid, and base64 at once from then on', async () => {
    const harness = createCloudHarness()
    const first = await sendThrough(harness)
    await refuse(harness, 'illegal base64 data at input byte 5')
    expect(harness.files.deleted).toEqual([])
    await answer(harness)
    expect(first.recorded.calls).toEqual(['progress 0.5', 'request', `chunk ${frame}`, 'end'])
    expect(contents(harness)).toEqual([fakeAddress, base64Address])
    expect(harness.request.sent[1]?.body['logid']).toBe('1700000000000')

    const second = await sendThrough(harness)
    await answer(harness)
    expect(second.recorded.calls.slice(-1)).toEqual(['end'])
    expect(contents(harness)).toEqual([fakeAddress, base64Address, base64Address])
    harness.expectNothingLeft()
  })

  test('may refuse both forms: reports both reasons and remembers neither form', async () => {
    const harness = createCloudHarness()
    const { recorded } = await sendThrough(harness)
    await refuse(harness, 'illegal base64')
    await refuse(harness, 'no mp3')
    expect(recorded.calls).toEqual(['progress 0.5', 'request', 'error http'])
    expect(recorded.errors[0]?.detail).toEqual({
      httpStatus: 400,
      grpcCode: 3,
      isUnread: true,
      message: 'illegal base64; as base64: no mp3',
    })
    harness.expectNothingLeft()
    await sendThrough(harness)
    expect(contents(harness)).toEqual([fakeAddress, base64Address, fakeAddress])
  })

  test('is not asked twice if it refuses the audio itself', async () => {
    const harness = createCloudHarness()
    const { recorded } = await sendThrough(harness)
    harness.request.last.success(400, '{"error":{"grpc_code":3,"http_code":400,"message":"no audio"}}')
    await settle()
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 400, grpcCode: 3, message: 'no audio' })
    expect(harness.request.sent).toHaveLength(1)
    harness.expectNothingLeft()
  })

  test('may fail differently on the second: reports that, and sends no third', async () => {
    const harness = createCloudHarness()
    const { recorded } = await sendThrough(harness)
    await refuse(harness, 'illegal base64')
    harness.request.last.success(503)
    await settle()
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 503 })
    expect(harness.request.sent).toHaveLength(2)
    harness.expectNothingLeft()
  })

  test('abort between the two forms closes the second', async () => {
    const harness = createCloudHarness()
    const { recorded, exchange } = await sendThrough(harness)
    await refuse(harness, 'illegal base64')
    exchange.abort()
    expect(harness.request.last.isAborted).toBe(true)
    await answer(harness)
    expect(recorded.calls).toEqual(['progress 0.5', 'request'])
    harness.expectNothingLeft()
  })

  test('gets no base64 once it has accepted the plain address', async () => {
    const harness = createCloudHarness()
    await sendThrough(harness)
    await answer(harness)
    const { recorded } = await sendThrough(harness)
    await refuse(harness, 'no mp3')
    expect(recorded.calls.slice(-1)).toEqual(['error http'])
    expect(recorded.errors[0]?.detail.message).toBe('no mp3')
    expect(contents(harness)).toEqual([fakeAddress, fakeAddress])
  })

  test.each([
    ['broke off after its first chunk', [frame], { errMsg: 'request:fail' }],
    ['was empty', [], undefined],
  ])('an answer that %s shows that the form was accepted', async (_, chunks, failure) => {
    const harness = createCloudHarness()
    await sendThrough(harness)
    harness.request.last.headers(200)
    chunks.forEach((chunk) => harness.request.last.chunk(chunk))
    if (failure) harness.request.last.fail(failure)
    else harness.request.last.success(200)
    await settle()
    await sendThrough(harness)
    await refuse(harness, 'no mp3')
    expect(contents(harness)).toEqual([fakeAddress, fakeAddress])
  })

  test.each([
    [400, 5],
    [500, 3],
  ])('HTTP %i with code %i is not sent twice', async (status, code) => {
    const harness = createCloudHarness()
    await sendThrough(harness)
    harness.request.last.success(status, JSON.stringify({ code, message: 'no', details: [] }))
    await settle()
    expect(harness.request.sent).toHaveLength(1)
  })
})
