import { AppError } from '../../miniprogram/core/errors'
import { createChunkedRequest } from '../../miniprogram/platform/chunked-request'
import type { WxCloudFiles } from '../../miniprogram/platform/cloud-file'
import { createCloudTransport } from '../../miniprogram/platform/cloud-transport'
import type { IdentityCloud } from '../../miniprogram/platform/identity'
import { createFakeCloud, fakeAddress, fakeFileID } from '../fakes/fake-cloud'
import { createFakeRequest } from '../fakes/fake-request'
import { settle } from '../fakes/recorded-exchange'
import { describeTransport, frame, recording, sendNow, sendThrough } from './transport-contract'
import type { TransportHarness } from './transport-contract'

/** The real thing must fit the slices: this only has to compile. */
export const theRealOneFits = (cloud: WxCloud): WxCloudFiles & IdentityCloud => cloud

const request = { url: 'https://api.example.com/x', timeoutMs: 300_000, frameMaxBytes: 1000 }
const base64Address = Buffer.from(fakeAddress).toString('base64')

function createHarness(uid = () => Promise.resolve('18446744073709551615')) {
  const fake = createFakeRequest()
  const files = createFakeCloud()
  const upload = () => files.uploads[files.uploads.length - 1]
  const harness: TransportHarness = {
    transport: createCloudTransport({
      wx: {},
      cloud: files.cloud,
      identity: { uid },
      request: createChunkedRequest(fake.wx, request),
    }),
    request: fake,
    stages: [
      { name: 'half of the upload', play: () => upload()?.progress(50) },
      { name: 'the upload', play: () => upload()?.success() },
      { name: 'the address came', play: () => files.giveAddress() },
    ],
    playLate() {
      upload()?.progress(100)
      upload()?.success()
      if (files.addressCalls.length > 0) files.giveAddress()
    },
    // An upload may finish although it was aborted: then the file has to go as well.
    expectNothingLeft() {
      expect(files.deleted).toEqual(files.uploads.map(() => fakeFileID))
    },
  }
  return { ...harness, files }
}

describeTransport('cloud', createHarness)

test('uploads, asks for the address, then sends it as content', async () => {
  const harness = createHarness()
  const { recorded } = await sendThrough(harness)
  expect(harness.files.uploads[0]?.options.filePath).toBe(recording.tempFilePath)
  expect(harness.files.addressCalls[0]?.fileList).toEqual([fakeFileID])
  expect(harness.request.last.body).toEqual({
    logid: '1700000000000',
    uid: '18446744073709551615',
    content: fakeAddress,
  })
  expect(recorded.calls).toEqual(['progress 0.5', 'request'])
})

test('every upload has a path of its own that nobody can guess', async () => {
  const harness = createHarness()
  await sendThrough(harness)
  await sendThrough(harness)
  const paths = harness.files.uploads.map(({ options }) => options.cloudPath)
  expect(new Set(paths).size).toBe(2)
  for (const path of paths) expect(path).toMatch(/^recordings\/[0-9a-f]{32}\.mp3$/)
})

test('progress only grows, and never passes 1', async () => {
  const harness = createHarness()
  const { recorded } = sendNow(harness)
  await settle()
  for (const percent of [0, 10, 10, 5, 100, 120]) harness.files.uploads[0]?.progress(percent)
  expect(recorded.calls).toEqual(['progress 0.1', 'progress 1'])
})

test('abort in the same turn as send uploads nothing', async () => {
  const harness = createHarness()
  sendNow(harness).exchange.abort()
  await settle()
  expect(harness.files.uploads).toHaveLength(0)
})

test('abort while uploading stops the upload', async () => {
  const harness = createHarness()
  const { exchange } = await sendThrough(harness, 1)
  exchange.abort()
  expect(harness.files.uploads[0]?.isAborted).toBe(true)
  harness.files.uploads[0]?.fail({ errMsg: 'uploadFile:fail abort' })
  await settle()
  expect(harness.files.deleted).toEqual([])
})

test("the file is deleted once the answer has ended, not before; a failure to delete is nobody's error", async () => {
  const harness = createHarness()
  harness.files.refusesDeletion = true
  const { recorded } = await sendThrough(harness)
  harness.request.last.headers(200)
  harness.request.last.chunk(frame)
  expect(harness.files.deleted).toEqual([])
  harness.request.last.success(200)
  await settle()
  expect(harness.files.deleted).toEqual([fakeFileID])
  expect(recorded.calls.slice(-1)).toEqual(['end'])
})

describe('what fails before the POST', () => {
  test('no uid: nothing is uploaded', async () => {
    const harness = createHarness(() => Promise.reject(new AppError('identity-unavailable')))
    const { recorded } = sendNow(harness)
    await settle()
    expect(recorded.calls).toEqual(['error identity-unavailable'])
    expect(harness.files.uploads).toHaveLength(0)
  })

  test.each([
    ['cloud.uploadFile:fail -403003 permission denied', 'upload-failed'],
    ['uploadFile:fail file not found', 'recording-unreadable'],
  ])('the upload (%s)', async (errMsg, code) => {
    const harness = createHarness()
    const { recorded } = sendNow(harness)
    await settle()
    harness.files.uploads[0]?.fail({ errMsg })
    await settle()
    expect(recorded.calls).toEqual([`error ${code}`])
    expect(recorded.errors[0]?.detail.message).toBe(errMsg)
  })

  test('the upload gives no fileID', async () => {
    const harness = createHarness()
    const { recorded } = sendNow(harness)
    await settle()
    harness.files.uploads[0]?.success('')
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
  })

  test('wx.cloud throws', async () => {
    const harness = createHarness()
    harness.files.cloud.uploadFile = () => {
      throw new Error('Cloud API is not initialized')
    }
    const { recorded } = sendNow(harness)
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
  })

  test.each([
    [
      'its item has a bad status',
      (files: ReturnType<typeof createFakeCloud>) => files.giveAddress(fakeAddress, 1),
    ],
    ['its item has no address', (files: ReturnType<typeof createFakeCloud>) => files.giveAddress('', 0)],
    [
      'it lists nothing',
      (files: ReturnType<typeof createFakeCloud>) => files.addressCalls[0]?.success({ fileList: [] }),
    ],
    [
      'the call fails',
      (files: ReturnType<typeof createFakeCloud>) =>
        files.addressCalls[0]?.fail({ errMsg: 'cloud.getTempFileURL:fail' }),
    ],
  ])('the address: %s; the file is deleted, nothing is sent', async (_, play) => {
    const harness = createHarness()
    const { recorded } = await sendThrough(harness, 2)
    play(harness.files)
    await settle()
    expect(recorded.calls).toEqual(['progress 0.5', 'error upload-failed'])
    expect(harness.request.sent).toHaveLength(0)
    harness.expectNothingLeft()
  })
})

describe('a service that types content as bytes', () => {
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

  test('gets the address once more in base64, under the same logid, and from then on at once', async () => {
    const harness = createHarness()
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

  test('may refuse both forms: both reasons are told, and neither form is remembered', async () => {
    const harness = createHarness()
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

  test('a service that was reached and refuses the audio is not asked twice', async () => {
    const harness = createHarness()
    const { recorded } = await sendThrough(harness)
    harness.request.last.success(400, '{"error":{"grpc_code":3,"http_code":400,"message":"no audio"}}')
    await settle()
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 400, grpcCode: 3, message: 'no audio' })
    expect(harness.request.sent).toHaveLength(1)
    harness.expectNothingLeft()
  })

  test('may fail in another way on the second: that is told, no third is sent', async () => {
    const harness = createHarness()
    const { recorded } = await sendThrough(harness)
    await refuse(harness, 'illegal base64')
    harness.request.last.success(503)
    await settle()
    expect(recorded.errors[0]?.detail).toEqual({ httpStatus: 503 })
    expect(harness.request.sent).toHaveLength(2)
    harness.expectNothingLeft()
  })

  test('abort between the two forms closes the second', async () => {
    const harness = createHarness()
    const { recorded, exchange } = await sendThrough(harness)
    await refuse(harness, 'illegal base64')
    exchange.abort()
    expect(harness.request.last.isAborted).toBe(true)
    await answer(harness)
    expect(recorded.calls).toEqual(['progress 0.5', 'request'])
    harness.expectNothingLeft()
  })

  test('one that took the plain address is never asked twice: its refusals are its own', async () => {
    const harness = createHarness()
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
  ])('an answer that %s shows that the form was taken', async (_, chunks, failure) => {
    const harness = createHarness()
    await sendThrough(harness)
    harness.request.last.headers(200)
    chunks.forEach((chunk) => harness.request.last.chunk(chunk))
    if (failure) harness.request.last.fail(failure)
    else harness.request.last.success(200)
    await sendThrough(harness)
    await refuse(harness, 'no mp3')
    expect(contents(harness)).toEqual([fakeAddress, fakeAddress])
  })

  test.each([
    [400, 5],
    [500, 3],
  ])('HTTP %i with code %i is no reason to ask twice', async (status, code) => {
    const harness = createHarness()
    await sendThrough(harness)
    harness.request.last.success(status, JSON.stringify({ code, message: 'no', details: [] }))
    expect(harness.request.sent).toHaveLength(1)
  })
})
