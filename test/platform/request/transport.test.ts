import { inlineBodyBytes } from '../../../miniprogram/platform/request/inline-audio'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createReattaching } from '../../fakes/fake-reattaching'
import { createFakeRequest } from '../../fakes/fake-request'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { recording } from './transport-contract'
import { tagOf } from '../../fakes/untagged'

const inlineBodyMaxBytes = 1_000_000
const options = { apiAddress: 'https://api.example.com', timeoutMs: 1000, frameMaxBytes: 1000 }

function setUp(mode: 'auto' | 'inline' | 'cloud', hasCloud: boolean) {
  const read: string[] = []
  const transport = createTransport({
    tagOf,
    mode: () => mode,
    identity: { uid: () => Promise.resolve('7') },
    files: {
      readFile({ success }) {
        read.push('inline')
        success({ data: 'AAAA' })
      },
    },
    cloudAudio: hasCloud
      ? () => {
          read.push('cloud')
          return Promise.resolve('https://files.example.com/a.mp3')
        }
      : undefined,
    request: createReattaching(createFakeRequest().wx, options),
    inlineBodyMaxBytes,
  })
  return { transport, read }
}

/** The largest file whose body stays within the limit. */
const fits = Math.floor((inlineBodyMaxBytes - inlineBodyBytes({ sizeBytes: 0 }, 0)) / 4) * 3

test.each([
  ['auto', true, fits, 'inline'],
  ['auto', true, fits + 1, 'cloud'],
  ['auto', false, fits, 'inline'],
  ['auto', false, fits + 1, 'inline'],
  ['inline', true, 5_000_000, 'inline'],
  ['cloud', true, 1, 'cloud'],
] as const)('%s, cloud: %p, %i bytes → %s', async (mode, hasCloud, sizeBytes, kind) => {
  const { transport, read } = setUp(mode, hasCloud)
  const sized = { ...recording, sizeBytes }
  const recorded = recordExchange()
  transport.send({ logid: '1', recording: sized }, recorded.handlers)
  await settle()
  expect([read, recorded.calls]).toEqual([[kind], ['request']])
  expect(transport.kindOf(sized)).toBe(kind)
})

test('the limit is on the body, not on the file', () => {
  expect(inlineBodyBytes({ sizeBytes: fits }, 0)).toBeLessThanOrEqual(inlineBodyMaxBytes)
  expect(inlineBodyBytes({ sizeBytes: fits + 1 }, 0)).toBeGreaterThan(inlineBodyMaxBytes)
})

test('cloud without an environment is an error, except after an abort', async () => {
  const { transport } = setUp('cloud', false)
  const [first, second] = [recordExchange(), recordExchange()]
  transport.send({ logid: '1', recording }, first.handlers)
  await settle()
  expect(first.calls).toEqual(['error upload-failed'])
  transport.send({ logid: '2', recording }, second.handlers).abort()
  await settle()
  expect(second.calls).toEqual([])
})

test('abort in onRequest posts nothing', async () => {
  const request = createFakeRequest()
  const { handlers, calls } = recordExchange()
  const transport = createTransport({
    tagOf,
    ...{ mode: () => 'inline' as const, cloudAudio: undefined, inlineBodyMaxBytes },
    identity: { uid: () => Promise.resolve('7') },
    files: { readFile: ({ success }) => success({ data: 'AAAA' }) },
    request: createReattaching(request.wx, options),
  })
  const exchange = transport.send(
    { logid: '1', recording },
    { ...handlers, onRequest: () => exchange.abort() },
  )
  await settle()
  expect([request.sent, calls]).toEqual([[], []])
})
