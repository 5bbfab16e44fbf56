// The rules of wx.request that a browser's limit of six connections per host would hide, with a scripted fetch.
import type { LaunchOptions } from '../../../../tools/simulator/host'
import { createRequest } from '../../../../tools/simulator/wx/request'
import { createSwitches } from '../../../../tools/simulator/wx/switches'

interface Call {
  signal: AbortSignal
  answer(): void
}

function phone(query = '') {
  const calls: Call[] = []
  const fetchNow = jest.spyOn(globalThis, 'fetch').mockImplementation(
    (_url, init) =>
      new Promise((resolve, reject) => {
        const signal = init?.signal as AbortSignal
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        calls.push({ signal, answer: () => resolve(new Response('{"a":1}')) })
      }),
  )
  const events = { hide: () => {}, show: () => {} }
  const switches = createSwitches(new URLSearchParams(query))
  const request = createRequest({
    switches,
    lifecycle: {
      onAppHide: (listener) => {
        events.hide = listener
        return () => undefined
      },
      onAppShow: (listener) => {
        events.show = () => listener({} as LaunchOptions)
        return () => undefined
      },
    },
    apiBase: 'http://127.0.0.1:1',
  })
  const ends: string[] = []
  const send = (options: object = {}) =>
    request({
      url: 'http://127.0.0.1:1/x',
      ...options,
      complete: ({ errMsg }: { errMsg: string }) => ends.push(errMsg),
    })
  return { calls, ends, send, events, switches, restore: () => fetchNow.mockRestore() }
}
type Phone = ReturnType<typeof phone>

describe('wx.request', () => {
  let used: Phone
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    used.restore()
    jest.useRealTimers()
  })
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)

  // Framework / Network: "wx.request、wx.uploadFile、wx.downloadFile 的最大并发限制是 10 个"
  it('sends ten at a time; each that ends lets another start', async () => {
    used = phone()
    for (let each = 0; each < 12; each += 1) used.send()
    await pass(1)
    expect(used.calls).toHaveLength(10)
    used.calls[3]?.answer()
    await pass(1)
    expect(used.calls).toHaveLength(11)
    expect(used.ends).toEqual(['request:ok'])
    used.calls[0]?.answer()
    used.calls[1]?.answer()
    await pass(1)
    expect(used.calls).toHaveLength(12)
  })

  it('never sends a request aborted while waiting', async () => {
    used = phone()
    for (let each = 0; each < 10; each += 1) used.send()
    const waiting = used.send()
    await pass(1)
    waiting.abort()
    await pass(1)
    expect(used.ends).toEqual(['request:fail abort'])
    used.calls[0]?.answer()
    await pass(1)
    expect(used.calls).toHaveLength(10)
  })

  // wx.request: timeout, 60 s by default
  it('times out with WeChat’s message', async () => {
    used = phone()
    used.send({ timeout: 50 })
    used.send()
    await pass(60)
    expect(used.ends).toEqual(['request:fail timeout'])
    await pass(60_000)
    expect(used.ends).toEqual(['request:fail timeout', 'request:fail timeout'])
  })

  // Framework / Network: an unfinished request of a hidden mini program ends after 5 s
  it('is interrupted 5 s after the mini program is hidden, unless it returns', async () => {
    used = phone()
    used.send()
    await pass(1)
    used.events.hide()
    await pass(4_900)
    used.events.show()
    await pass(5_000)
    expect(used.ends).toEqual([])
    used.events.hide()
    await pass(5_001)
    expect(used.ends).toEqual(['request:fail interrupted'])
  })

  it('delays requests on a weak network, and fails without one', async () => {
    used = phone('network=weak')
    used.send()
    await pass(700)
    expect(used.calls).toHaveLength(0)
    await pass(200)
    expect(used.calls).toHaveLength(1)
    used.switches.set('network', 'offline')
    await pass(1)
    used.send()
    await pass(1)
    expect(used.ends).toEqual([
      'request:fail -21:net::ERR_NETWORK_CHANGED',
      'request:fail -106:net::ERR_INTERNET_DISCONNECTED',
    ])
  })
})
