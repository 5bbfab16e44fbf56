import { AppError } from '../../../miniprogram/core/errors'
import { createCloudFiles, type WxCloudFiles } from '../../../miniprogram/platform/request/cloud-file'
import type { IdentityCloud } from '../../../miniprogram/platform/request/identity'
import type { createFakeCloud } from '../../fakes/fake-cloud'
import { fakeAddress, fakeFileID } from '../../fakes/fake-cloud'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { createCloudHarness } from './cloud-harness'
import { describeTransport, frame, recording, sendNow, sendThrough } from './transport-contract'

/** A compile-time test: the real wx fits the slices. */
export const theRealOneFits = (cloud: WxCloud): WxCloudFiles & IdentityCloud => cloud

describeTransport('cloud', createCloudHarness)

test('uploads, asks for the address, then sends it as content', async () => {
  const harness = createCloudHarness()
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

test('every upload has a new path that cannot be guessed', async () => {
  const harness = createCloudHarness()
  await sendThrough(harness)
  await sendThrough(harness)
  const paths = harness.files.uploads.map(({ options }) => options.cloudPath)
  expect(new Set(paths).size).toBe(2)
  for (const path of paths) expect(path).toMatch(/^recordings\/[0-9a-f]{32}\.mp3$/)
})

test('progress only grows, and never passes 1', async () => {
  const harness = createCloudHarness()
  const { recorded } = sendNow(harness)
  await settle()
  for (const percent of [0, 10, 10, 5, 100, 120]) harness.files.uploads[0]?.progress(percent)
  expect(recorded.calls).toEqual(['progress 0.1', 'progress 1'])
})

test('abort in the same turn as send uploads nothing', async () => {
  const harness = createCloudHarness()
  sendNow(harness).exchange.abort()
  await settle()
  expect(harness.files.uploads).toHaveLength(0)
})

test('abort while uploading stops the upload', async () => {
  const harness = createCloudHarness()
  const { exchange } = await sendThrough(harness, 1)
  exchange.abort()
  expect(harness.files.uploads[0]?.isAborted).toBe(true)
  harness.files.uploads[0]?.fail({ errMsg: 'uploadFile:fail abort' })
  await settle()
  expect(harness.files.deleted).toEqual([])
})

test('an uploaded file is noted at once, and stays after the answer', async () => {
  const harness = createCloudHarness()
  const { recorded } = await sendThrough(harness)
  expect(harness.uploads.added).toEqual([fakeFileID])
  harness.request.last.headers(200)
  harness.request.last.chunk(frame)
  harness.request.last.success(200)
  await settle()
  expect(harness.files.deleted).toEqual([])
  expect(recorded.calls.slice(-1)).toEqual(['end'])
})

describe('a file in the cloud from an earlier request', () => {
  const fileID = 'cloud://env.1/recordings/earlier.mp3'
  const sendAgain = async (harness: ReturnType<typeof createCloudHarness>) => {
    const recorded = recordExchange()
    const exchange = harness.transport.send({ logid: '1700000000000', recording }, recorded.handlers)
    await settle()
    expect(harness.files.addressCalls[0]?.fileList).toEqual([fileID])
    return { recorded, exchange }
  }

  test('is sent without another upload', async () => {
    const harness = createCloudHarness({ known: fileID })
    const { recorded } = await sendAgain(harness)
    harness.files.giveAddress('https://files.example.com/earlier')
    await settle()
    expect(harness.files.uploads).toHaveLength(0)
    expect(harness.request.last.body['content']).toBe('https://files.example.com/earlier')
    expect(recorded.calls).toEqual(['request'])
    expect(harness.uploads.added).toEqual([])
  })

  test('is uploaded and noted again if it is missing', async () => {
    const harness = createCloudHarness({ known: fileID })
    await sendAgain(harness)
    harness.files.giveAddress('', -503003)
    await settle()
    harness.files.uploads[0]?.success()
    await settle()
    harness.files.giveAddress()
    await settle()
    expect(harness.uploads.added).toEqual([fakeFileID])
    expect(harness.request.last.body['content']).toBe(fakeAddress)
    expect(harness.request.sent).toHaveLength(1)
  })

  test('is not uploaded again if the cloud does not answer', async () => {
    const harness = createCloudHarness({ known: fileID })
    const { recorded } = await sendAgain(harness)
    harness.files.addressCalls[0]?.fail({ errMsg: 'cloud.getTempFileURL:fail' })
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
    expect(harness.files.uploads).toHaveLength(0)
  })

  test('is not sent after an abort before its address comes', async () => {
    const harness = createCloudHarness({ known: fileID })
    const { recorded, exchange } = await sendAgain(harness)
    exchange.abort()
    harness.files.giveAddress()
    await settle()
    expect([recorded.calls, harness.request.sent, harness.files.uploads]).toEqual([[], [], []])
  })
})

test('deletes fifty files per call; a refusal is an error', async () => {
  const { files } = createCloudHarness()
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

describe('failures before the POST', () => {
  test('no uid: nothing is uploaded', async () => {
    const harness = createCloudHarness({ uid: () => Promise.reject(new AppError('identity-unavailable')) })
    const { recorded } = sendNow(harness)
    await settle()
    expect(recorded.calls).toEqual(['error identity-unavailable'])
    expect(harness.files.uploads).toHaveLength(0)
  })

  test.each([
    ['cloud.uploadFile:fail -403003 permission denied', 'upload-failed'],
    ['uploadFile:fail file not found', 'recording-unreadable'],
  ])('the upload fails (%s)', async (errMsg, code) => {
    const harness = createCloudHarness()
    const { recorded } = sendNow(harness)
    await settle()
    harness.files.uploads[0]?.fail({ errMsg })
    await settle()
    expect(recorded.calls).toEqual([`error ${code}`])
    expect(recorded.errors[0]?.detail.message).toBe(errMsg)
  })

  test('the upload gives no fileID', async () => {
    const harness = createCloudHarness()
    const { recorded } = sendNow(harness)
    await settle()
    harness.files.uploads[0]?.success('')
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
  })

  test('wx.cloud throws', async () => {
    const harness = createCloudHarness()
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
      'the list is empty',
      (files: ReturnType<typeof createFakeCloud>) => files.addressCalls[0]?.success({ fileList: [] }),
    ],
    [
      'the call fails',
      (files: ReturnType<typeof createFakeCloud>) =>
        files.addressCalls[0]?.fail({ errMsg: 'cloud.getTempFileURL:fail' }),
    ],
  ])('the address: %s; the file stays, and nothing is sent', async (_, play) => {
    const harness = createCloudHarness()
    const { recorded } = await sendThrough(harness, 2)
    play(harness.files)
    await settle()
    expect(recorded.calls).toEqual(['progress 0.5', 'error upload-failed'])
    expect(harness.request.sent).toHaveLength(0)
    harness.expectNothingLeft()
  })
})
