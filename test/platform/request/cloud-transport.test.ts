import { AppError } from '../../../miniprogram/core/errors'
import { createChunkedRequest } from '../../../miniprogram/platform/request/chunked-request'
import { createCloudFiles } from '../../../miniprogram/platform/request/cloud-file'
import type { WxCloudFiles } from '../../../miniprogram/platform/request/cloud-file'
import { createCloudTransport } from '../../../miniprogram/platform/request/cloud-transport'
import type { IdentityCloud } from '../../../miniprogram/platform/request/identity'
import { createFakeCloud, fakeAddress, fakeFileID } from '../../fakes/fake-cloud'
import { createFakeRequest } from '../../fakes/fake-request'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
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
  const handedOver: string[] = []
  const transport = createCloudTransport({
    wx: {},
    cloud: files.cloud,
    identity: { uid },
    request: createChunkedRequest(fake.wx, request),
  })
  const harness: TransportHarness = {
    transport: {
      send: (sent, handlers) =>
        transport.send(sent, {
          ...handlers,
          onUploaded(fileID) {
            handedOver.push(fileID)
            handlers.onUploaded?.(fileID)
          },
        }),
    },
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
    // An upload may finish although it was aborted: then nobody has the file, and it has to go.
    expectNothingLeft() {
      expect([...files.deleted, ...handedOver]).toEqual(files.uploads.map(() => fakeFileID))
    },
  }
  return { ...harness, files }
}

describeTransport('cloud', createHarness)

test('uploads, asks for the address, then sends it as content', async () => {
  const harness = createHarness()
  const { recorded } = await sendThrough(harness)
  expect(harness.files.uploads[0]?.options.filePath).toBe(recording.filePath)
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

test('the file is handed over once it lies there, and stays whatever becomes of the answer', async () => {
  const harness = createHarness()
  const { recorded } = await sendThrough(harness)
  expect(recorded.uploaded).toEqual([fakeFileID])
  harness.request.last.headers(200)
  harness.request.last.chunk(frame)
  harness.request.last.success(200)
  await settle()
  expect(harness.files.deleted).toEqual([])
  expect(recorded.calls.slice(-1)).toEqual(['end'])
})

describe('a file that an earlier request left there', () => {
  const fileID = 'cloud://env.1/recordings/earlier.mp3'
  const sendAgain = async (harness: ReturnType<typeof createHarness>) => {
    const recorded = recordExchange()
    const exchange = harness.transport.send({ logid: '1700000000000', recording, fileID }, recorded.handlers)
    await settle()
    expect(harness.files.addressCalls[0]?.fileList).toEqual([fileID])
    return { recorded, exchange }
  }

  test('is sent without another upload', async () => {
    const harness = createHarness()
    const { recorded } = await sendAgain(harness)
    harness.files.giveAddress('https://files.example.com/earlier')
    await settle()
    expect(harness.files.uploads).toHaveLength(0)
    expect(harness.request.last.body['content']).toBe('https://files.example.com/earlier')
    expect(recorded.calls).toEqual(['request'])
    expect(recorded.uploaded).toEqual([])
  })

  test('and that is gone: uploaded anew, and handed over', async () => {
    const harness = createHarness()
    const { recorded } = await sendAgain(harness)
    harness.files.giveAddress('', -503003)
    await settle()
    harness.files.uploads[0]?.success()
    await settle()
    harness.files.giveAddress()
    await settle()
    expect(recorded.uploaded).toEqual([fakeFileID])
    expect(harness.request.last.body['content']).toBe(fakeAddress)
    expect(harness.request.sent).toHaveLength(1)
  })

  test('and a cloud that does not answer: not uploaded anew, it would not answer that either', async () => {
    const harness = createHarness()
    const { recorded } = await sendAgain(harness)
    harness.files.addressCalls[0]?.fail({ errMsg: 'cloud.getTempFileURL:fail' })
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
    expect(harness.files.uploads).toHaveLength(0)
  })

  test('aborted before its address came: nothing is sent', async () => {
    const harness = createHarness()
    const { recorded, exchange } = await sendAgain(harness)
    exchange.abort()
    harness.files.giveAddress()
    await settle()
    expect([recorded.calls, harness.request.sent, harness.files.uploads]).toEqual([[], [], []])
  })
})

test('deletes fifty files a call; what the cloud refuses is an error of it', async () => {
  const { files } = createHarness()
  const fileIDs = Array.from({ length: 120 }, (_, i) => `cloud://${i}`)
  const calls: number[] = []
  const { deleteFile } = files.cloud
  files.cloud.deleteFile = (options) => {
    calls.push(options.fileList.length)
    return deleteFile(options)
  }
  await createCloudFiles(files.cloud).remove(fileIDs)
  expect(calls).toEqual([50, 50, 20])
  expect(files.deleted).toEqual(fileIDs)
  files.refusesDeletion = true
  await expect(createCloudFiles(files.cloud).remove(['cloud://1'])).rejects.toMatchObject({
    code: 'upload-failed',
  })
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
  ])('the address: %s; the file stays, nothing is sent', async (_, play) => {
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
