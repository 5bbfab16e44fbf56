import { AppError } from '../../../miniprogram/core/errors'
import { inlineBodyBytes, type FileReader } from '../../../miniprogram/platform/request/inline-audio'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createReattaching } from '../../fakes/fake-reattaching'
import { createFakeRequest } from '../../fakes/fake-request'
import { settle } from '../../fakes/recorded-exchange'
import { describeTransport, recording, sendNow, sendThrough } from './transport-contract'
import type { TransportHarness } from './transport-contract'

/** A compile-time test: the real wx fits the slice. */
export const theRealOneFits = (files: WechatMiniprogram.FileSystemManager): FileReader => files

type Reading = Parameters<FileReader['readFile']>[0]

const audio = Buffer.from('mp3 bytes')
const request = { apiAddress: 'https://api.example.com', timeoutMs: 300_000, frameMaxBytes: 1000 }

function createHarness(uid = () => Promise.resolve('18446744073709551615'), tag = new Uint8Array(0)) {
  const fake = createFakeRequest()
  const readings: Reading[] = []
  const files: FileReader = { readFile: (options) => void readings.push(options) }
  const read = () => {
    for (const reading of readings) reading.success({ data: audio.toString('base64') })
  }
  const harness: TransportHarness = {
    transport: createTransport({
      tagOf: () => tag,
      ...{ mode: () => 'inline', files, cloudAudio: undefined, inlineBodyMaxBytes: 1_000_000 },
      identity: { uid },
      request: createReattaching(fake.wx, request),
    }),
    request: fake,
    stages: [{ name: 'the file was read', play: read }],
    playLate: read,
    expectNothingLeft: () => undefined,
  }
  return { ...harness, readings }
}

describeTransport('inline', createHarness)

test('reads the file as base64 and sends it as media_buf', async () => {
  const harness = createHarness()
  await sendThrough(harness)
  expect(harness.readings).toHaveLength(1)
  expect(harness.readings[0]).toMatchObject({ filePath: recording.filePath, encoding: 'base64' })
  expect(harness.request.last.body).toEqual({
    logid: '1700000000000',
    uid: '18446744073709551615',
    media_buf: audio.toString('base64'),
  })
})

test('puts the tag in front of the file’s bytes', async () => {
  const tag = Uint8Array.of(0x49, 0x44, 0x33, 4, 5, 6)
  const harness = createHarness(undefined, tag)
  await sendThrough(harness)
  const { media_buf } = harness.request.last.body as { media_buf: string }
  expect(Buffer.from(media_buf, 'base64')).toEqual(Buffer.concat([tag, audio]))
})

test('reports a refusal with code 3 without sending again', async () => {
  const { harness, recorded } = await sendThrough(createHarness())
  harness.request.last.headers(400)
  harness.request.last.chunk('{"error":"no mp3","message":"no mp3","code":3,"details":[]}')
  harness.request.last.success(400)
  await settle()
  expect(recorded.calls).toEqual(['request', 'error http'])
  expect(harness.request.sent).toHaveLength(1)
})

test.each([
  [
    'cannot be read',
    (reading: Reading) => reading.fail({ errMsg: 'readFile:fail no such file or directory' }),
  ],
  ['is empty', (reading: Reading) => reading.success({ data: '' })],
])('a file that %s: nothing is sent', async (_, answer) => {
  const harness = createHarness()
  const { recorded } = sendNow(harness)
  await settle()
  harness.readings.forEach(answer)
  await settle()
  expect(recorded.calls).toEqual(['error recording-unreadable'])
  expect(harness.request.sent).toHaveLength(0)
})

test('no uid: nothing is read or sent', async () => {
  const harness = createHarness(() => Promise.reject(new AppError('identity-unavailable')))
  const { recorded } = sendNow(harness)
  await settle()
  expect(recorded.calls).toEqual(['error identity-unavailable'])
  expect(harness.readings).toHaveLength(0)
})

test('abort in the same turn as send reads nothing', async () => {
  const harness = createHarness()
  sendNow(harness).exchange.abort()
  await settle()
  expect(harness.readings).toHaveLength(0)
})

test('a recording too large for the service: nothing is read or sent', async () => {
  const harness = createHarness()
  const { recorded } = sendNow(harness, { ...recording, sizeBytes: 15_000_000 })
  expect(recorded.calls).toEqual([])
  await settle()
  expect(recorded.calls).toEqual(['error recording-too-large'])
  expect(harness.readings).toHaveLength(0)
  expect(harness.request.sent).toHaveLength(0)
})

test('the body size is estimated from the file size alone, to within ten bytes', async () => {
  const harness = createHarness()
  await sendThrough(harness)
  const actual = harness.request.last.options.data.length
  const estimated = inlineBodyBytes({ ...recording, sizeBytes: audio.length }, 0)
  expect(estimated).toBeGreaterThanOrEqual(actual)
  expect(estimated - actual).toBeLessThan(10)
})
