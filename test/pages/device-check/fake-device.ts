// A phone on which WeChat does all that the rows expect, in fake time. A test replaces what is to deviate.
import type { Device, RawRequest, RawTakeListener } from '../../../miniprogram/core/device'
import { rows as allRows } from '../../../miniprogram/pages/device-check/rows/index'
import { runRows } from '../../../miniprogram/pages/device-check/runner'
import type { Finding, Row } from '../../../miniprogram/pages/device-check/row'
import { callWx } from '../../../miniprogram/platform/wx-call'
import { createFakeAudio, createFakeRecorder, type AudioQuirks } from './fake-sound'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export interface FakeDevice extends Mutable<Device> {
  clock: FakeClock
  /** Passes what WeChat would call through; a test changes it on the way. */
  alter(request: RawRequest): RawRequest
  /** The requests that have neither ended nor been aborted. */
  open: number
  /** As `alter`, for the events of a take. */
  alterTake(listener: RawTakeListener): RawTakeListener
  readonly quirks: AudioQuirks
  isRecording(): boolean
  isOffline: boolean
  /** What whoever holds the phone says, having done what was asked. */
  answer: boolean
  /** The colour of the navigation bar; null for the app's own. */
  bar: string | null
  readonly stored: Map<string, unknown>
  readonly written: Map<string, ArrayBuffer | string>
}

const frame = new TextEncoder().encode('{"result":{}}\n').buffer

/** What `npm run service` does: pauses and frames, then an end. */
function scriptOf(url: string) {
  const [, name, ms = '0'] = /\/scenario\/([\w-]+)(?:;ms=(\d+))?\//.exec(url) ?? []
  const pauseMs = Number(ms)
  const frames = (count: number, each = pauseMs): number[] => Array<number>(count).fill(each)
  const refusal = url.startsWith('https:')
    ? { errno: 600002, errMsg: 'request:fail url not in domain list' }
    : null
  switch (name) {
    case 'empty':
      return { status: 200, waits: [], end: 'success' }
    case 'truncated':
      return { status: 200, waits: frames(11), end: 'success' }
    case 'slow':
      return { status: 200, waits: frames(100), end: 'success' }
    case 'http-503':
      return { status: 503, waits: frames(1), end: 'success' }
    case 'first-byte-late':
      return { status: 200, waits: [pauseMs, ...frames(20, 30)], end: 'success' }
    case 'stall':
      return { status: 200, waits: frames(10), end: 'never' }
    case 'cut':
      return { status: 200, waits: frames(10), end: { errno: 600001, errMsg: 'request:fail -355' } }
    default:
      return { status: 0, waits: [], end: refusal ?? { errno: 600001, errMsg: 'request:fail -102 refused' } }
  }
}

const sizeOf = (data: ArrayBuffer | string) => (typeof data === 'string' ? data.length : data.byteLength)
const limitBytes = 200 * 1024 * 1024
const full = {
  errno: 1300202,
  errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded',
}
/** As on Android. */
const offline = { errno: 600001, errMsg: 'request:fail errcode:-106 net::ERR_INTERNET_DISCONNECTED' }

export function createFakeDevice(): FakeDevice {
  const clock = createFakeClock()
  const stored = new Map<string, unknown>()
  const written = new Map<string, ArrayBuffer | string>()
  const folders = new Set<string>()
  const missing = { errno: 1300002, errMsg: 'fail no such file or directory' }

  const quirks = { durationAtCanplay: 10, stopsUpdates: false, seeksNowhere: false, neverEnds: false }
  const save = (bytes: Buffer): string => {
    const path = `wxfile://tmp/${written.size}.mp3`
    written.set(path, Uint8Array.from(bytes).buffer)
    return path
  }
  const recorder = createFakeRecorder(clock, save, (listener) => device.alterTake(listener))

  const device: FakeDevice = {
    clock,
    stored,
    written,
    open: 0,
    quirks,
    ...{ isOffline: false, answer: true, bar: null },
    recorder,
    isRecording: recorder.isRunning,
    alterTake: (listener) => listener,
    openAudio: createFakeAudio(clock, quirks),
    setAudioOption: () => Promise.resolve(),
    system: {
      window: () => ({ screenHeight: 844, windowHeight: 753, safeAreaBottom: 810 }),
      theme: () => 'dark',
      measure: (selector) =>
        Promise.resolve(
          {
            '.page': { width: 390, height: 753 },
            '.inset': { width: 1, height: 34 },
            '.scheme': { width: 2, height: 1 },
          }[selector] ?? null,
        ),
      privacySetting: () => Promise.resolve({ needAuthorization: false }),
      copy: () => Promise.resolve(),
      keepScreenOn: () => Promise.resolve(),
      async colourBar(colours) {
        device.bar = colours?.background ?? null
      },
      colourTabBar: () =>
        callWx<never>(({ fail }) => fail({ errMsg: 'setTabBarStyle:fail not TabBar page' })),
      randomBytes: (length) => Promise.resolve(length),
      afterPromise: (run) => void Promise.resolve().then(run),
    },
    alter: (request) => request,
    request(given) {
      const request = device.alter(given)
      const { status, waits, end } = device.isOffline
        ? { status: 0, waits: [], end: offline }
        : scriptOf(request.url)
      let isOver = false
      device.open += 1
      const finish = (call: () => void) => {
        if (isOver) return
        isOver = true
        device.open -= 1
        call()
      }
      const step = (index: number): void => {
        const wait = waits[index]
        if (isOver || (wait === undefined && end === 'never')) return
        if (wait === undefined) {
          if (typeof end === 'object') finish(() => request.onFail(end))
          else {
            if (waits.length === 0) request.onHeaders(status)
            finish(() => request.onSuccess(status, ''))
          }
          return
        }
        clock.setTimer(wait, () => {
          if (isOver) return
          if (index === 0) request.onHeaders(status)
          request.onChunk(frame)
          step(index + 1)
        })
      }
      clock.setTimer(1, () => step(0))
      clock.setTimer(request.timeoutMs, () =>
        finish(() => request.onFail({ errno: 5, errMsg: 'request:fail timeout' })),
      )
      return { abort: () => finish(() => request.onFail({ errMsg: 'request:fail abort' })) }
    },
    files: {
      root: 'wxfile://usr',
      async makeFolder(path) {
        folders.add(path)
      },
      write(path, data) {
        const usedBytes = [...written.values()].reduce((sum, one) => sum + sizeOf(one), 0)
        if (usedBytes + sizeOf(data) > limitBytes) return callWx<never>(({ fail }) => fail(full))
        written.set(path, data)
        return Promise.resolve()
      },
      read: (path) =>
        written.has(path) ? Promise.resolve(written.get(path)) : callWx<never>(({ fail }) => fail(missing)),
      async stat(path) {
        const inside = [...written].filter(([name]) => name.startsWith(path))
        return [
          { path: '/', stats: { size: 0 } },
          ...inside.map(([name, data]) => ({ path: name.slice(path.length), stats: { size: sizeOf(data) } })),
        ]
      },
      remove: (path) =>
        written.delete(path) ? Promise.resolve() : callWx<never>(({ fail }) => fail(missing)),
      async removeFolder(path) {
        folders.delete(path)
        for (const name of [...written.keys()]) if (name.startsWith(path)) written.delete(name)
      },
    },
    storage: {
      set: (key, value) => void stored.set(key, value),
      get: (key) => stored.get(key),
      remove: (key) => void stored.delete(key),
      limit: () => 10_240,
    },
  }
  return device
}

/** Lets everything that needs no time happen. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
}

/** Runs the rows to their end, in fake time. */
export async function findingsOf(
  device: FakeDevice,
  rows: readonly Row[] = allRows,
  paintMs = 5,
): Promise<Record<string, Finding>> {
  const findings: Record<string, Finding> = {}
  let isDone = false
  const run = runRows(rows, device, {
    serviceOrigin: 'http://192.168.1.5:8787',
    paint: () => new Promise((resolve) => device.clock.setTimer(paintMs, resolve)),
    ask(question) {
      if (question.includes('flight mode')) device.isOffline = device.answer
      return Promise.resolve(device.answer)
    },
    onStart: () => undefined,
    onFound: ({ id }, finding) => void (findings[id] = finding),
  })
  void run.done.then(() => (isDone = true))
  for (;;) {
    await turns()
    if (isDone) return findings
    device.clock.advance(10)
  }
}

/** What a row finds on `device`, together with those it depends on. */
export async function findingOf(device: FakeDevice, id: string): Promise<Finding> {
  const row = allRows.find((each) => each.id === id)
  if (!row) throw new Error(`no row ${id}`)
  return (await findingsOf(device, [row]))[id] ?? { verdict: 'unknown', seen: 'nothing' }
}
