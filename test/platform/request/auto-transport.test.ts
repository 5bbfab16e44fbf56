import type { Transport } from '../../../miniprogram/core/ports'
import { createTransport } from '../../../miniprogram/platform/request/auto-transport'
import { inlineBodyBytes } from '../../../miniprogram/platform/request/inline-transport'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import { recording } from './transport-contract'

const inlineBodyMaxBytes = 1_000_000

function createFakeTransport(name: string, log: string[]): Transport {
  return {
    send() {
      log.push(name)
      return { abort: () => void log.push(`abort ${name}`) }
    },
  }
}

function carried(mode: 'auto' | 'inline' | 'cloud', hasCloud: boolean, sizeBytes: number): string[] {
  const log: string[] = []
  const transport = createTransport({
    mode: () => mode,
    inline: createFakeTransport('inline', log),
    cloud: hasCloud ? createFakeTransport('cloud', log) : undefined,
    inlineBodyMaxBytes,
  })
  const sized = { ...recording, sizeBytes }
  transport.send({ logid: '1', recording: sized }, recordExchange().handlers).abort()
  expect(transport.kindOf(sized)).toBe(log[0])
  return log
}

/** The largest file whose body stays within the limit. */
const fits = Math.floor((inlineBodyMaxBytes - inlineBodyBytes({ ...recording, sizeBytes: 0 })) / 4) * 3

test.each([
  ['auto', true, fits, 'inline'],
  ['auto', true, fits + 1, 'cloud'],
  ['auto', false, fits, 'inline'],
  ['auto', false, fits + 1, 'inline'],
  ['inline', true, 5_000_000, 'inline'],
  ['cloud', true, 1, 'cloud'],
] as const)('%s, cloud: %p, %i bytes → %s', (mode, hasCloud, sizeBytes, name) => {
  expect(carried(mode, hasCloud, sizeBytes)).toEqual([name, `abort ${name}`])
})

test('the limit is on the body, not on the file', () => {
  expect(inlineBodyBytes({ ...recording, sizeBytes: fits })).toBeLessThanOrEqual(inlineBodyMaxBytes)
  expect(inlineBodyBytes({ ...recording, sizeBytes: fits + 1 })).toBeGreaterThan(inlineBodyMaxBytes)
})

describe('cloud without an environment', () => {
  const send = () => {
    const recorded = recordExchange()
    const inline = createFakeTransport('inline', [])
    const transport = createTransport({ mode: () => 'cloud', inline, cloud: undefined, inlineBodyMaxBytes })
    return { recorded, exchange: transport.send({ logid: '1', recording }, recorded.handlers) }
  }

  test('says so, after send has returned', async () => {
    const { recorded } = send()
    expect(recorded.calls).toEqual([])
    await settle()
    expect(recorded.calls).toEqual(['error upload-failed'])
  })

  test('says nothing after abort', async () => {
    const { recorded, exchange } = send()
    exchange.abort()
    await settle()
    expect(recorded.calls).toEqual([])
  })
})
