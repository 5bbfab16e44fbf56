import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Recording, Transport } from '../../../miniprogram/core/ports'
import { answerBody, answerUrl } from '../../../miniprogram/platform/request/answer-request'
import { createCloudAudio } from '../../../miniprogram/platform/request/cloud-audio'
import type { FileReader } from '../../../miniprogram/platform/request/inline-audio'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createFakeClock } from '../../fakes/fake-clock'
import { createReattaching } from '../../fakes/fake-reattaching'
import { createFakeUploads } from '../../fakes/fake-cloud'
import { createHttpCloud } from '../../fakes/http-cloud'
import type { HttpCloud } from '../../fakes/http-cloud'
import { createHttpRequest } from '../../fakes/http-request'
import type { HttpRequestOptions } from '../../fakes/http-request'
import { recordExchange } from '../../fakes/recorded-exchange'
import type { RecordedExchange } from '../../fakes/recorded-exchange'
import { startService } from '../../fakes/running-service'
import type { RunningService } from '../../fakes/running-service'
import { tagOf, taggedFile } from '../../fakes/untagged'

const filePath = join(__dirname, '../../fixtures/audio/hometown.mp3')
const recording: Recording = {
  id: '1700000000000',
  filePath,
  durationMs: 19_600,
  sizeBytes: statSync(filePath).size,
  levels: [],
}
const uid = '18446744073709551615'

const files: FileReader = {
  readFile({ filePath, success, fail }) {
    readFile(filePath).then((bytes) => success({ data: bytes.toString('base64') }), fail)
  },
}

/** Nothing waits. */
const unhurried: Clock = {
  ...createFakeClock(),
  setTimer(_, run) {
    const timer = setImmediate(run)
    return () => clearImmediate(timer)
  },
}

let cloud: HttpCloud
let service: RunningService
let lastLogid = 1_700_000_000_000

beforeAll(async () => {
  cloud = await createHttpCloud()
  service = await startService('--content-origin', cloud.origin)
})

afterAll(async () => {
  await service.stop()
  await cloud.close()
})

type Mode = 'inline' | 'cloud'

interface Options extends HttpRequestOptions {
  readonly mode: Mode
  /** With `;ms=N` every pause of the scenario lasts N milliseconds. */
  readonly scenario: string
  readonly uid?: string
  /** The address of another service. */
  readonly address?: string
  readonly inlineBodyMaxBytes?: number
  readonly timeoutMs?: number
}

function createRealTransport(options: Omit<Options, 'mode'> & { mode: Mode | 'auto' }): Transport {
  const identity = { uid: () => Promise.resolve(options.uid ?? uid) }
  const request = createReattaching(createHttpRequest(options), {
    apiAddress: `${options.address ?? service.address}/scenario/${options.scenario}/`,
    timeoutMs: options.timeoutMs ?? 20_000,
    frameMaxBytes: 1_000_000,
    clock: unhurried,
  })
  return createTransport({
    tagOf,
    mode: () => options.mode,
    ...{ files, identity, request },
    cloudAudio: createCloudAudio({}, cloud.cloud, uploads, taggedFile),
    inlineBodyMaxBytes: options.inlineBodyMaxBytes ?? 1_000_000,
  })
}

const uploads = createFakeUploads()

/** Every file in the cloud is known to a caller that can delete it. */
function expectNoOrphans(): void {
  expect(cloud.fileCount()).toBe(uploads.added.length)
}

function send(transport: Transport, onChunk?: () => void) {
  const logid = String(++lastLogid)
  const recorded = recordExchange(onChunk)
  return { logid, recorded, exchange: transport.send({ logid, recording }, recorded.handlers) }
}

/** The bytes of the same answer, read by another client. */
async function reference(scenario: string, logid: string): Promise<string> {
  const media_buf = await readFile(filePath, 'base64')
  const response = await fetch(answerUrl(`${service.address}/scenario/${scenario}`), {
    method: 'POST',
    body: answerBody({ logid, uid }, { media_buf }),
  })
  expect(response.status).toBe(200)
  return response.text()
}

function order({ calls }: RecordedExchange): string[] {
  const kinds = calls.map((call) => call.split(' ')[0] ?? '')
  return kinds.filter((kind, index) => kind !== kinds[index - 1])
}

const modes: Mode[] = ['inline', 'cloud']

describe.each(modes)('%s over HTTP', (mode) => {
  const start = mode === 'inline' ? ['request'] : ['progress', 'request']

  test.each([[false], [true]])(
    'the connection is lost, the answer is not (DevTools: %p)',
    async (omitsStatus) => {
      const { logid, recorded } = send(createRealTransport({ mode, scenario: 'lift;ms=20', omitsStatus }))
      await recorded.ended
      const kinds = ['chunk', 'lost', 'asked', 'reconnected', 'chunk', 'end']
      expect(order(recorded)).toEqual([...start, ...kinds])
      expect(recorded.text).toBe(await reference('lift;ms=20', logid))
    },
  )

  test.each([
    'ok;ms=0',
    'slow;ms=1',
    'long;ms=0',
    'merged;ms=0',
    'one-byte;ms=0',
    'emoji;ms=1',
    'garbage;ms=0',
    'error-v1;ms=0',
    'error-v2;ms=0',
  ])('%s: every byte arrives, in order, once', async (scenario) => {
    const { logid, recorded } = send(createRealTransport({ mode, scenario }))
    await recorded.ended
    expect(order(recorded)).toEqual([...start, 'chunk', 'end'])
    expect(recorded.text).toBe(await reference(scenario, logid))
    expectNoOrphans()
  })

  test.each([
    [
      'http-400',
      { httpStatus: 400, grpcCode: 3, message: expect.stringContaining('invalid request') as string },
    ],
    ['http-413', { httpStatus: 413, message: '413 Request Entity Too Large' }],
    ['http-500', { httpStatus: 500, message: '500 Internal Server Error' }],
  ])('%s is an error with the message of its body, never a chunk', async (scenario, detail) => {
    for (const variant of [{}, { omitsStatus: true }, { bodyInData: true }]) {
      const { recorded } = send(createRealTransport({ mode, scenario, ...variant }))
      await recorded.ended
      expect(order(recorded)).toEqual([...start, 'error'])
      expect(recorded.errors[0]).toMatchObject({ code: 'http', detail })
    }
    expectNoOrphans()
  })

  test('cut: the chunks stay, then a network error', async () => {
    const { recorded } = send(createRealTransport({ mode, scenario: 'cut;ms=0' }))
    await recorded.ended
    expect(order(recorded)).toEqual([...start, 'chunk', 'error'])
    expect(recorded.errors[0]?.code).toBe('network')
    expect(recorded.text.split('\n').length).toBeGreaterThan(9)
  })

  test('first-byte-late: reports the request before the first byte arrives', async () => {
    let begun: () => void = () => undefined
    const firstChunk = new Promise<void>((resolve) => (begun = resolve))
    const transport = createRealTransport({ mode, scenario: 'first-byte-late;ms=100' })
    const { recorded, exchange } = send(transport, () => begun())
    await firstChunk
    exchange.abort()
    expect(order(recorded)).toEqual([...start, 'chunk'])
  })

  test('stall: abort closes the connection, and the service sees it', async () => {
    let begun: () => void = () => undefined
    const firstChunk = new Promise<void>((resolve) => (begun = resolve))
    const { logid, recorded, exchange } = send(createRealTransport({ mode, scenario: 'stall;ms=0' }), () =>
      begun(),
    )
    await firstChunk
    exchange.abort()
    const before = recorded.calls.length
    for (;;) {
      // The service is another process: it has to be asked whether it has noticed the end.
      const [served] = await service.served(logid)
      if (served?.outcome === 'client-closed') break
    }
    expect(recorded.calls).toHaveLength(before)
    expectNoOrphans()
  })

  test('DevTools, which hides the status, passes on the same bytes', async () => {
    const { logid, recorded } = send(
      createRealTransport({ mode, scenario: 'one-byte;ms=0', omitsStatus: true }),
    )
    await recorded.ended
    expect(recorded.text).toBe(await reference('one-byte;ms=0', logid))
    expect(order(recorded)).toEqual([...start, 'chunk', 'end'])
  })

  test('a WeChat without chunks passes on the same bytes as one chunk', async () => {
    const { logid, recorded } = send(createRealTransport({ mode, scenario: 'ok;ms=0', bodyInData: true }))
    await recorded.ended
    expect(recorded.text).toBe(await reference('ok;ms=0', logid))
    expect(recorded.calls.filter((call) => call.startsWith('chunk'))).toHaveLength(1)
  })

  test('the timeout covers the whole answer', async () => {
    const { recorded } = send(createRealTransport({ mode, scenario: 'stall;ms=0', timeoutMs: 500 }))
    await recorded.ended
    expect(recorded.errors[0]?.code).toBe('timeout')
  })

  test('the service rejects a uid that is not a uint64, in its own words', async () => {
    const { recorded } = send(
      createRealTransport({ mode, scenario: 'ok', uid: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE' }),
    )
    await recorded.ended
    expect(recorded.errors[0]).toMatchObject({ code: 'http', detail: { httpStatus: 400, grpcCode: 3 } })
  })
})

test('no service at the address: a network error', async () => {
  const stopped = await startService()
  await stopped.stop()
  const { recorded } = send(createRealTransport({ mode: 'inline', scenario: 'ok', address: stopped.address }))
  await recorded.ended
  expect(recorded.calls).toEqual(['request', 'error network'])
})

test('auto: one POST, inline below the limit, through the cloud above it', async () => {
  const small = send(createRealTransport({ mode: 'auto', scenario: 'ok;ms=0' }))
  await small.recorded.ended
  expect(await service.served(small.logid)).toMatchObject([{ form: 'inline', outcome: 'finished' }])

  const large = send(createRealTransport({ mode: 'auto', scenario: 'ok;ms=0', inlineBodyMaxBytes: 100_000 }))
  await large.recorded.ended
  expect(await service.served(large.logid)).toMatchObject([{ form: 'content-plain', outcome: 'finished' }])
  expect(cloud.fetched.length).toBeGreaterThan(0)
  expectNoOrphans()
})

test('strict-bytes: the address is sent plain and then in base64; the next one in base64 at once', async () => {
  const transport = createRealTransport({ mode: 'cloud', scenario: 'strict-bytes;ms=0' })
  const first = send(transport)
  await first.recorded.ended
  expect(order(first.recorded)).toEqual(['progress', 'request', 'chunk', 'end'])
  expect(await service.served(first.logid)).toMatchObject([
    { outcome: 'refused', status: 400 },
    { form: 'content-base64', outcome: 'finished' },
  ])

  const second = send(transport)
  await second.recorded.ended
  expect(order(second.recorded)).toEqual(['progress', 'request', 'chunk', 'end'])
  expect(await service.served(second.logid)).toMatchObject([{ form: 'content-base64', outcome: 'finished' }])
  expectNoOrphans()
})
