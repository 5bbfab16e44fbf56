// A phone in memory for hours of practice with a fast clock: wx as the adapters see it, and the practice page's presenter.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configFor } from '../../miniprogram/config'
import { createUploads } from '../../miniprogram/core/attempts/uploads'
import { createAttemptLog, type AttemptLog } from '../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../miniprogram/core/attempts/attempt-session'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import { createPracticePresenter } from '../../miniprogram/pages/practice/practice-presenter'
import { createTransport } from '../../miniprogram/platform/request/transport'
import {
  createKeyValueStorage,
  type WxKeyValueStorage,
} from '../../miniprogram/platform/shell/key-value-storage'
import { createRecorder } from '../../miniprogram/platform/recording/recorder'
import { createRecordingFiles, type WxFiles } from '../../miniprogram/platform/recording/recording-files'
import type { WxRequest, WxRequestTask } from '../../miniprogram/platform/request/wx-request'
import { createReattaching } from '../fakes/fake-reattaching'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock'
import { createFakeRecorderManager } from '../fakes/fake-recorder-manager'
import { createFakeServices } from '../pages/fake-services'
import { tagOf } from '../fakes/untagged'

const spoken = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3'))
const { limits } = configFor('release', false)

export interface SoakedPhone {
  readonly clock: FakeClock
  readonly log: AttemptLog
  /** Records a take, receives its answer and moves to the next question. Rejects if any of these fails. */
  practise(): Promise<void>
  /** Listeners on running requests. */
  listenerCount(): number
  storedKeys(): string[]
  fileNames(): string[]
  storedBytes(): number
}

export function createSoakedPhone(): SoakedPhone {
  const clock = createFakeClock()
  // Buffers keep stored data off the measured heap
  const storage = new Map<string, Buffer>()
  const files = new Map<string, Buffer>()
  const recorderManager = createFakeRecorderManager()
  let openListeners = 0
  let takes = 0
  let send: ((chunk: Buffer | null) => void) | null = null

  const wxStorage = {
    getStorageSync: (key: string) => {
      const json = storage.get(key)
      return json ? (JSON.parse(json.toString()) as unknown) : ''
    },
    setStorageSync: (key: string, value: unknown) =>
      void storage.set(key, Buffer.from(JSON.stringify(value))),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 }),
  } as unknown as WxKeyValueStorage

  const answerWith = (
    bytes: Buffer | undefined,
    give: (bytes: Buffer) => void,
    fail: (failure: unknown) => void,
  ) => queueMicrotask(() => (bytes ? give(bytes) : fail({ errMsg: 'fail no such file' })))
  const wxFiles: WxFiles & { readFile(options: { filePath: string; encoding?: 'base64' }): void } = {
    access: ({ path, success, fail }) => answerWith(files.get(path), success, fail),
    mkdir: ({ success }) => queueMicrotask(() => success({})),
    readFile: (options: {
      filePath: string
      encoding?: 'base64'
      success(result: { data: string | ArrayBuffer }): void
      fail(failure: unknown): void
    }) =>
      answerWith(
        files.get(options.filePath),
        (bytes) =>
          options.success({
            data: options.encoding ? bytes.toString('base64') : Uint8Array.from(bytes).buffer,
          }),
        options.fail,
      ),
    writeFile: ({ filePath, data, success }) => {
      files.set(filePath, Buffer.from(data))
      queueMicrotask(() => success({}))
    },
    readdir: ({ success }) => queueMicrotask(() => success({ files: [...files.keys()] })),
    saveFile: ({ tempFilePath, filePath, success, fail }) =>
      answerWith(
        files.get(tempFilePath),
        (bytes) => {
          files.delete(tempFilePath)
          files.set(filePath, bytes)
          success({})
        },
        fail,
      ),
    stat: ({ success }) => queueMicrotask(() => success({ stats: [] })),
    unlink: ({ filePath, success }) => {
      files.delete(filePath)
      queueMicrotask(() => success({}))
    },
  }

  const wxRequest: WxRequest = {
    request({ success }) {
      let listener: Parameters<NonNullable<WxRequestTask['onChunkReceived']>>[0] | null = null
      send = (chunk) => {
        if (chunk) listener?.({ data: Uint8Array.from(chunk).buffer })
        else {
          // a finished task is dropped together with its listeners
          openListeners = 0
          success({ statusCode: 200, data: '' })
        }
      }
      return {
        abort: () => undefined,
        onHeadersReceived(callback) {
          openListeners += 1
          callback({ statusCode: 200 })
        },
        offHeadersReceived: () => void (openListeners -= 1),
        onChunkReceived(callback) {
          openListeners += 1
          listener = callback
        },
        offChunkReceived() {
          openListeners -= 1
          listener = null
        },
      }
    },
  }

  const store = createKeyValueStorage(wxStorage, 'practice.')
  const uploads = createUploads({ store, clock, cloud: undefined })
  const recordingFiles = createRecordingFiles(wxFiles, 'wxfile://usr')
  const log = createAttemptLog({
    store,
    files: recordingFiles,
    clock,
  })
  const recorder = createRecorder(
    {
      getRecorderManager: () => recorderManager.manager,
      setKeepScreenOn: () => undefined,
    },
    {
      clock,
      recordingMaxMs: limits.recordingMaxMs,
      nextId: log.nextId,
      files: recordingFiles,
      permission: {
        ask: () => Promise.resolve(undefined),
        errorOf: () => {
          throw new Error('the recorder failed')
        },
      },
    },
  )
  const transport = createTransport({
    tagOf,
    ...{ mode: () => 'inline', cloudAudio: undefined, inlineBodyMaxBytes: Infinity },
    files: wxFiles,
    identity: { uid: () => Promise.resolve('1') },
    request: createReattaching(wxRequest, {
      apiAddress: 'https://api.example.com',
      timeoutMs: limits.requestTimeoutMs,
      frameMaxBytes: limits.frameMaxBytes,
    }),
  })

  let session: PracticeSession | undefined
  const fakes = createFakeServices('en')
  const presenter = createPracticePresenter(
    {
      ...fakes,
      // the fake's methods would log every call
      navigation: { ...fakes.navigation, setTabBarVisible: () => undefined },
      player: {
        play: nothing,
        pause: nothing,
        seek: nothing,
        destroy: nothing,
        silence: () => Promise.resolve(),
      },
      openSession(options) {
        session = createAttemptSession(
          {
            ...{ log, clock, recorder, transport, limits, uploads },
            sentBy: () => ({ transport: 'inline', uidSource: 'installation' }),
          },
          options,
        )
        return session
      },
    },
    nothing,
  )

  async function until(phase: string): Promise<void> {
    for (let turn = 0; turn < 200 && session?.state.phase !== phase; turn += 1) await Promise.resolve()
    if (session?.state.phase !== phase) throw new Error(`${session?.state.phase}, expected ${phase}`)
  }

  return {
    clock,
    log,
    async practise() {
      takes += 1
      presenter.acts.record()
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
      recorderManager.start()
      for (let at = 0; at < spoken.length; at += 6_000) {
        recorderManager.frame(spoken.subarray(at, at + 6_000))
        clock.advance(1_000)
      }
      presenter.acts.finish()
      const tempFilePath = `wxfile://tmp/${takes}.mp3`
      files.set(tempFilePath, spoken)
      recorderManager.stop({ tempFilePath })
      await until('recorded')

      presenter.acts.send()
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
      for (const frame of framesOf(takes)) {
        send?.(frame)
        clock.advance(100)
      }
      send?.(null)
      await until('ended')
      presenter.acts.next()
      recorderManager.calls.length = 0
      recorderManager.startOptions.length = 0
    },
    listenerCount: () => openListeners,
    storedKeys: () => [...storage.keys()],
    fileNames: () => [...files.keys()],
    storedBytes: () => [...storage.values()].reduce((sum, { length }) => sum + length, 0),
  }
}

const words = 'I grew up by the sea and what I like most is how slow the evenings are. '

/** A hundred frames; every answer is different. */
function framesOf(take: number): Buffer[] {
  return Array.from({ length: 100 }, (_, at) => {
    const content = at % 40 === 39 ? '\\n\\n' : `${words.slice((at * 7) % 60, ((at * 7) % 60) + 8)}${take}`
    return Buffer.from(`${JSON.stringify({ result: { logid: '0', uid: '0', content } })}\n`)
  })
}

function nothing(): void {
  return undefined
}
