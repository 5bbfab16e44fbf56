// Rows about wx.request with enableChunked, against the scenarios of `npm run service`.
import {
  deviates,
  failureText,
  judge,
  ok,
  skipped,
  unknown,
  within,
  type Finding,
  type Row,
  type World,
} from '../row'
import { scenarioUrl, send, type Exchange } from './exchange'

/** Between the writes of the service. */
const writeMs = 150
/** What `truncated` writes: ten frames and a piece. */
const writeCount = 11

/** Is there anybody who knows scenarios? */
async function answers(world: World): Promise<Exchange> {
  const { seen, ended, abort } = send(world, scenarioUrl(world, 'empty'))
  await within(world, 10_000, ended)
  if (!seen.success) abort()
  return seen
}

/** An answer that ends well, from its first chunk to its end. */
async function wholeAnswer(world: World): Promise<Exchange> {
  const { seen, ended } = send(world, scenarioUrl(world, 'truncated', writeMs))
  await within(world, 10_000, ended)
  return seen
}

/** An answer that is aborted after three chunks, and a second after that. */
async function abortedAnswer(world: World): Promise<Exchange> {
  const { seen, hasChunks, abort } = send(world, scenarioUrl(world, 'slow', 100))
  await within(world, 5_000, hasChunks(3))
  abort()
  await world.pause(1_000)
  return seen
}

const wholeRow = (row: Omit<Row, 'group' | 'run'>, judged: (seen: Exchange) => Finding): Row =>
  scenarioRow({ ...row, run: async (world) => judged(await world.shared(wholeAnswer)) })

/** Skipped where nobody knows scenarios. */
function scenarioRow(row: Omit<Row, 'group'>): Row {
  return {
    ...row,
    group: 'network',
    async run(world) {
      const { success } = await world.shared(answers)
      return success?.status === 200 ? row.run(world) : skipped('the service has no scenarios')
    },
  }
}

function endOf({ success, failure }: Exchange): string {
  if (success) return `success, status ${success.status ?? 'missing'}`
  return failure ? `fail, ${failureText(failure)}` : 'neither success nor fail'
}

function shapeOf(data: unknown): string {
  return Object.prototype.toString.call(data).slice('[object '.length, -1)
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  return (data as Partial<ArrayBuffer> | null | undefined)?.byteLength ?? 0
}

/** Fails, with a number to know it by. */
const failedWithNumber = (seen: Exchange): Finding =>
  seen.failure ? judge(seen.failure.errno !== undefined, endOf(seen)) : deviates(endOf(seen))

export const networkRows: readonly Row[] = [
  {
    ...{ id: 'service', group: 'network', source: 'docs/qa.md' },
    expected: 'npm run service answers at the address set on the Support page',
    async run(world) {
      const seen = await world.shared(answers)
      return seen.success?.status === 200 ? ok(endOf(seen)) : unknown(endOf(seen))
    },
  },
  wholeRow(
    {
      id: 'chunk-shape',
      expected: 'each chunk is an ArrayBuffer',
      source: 'V wx.request; R luoanb/chunk-res',
    },
    ({ chunks, success }) => {
      if (chunks.length === 0) return deviates(`no chunk; res.data: ${sizeOf(success?.data)}`)
      const shapes = new Set(chunks.map(({ data }) => shapeOf(data)))
      return judge([...shapes].join() === 'ArrayBuffer', `${chunks.length} × ${[...shapes].join(', ')}`)
    },
  ),
  wholeRow(
    {
      id: 'chunk-distance',
      expected: `${writeCount} writes, ${writeMs} ms apart, come one by one`,
      source: 'V wx.request, enableChunked',
    },
    ({ chunks }) => {
      const gaps = chunks.map(({ atMs }, index) => atMs - (chunks[index - 1]?.atMs ?? atMs))
      const spanMs = (chunks[chunks.length - 1]?.atMs ?? 0) - (chunks[0]?.atMs ?? 0)
      const seen = `${chunks.length} chunks within ${spanMs} ms, longest gap ${Math.max(0, ...gaps)} ms`
      return judge(chunks.length >= writeCount / 3 && spanMs >= (writeCount * writeMs) / 2, seen)
    },
  ),
  wholeRow(
    {
      id: 'status-in-headers',
      expected: 'onHeadersReceived comes before the first chunk, with statusCode 200',
      source: 'V typings: DevTools omits statusCode',
    },
    ({ headers, hadChunkBeforeHeaders }) => {
      if (headers === 'none') return deviates('never came')
      const order = hadChunkBeforeHeaders ? 'after a chunk' : 'before all chunks'
      const status = headers.status === undefined ? 'no statusCode' : `statusCode ${headers.status}`
      return judge(headers.status === 200 && !hadChunkBeforeHeaders, `${status}, ${order}`)
    },
  ),
  wholeRow(
    { id: 'body-once', expected: 'res.data is empty after chunks', source: 'R some PC versions' },
    ({ chunks, success }) => {
      if (!success) return unknown('no success')
      const seen = `${chunks.length} chunks, res.data: ${shapeOf(success.data)} of ${sizeOf(success.data)}`
      return judge(chunks.length > 0 && sizeOf(success.data) === 0, seen)
    },
  ),
  scenarioRow({
    ...{ id: 'http-status', source: 'V wx.request' },
    expected: 'HTTP 503 is a success with statusCode 503',
    async run(world) {
      const { seen, ended } = send(world, scenarioUrl(world, 'http-503'))
      await within(world, 5_000, ended)
      return judge(seen.success?.status === 503, endOf(seen))
    },
  }),
  scenarioRow({
    ...{ id: 'first-byte-late', source: 'V wx.request' },
    expected: 'a first byte after 2 s of nothing arrives',
    async run(world) {
      const { seen, hasChunks, abort } = send(world, scenarioUrl(world, 'first-byte-late', 2_000))
      await within(world, 8_000, hasChunks(1))
      abort()
      const [first] = seen.chunks
      return first ? judge(first.atMs >= 1_800, `after ${first.atMs} ms`) : deviates(endOf(seen))
    },
  }),
  scenarioRow({
    ...{ id: 'abort-silent', source: 'R late chunks' },
    expected: 'no chunk comes after abort()',
    async run(world) {
      const { chunks, chunksAtAbort = 0 } = await world.shared(abortedAnswer)
      if (chunksAtAbort === 0) return unknown('no chunk before abort() either')
      const late = chunks.length - chunksAtAbort
      return judge(late === 0, `${late} chunks in 1 s after abort(), ${chunksAtAbort} before`)
    },
  }),
  scenarioRow({
    ...{ id: 'abort-fails', source: 'V RequestTask.abort' },
    expected: 'after abort(), fail says so',
    async run(world) {
      const seen = await world.shared(abortedAnswer)
      return judge(/abort/i.test(seen.failure?.errMsg ?? ''), endOf(seen))
    },
  }),
  scenarioRow({
    ...{ id: 'idle', source: 'R xiaweiss/miniprogram-bug-report#272' },
    expected: 'while the service is silent for 3 s, the connection stays',
    async run(world) {
      const { seen, ended, hasChunks, abort } = send(world, scenarioUrl(world, 'stall', 10))
      await within(world, 5_000, hasChunks(1))
      await within(world, 3_000, ended)
      const finding = judge(!seen.success && !seen.failure, `${seen.chunks.length} chunks, ${endOf(seen)}`)
      abort()
      return seen.chunks.length > 0 ? finding : unknown(endOf(seen))
    },
  }),
  scenarioRow({
    ...{ id: 'two-at-once', source: 'R iOS 8.0.54' },
    expected: 'two answers at once: both get chunks',
    async run(world) {
      const two = [1, 2].map(() => send(world, scenarioUrl(world, 'slow', 100)))
      await within(world, 5_000, Promise.all(two.map(({ hasChunks }) => hasChunks(3))))
      two.forEach(({ abort }) => abort())
      const counts = two.map(({ seen }) => seen.chunks.length)
      return judge(Math.min(...counts) >= 3, `${counts.join(' and ')} chunks`)
    },
  }),
  scenarioRow({
    ...{ id: 'cut', source: 'V wx.request' },
    expected: 'a connection cut in the middle is a fail',
    async run(world) {
      const { seen, ended } = send(world, scenarioUrl(world, 'cut', 10))
      await within(world, 10_000, ended)
      return judge(seen.failure !== undefined, endOf(seen))
    },
  }),
  scenarioRow({
    ...{ id: 'timeout', source: 'V wx.request; V PublicErrno 5' },
    expected: 'a timeout of 1 s is a fail with errno 5',
    async run(world) {
      const { seen, ended, abort } = send(world, scenarioUrl(world, 'first-byte-late', 4_000), 1_000)
      await within(world, 8_000, ended)
      abort()
      return judge(seen.failure?.errno === 5, endOf(seen))
    },
  }),
  {
    ...{ id: 'refused', group: 'network', source: 'V PublicErrno' },
    expected: 'a connection that is refused is a fail with an errno',
    async run(world) {
      const host = world.serviceOrigin.replace(/:\d+$/, '')
      const { seen, ended } = send(world, `${host}:1/`, 5_000)
      await within(world, 8_000, ended)
      return failedWithNumber(seen)
    },
  },
  {
    ...{ id: 'not-allowed', group: 'network', source: 'V PublicErrno 600002; V local network guide' },
    expected: 'an address that is on no list is a fail with errno 600002',
    async run(world) {
      const { seen, ended } = send(world, 'https://127.0.0.1:1/', 5_000)
      await within(world, 8_000, ended)
      const { errno, errMsg = '' } = seen.failure ?? {}
      // with debugging on, and in DevTools without urlCheck, any address may be tried
      if (/refused|600001/i.test(errMsg) || errno === 600001)
        return skipped(`not checked here: ${endOf(seen)}`)
      return judge(errno === 600002, endOf(seen))
    },
  },
  {
    ...{ id: 'flight-mode', group: 'network', source: 'R the words of Android and iOS' },
    expected: 'in flight mode a request is a fail within 10 s, whose words say that the phone is offline',
    ...{ isByHand: true, limitMs: 600_000 },
    async run(world) {
      if (!(await world.ask('Turn flight mode on, Wi-Fi off, and come back. Is it on?')))
        return skipped('not turned on')
      const { seen, ended } = send(world, `${world.serviceOrigin}/`, 20_000)
      await within(world, 10_000, ended)
      const words = seen.failure?.errMsg ?? ''
      return judge(/ERR_INTERNET_DISCONNECTED|appears to be offline/i.test(words), endOf(seen))
    },
  },
]
