// A recorder over a scripted manager, files and permission, and takes that log their events.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../miniprogram/core/errors'
import type { Recording, TakeHandlers } from '../../../miniprogram/core/ports'
import { createRecorder } from '../../../miniprogram/platform/recording/recorder'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRecorderManager } from '../../fakes/fake-recorder-manager'

export const hometown = new Uint8Array(readFileSync(join(__dirname, '../../fixtures/audio/hometown.mp3')))

/** Waits until every promise that can settle has settled; no time passes. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export function setUp() {
  const manager = createFakeRecorderManager()
  const fake = {
    ...manager,
    /** The recorder delivers its file, which is then read. */
    async stop(result?: Partial<WechatMiniprogram.OnStopListenerResult>) {
      manager.stop(result)
      await settle()
    },
    /** Delivers `bytes` as the recorder does, one kilobyte per frame. */
    frames(bytes: Uint8Array) {
      for (let at = 0; at < bytes.length; at += 1024) manager.frame(bytes.subarray(at, at + 1024))
    },
  }
  const clock = createFakeClock()
  const screen: boolean[] = []
  const requests: { allow(): void; refuse(error: AppError): void }[] = []
  let managersMade = 0
  let lastId = 1_700_000_000_000
  /** The file system; a test may replace its methods. */
  const files = {
    bytes: hometown,
    read: (_filePath: string): Promise<Uint8Array> => Promise.resolve(files.bytes),
    written: [] as number[],
    write(id: string, bytes: Uint8Array) {
      files.written.push(bytes.length)
      return Promise.resolve(`wxfile://usr/recordings/${id}.mp3`)
    },
  }
  const recorder = createRecorder(
    {
      getRecorderManager() {
        managersMade += 1
        return manager.manager
      },
      setKeepScreenOn({ keepScreenOn, fail }) {
        screen.push(keepScreenOn)
        fail()
      },
    },
    {
      clock,
      recordingMaxMs: 120_000,
      nextId: () => String(++lastId),
      files: { read: (path) => files.read(path), write: (id, bytes) => files.write(id, bytes) },
      permission: {
        ask: () => new Promise((allow, refuse) => requests.push({ allow, refuse })),
        errorOf: ({ errMsg = '' }) => new AppError('recorder-failed', { message: errMsg }),
      },
    },
  )

  function start() {
    const events: string[] = []
    const levels: number[] = []
    const results: (Recording | AppError)[] = []
    const handlers: TakeHandlers = {
      onStart: () => void events.push('start'),
      onPause: (isInterrupted) => void events.push(isInterrupted ? 'interrupted' : 'pause'),
      onResume: () => void events.push('resume'),
      onLevels: (values) => void levels.push(...values),
      onStop(recording) {
        events.push('stop')
        results.push(recording)
      },
      onError(error) {
        events.push(`error ${error.code}`)
        results.push(error)
      },
    }
    return { take: recorder.start(handlers), events, levels, results }
  }

  async function allow() {
    requests.shift()?.allow()
    await settle()
  }

  /** A take that is recording. */
  async function recording() {
    const started = start()
    await allow()
    fake.start()
    return started
  }

  const counts = { managers: () => managersMade, ids: () => lastId - 1_700_000_000_000 }
  return { fake, clock, screen, files, requests, start, allow, recording, counts }
}
