// A request that knows nothing of the service yet, over the test's own wx.
import type { Clock } from '../../miniprogram/core/ports'
import { createReattachingRequest } from '../../miniprogram/platform/request/reattaching-request'
import type { WxRequest } from '../../miniprogram/platform/request/wx-request'
import { createFakeClock } from './fake-clock'

interface Options {
  readonly apiAddress: string
  readonly timeoutMs?: number
  readonly frameMaxBytes?: number
  readonly clock?: Clock
  readonly store?: FakeStore
}

export function createReattaching(
  wx: WxRequest,
  {
    apiAddress,
    timeoutMs = 20_000,
    frameMaxBytes = 1_000_000,
    clock = createFakeClock(),
    store = createFakeStore(),
  }: Options,
) {
  return createReattachingRequest(wx, {
    ...{ clock, store, apiAddress, limits: { requestTimeoutMs: timeoutMs, frameMaxBytes } },
  })
}

type FakeStore = ReturnType<typeof createFakeStore>

/** What a phone keeps between launches. */
export function createFakeStore() {
  const values = new Map<string, unknown>()
  return {
    get: (key: string) => values.get(key),
    set: (key: string, value: unknown) => void values.set(key, value),
    remove: (key: string) => void values.delete(key),
  }
}
