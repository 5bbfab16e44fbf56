import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../miniprogram/core/errors'
import type { Recording, TakeHandlers } from '../../../miniprogram/core/ports'
import { createRecorder } from '../../../miniprogram/platform/recording/recorder'
import type { RecorderWx } from '../../../miniprogram/platform/recording/recorder'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRecorderManager } from '../../fakes/fake-recorder-manager'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends RecorderWx ? true : never = true

const hometown = new Uint8Array(readFileSync(join(__dirname, '../../fixtures/audio/hometown.mp3')))
const webm = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81])

type ReadOption = Parameters<ReturnType<RecorderWx['getFileSystemManager']>['readFile']>[0]

function setUp() {
  const fake = createFakeRecorderManager()
  const clock = createFakeClock()
  const screen: boolean[] = []
  const asked: { allow(): void; refuse(error: AppError): void }[] = []
  let managersMade = 0
  let lastId = 1_700_000_000_000
  /** What the file system holds; a test may replace `read`. */
  const files = {
    bytes: hometown,
    read: ({ success }: ReadOption) => success({ data: files.bytes.slice().buffer }),
    written: [] as number[],
    write(id: string, bytes: Uint8Array) {
      files.written.push(bytes.length)
      files.bytes = Uint8Array.from(bytes)
      return Promise.resolve(`wxfile://usr/recordings/${id}.mp3`)
    },
  }
  const wx: RecorderWx = {
    getRecorderManager() {
      managersMade += 1
      return fake.manager
    },
    setKeepScreenOn({ keepScreenOn, fail }) {
      screen.push(keepScreenOn)
      fail()
    },
    getFileSystemManager: () => ({ readFile: (option) => files.read(option) }),
  }
  const recorder = createRecorder(wx, {
    clock,
    recordingMaxMs: 120_000,
    nextId: () => String(++lastId),
    writeFrames: (id, bytes) => files.write(id, bytes),
    permission: {
      ask: () => new Promise((allow, refuse) => asked.push({ allow, refuse })),
      errorOf: ({ errMsg = '' }) => new AppError('recorder-failed', { message: errMsg }),
    },
  })

  function start() {
    const events: string[] = []
    const levels: number[] = []
    const results: (Recording | AppError)[] = []
    const handlers: TakeHandlers = {
      onStart: () => void events.push('start'),
      onPause: () => void events.push('pause'),
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
    asked.shift()?.allow()
    await settle()
  }

  /** A take that is being recorded. */
  async function recording() {
    const started = start()
    await allow()
    fake.start()
    return started
  }

  return { fake, clock, screen, files, asked, start, allow, recording, managersMade: () => managersMade }
}

/** Lets every promise that is decided run its course; no time passes. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('an ordinary take', () => {
  test('starts with the settings that the service takes', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    expect(events).toEqual(['start'])
    expect(fake.startOptions).toEqual([
      {
        duration: 120_000,
        sampleRate: 16000,
        numberOfChannels: 1,
        encodeBitRate: 48000,
        format: 'mp3',
        frameSize: 1,
      },
    ])
    expect(fitsWx).toBe(true)
  })

  test('gives what the file holds, whatever the callback says', async () => {
    const { fake, clock, recording } = setUp()
    const { take, events, results } = await recording()
    take.stop()
    expect(fake.calls).toEqual(['start', 'stop'])
    fake.stop({ duration: 20_300, fileSize: 7 })
    expect(events).toEqual(['start', 'stop'])
    const [result] = results as Recording[]
    expect(result).toMatchObject({
      id: '1700000000001',
      filePath: 'wxfile://tmp_1.mp3',
      durationMs: 19_584,
      sizeBytes: hometown.length,
    })
    expect(result?.levels).toHaveLength(96)
    expect(Math.max(...(result?.levels ?? []))).toBeGreaterThan(0.7)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('hears ten levels a second while it records', async () => {
    const { fake, recording } = setUp()
    const { levels } = await recording()
    for (let at = 0; at < hometown.length; at += 1024) fake.frame(hometown.subarray(at, at + 1024))
    expect(levels.length).toBeGreaterThanOrEqual(194)
    expect(levels.length).toBeLessThanOrEqual(196)
    expect(levels.every((level) => level >= 0 && level <= 1)).toBe(true)
  })

  test('ends by itself at the limit of its duration', async () => {
    const { fake, screen, recording } = setUp()
    const { events } = await recording()
    fake.stop()
    expect(events).toEqual(['start', 'stop'])
    expect(screen).toEqual([true, false])
    expect(fake.calls).toEqual(['start'])
  })

  test('calls no handler before start() has returned, and none after the last', async () => {
    const { fake, start, allow } = setUp()
    const { events } = start()
    expect(events).toEqual([])
    await allow()
    fake.start()
    fake.stop()
    const { length } = events
    fake.pause()
    fake.frame(hometown)
    fake.stop()
    fake.error({ errMsg: 'late' })
    fake.interruptionBegin()
    expect(events).toHaveLength(length)
  })

  test('listeners are registered once, over many takes', async () => {
    const { fake, recording, managersMade } = setUp()
    for (let count = 0; count < 3; count += 1) {
      const { take } = await recording()
      take.stop()
      fake.stop()
    }
    expect(managersMade()).toBe(1)
    expect(Object.values(fake.registrations)).toEqual(Array.from({ length: 8 }, () => 1))
  })
})

describe('pause and resume', () => {
  test('the screen is kept on while it records only', async () => {
    const { fake, screen, recording } = setUp()
    const { take, events } = await recording()
    take.pause()
    fake.pause()
    take.resume()
    fake.resume()
    take.stop()
    fake.stop()
    expect(events).toEqual(['start', 'pause', 'resume', 'stop'])
    expect(fake.calls).toEqual(['start', 'pause', 'resume', 'stop'])
    expect(screen).toEqual([true, false, true, false])
  })

  test('where they make no sense they are ignored', async () => {
    const { fake, start, allow } = setUp()
    const { take } = start()
    take.pause()
    take.resume()
    await allow()
    take.pause()
    fake.start()
    take.resume()
    take.stop()
    take.pause()
    fake.stop()
    take.pause()
    take.resume()
    take.stop()
    take.cancel()
    expect(fake.calls).toEqual(['start', 'stop'])
  })

  test('stopped while paused, it is a recording', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    take.pause()
    fake.pause()
    take.stop()
    fake.stop()
    expect(events).toEqual(['start', 'pause', 'stop'])
  })
})

describe('an interruption', () => {
  test('pauses once, though the pause event follows it', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    fake.interruptionBegin()
    fake.pause()
    expect(events).toEqual(['start', 'pause'])
  })

  test('resume waits for its end', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    fake.interruptionBegin()
    fake.pause()
    take.resume()
    expect(fake.calls).toEqual(['start'])
    fake.interruptionEnd()
    expect(fake.calls).toEqual(['start', 'resume'])
    fake.resume()
    expect(events).toEqual(['start', 'pause', 'resume'])
  })

  test('its end alone resumes nothing', async () => {
    const { fake, recording } = setUp()
    const { take } = await recording()
    fake.interruptionBegin()
    fake.interruptionEnd()
    expect(fake.calls).toEqual(['start'])
    take.resume()
    expect(fake.calls).toEqual(['start', 'resume'])
  })

  test('stopped in it, the sound before it is kept', async () => {
    const { fake, recording } = setUp()
    const { take, events } = await recording()
    fake.interruptionBegin()
    take.stop()
    fake.stop()
    expect(events).toEqual(['start', 'pause', 'stop'])
  })
})

describe('stop and cancel before the recorder has started', () => {
  test('stop before onStart is remembered', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.stop()
    expect(fake.calls).toEqual(['start'])
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
    fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test('cancel before onStart is remembered, and says nothing', async () => {
    const { fake, clock, screen, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.cancel()
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
    fake.stop()
    clock.advance(60_000)
    expect(events).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
    expect(screen.pop()).toBe(false)
  })

  test('stop while permission is asked: the microphone is never opened', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    take.stop()
    await allow()
    expect(fake.calls).toEqual([])
    expect(events).toEqual(['error recording-empty'])
  })

  test('cancel while permission is asked', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    take.cancel()
    await allow()
    expect(fake.calls).toEqual([])
    expect(events).toEqual([])
  })

  test('stop and cancel once it has been stopped change nothing more', async () => {
    const { fake, start, allow } = setUp()
    const { take, events } = start()
    await allow()
    take.stop()
    fake.start()
    take.stop()
    take.cancel()
    fake.stop()
    expect(fake.calls).toEqual(['start', 'stop'])
    expect(events).toEqual(['start'])
  })
})

describe('one take at a time', () => {
  test('after cancel, the next one waits until the manager is free', async () => {
    const { fake, asked, allow, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    const second = start()
    await settle()
    expect(asked).toHaveLength(0)
    fake.frame(hometown)
    fake.stop()
    await allow()
    fake.start()
    second.take.stop()
    fake.stop()
    expect(first.events).toEqual(['start'])
    expect(second.events).toEqual(['start', 'stop'])
    expect(second.levels).toEqual([])
  })

  test('and does not wait for ever', async () => {
    const { fake, clock, allow, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    const second = start()
    clock.advance(5_000)
    await allow()
    fake.stop() // of the first take, late: the second has not started
    fake.frame(hometown)
    fake.start()
    expect(second.events).toEqual(['start'])
    expect(second.levels).toEqual([])
  })

  test('a cancelled asking that is never answered holds nothing up', async () => {
    const { fake, asked, start, allow } = setUp()
    start().take.cancel()
    const second = start()
    expect(asked).toHaveLength(2)
    asked.shift()
    await allow()
    fake.start()
    expect(second.events).toEqual(['start'])
  })

  test('a waiting one can be cancelled', async () => {
    const { fake, asked, recording, start } = setUp()
    const first = await recording()
    first.take.cancel()
    start().take.cancel()
    fake.stop()
    await settle()
    expect(asked).toHaveLength(0)
  })

  test('a second one beside a running one is refused', async () => {
    const { recording, start } = setUp()
    const first = await recording()
    const second = start()
    expect(second.events).toEqual([])
    await settle()
    expect(second.events).toEqual(['error microphone-busy'])
    expect(first.events).toEqual(['start'])
  })
})

describe('what the recorder fails at', () => {
  test('permission refused', async () => {
    const { fake, asked, start } = setUp()
    const { events } = start()
    asked.shift()?.refuse(new AppError('microphone-refused'))
    await settle()
    expect(events).toEqual(['error microphone-refused'])
    expect(fake.calls).toEqual([])
  })

  test('an error instead of onStart', async () => {
    const { fake, clock, screen, start, allow } = setUp()
    const { events, results } = start()
    await allow()
    fake.error({ errMsg: 'operateRecorder:fail system' })
    expect(events).toEqual(['error recorder-failed'])
    expect(results[0]).toMatchObject({ detail: { message: 'operateRecorder:fail system' } })
    expect(clock.pendingTimers()).toBe(0)
    expect(screen).toEqual([])
  })

  test('an error while it records: what was captured is kept', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    fake.error({ errMsg: 'operateRecorder:fail resume' })
    expect(fake.calls).toEqual(['start', 'stop'])
    fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test('an error while it records, and nothing captured: the first error is told', async () => {
    const { fake, screen, recording } = setUp()
    const { results } = await recording()
    fake.error({ errMsg: 'first' })
    fake.error({ errMsg: 'operateRecorder:fail recorder not start' })
    expect(results).toMatchObject([{ code: 'recorder-failed', detail: { message: 'first' } }])
    expect(screen).toEqual([true, false])
  })

  test('an error while it records, and an empty file: the error is told', async () => {
    const { fake, files, recording } = setUp()
    const { results } = await recording()
    files.bytes = new Uint8Array()
    fake.error({ errMsg: 'first' })
    fake.stop()
    expect(results).toMatchObject([{ code: 'recorder-failed', detail: { message: 'first' } }])
  })

  test('a stop that nothing answers is given up after 5 s', async () => {
    const { clock, screen, recording } = setUp()
    const { take, events, results } = await recording()
    take.stop()
    clock.advance(4_999)
    expect(events).toEqual(['start'])
    clock.advance(1)
    expect(results).toMatchObject([
      { code: 'recorder-failed', detail: { message: 'stop() was never answered' } },
    ])
    expect(screen).toEqual([true, false])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a recorder that died without a word: what it handed over frame by frame is the take', async () => {
    const { fake, clock, files, screen, recording } = setUp()
    const { take, events, results } = await recording()
    for (let at = 0; at < hometown.length; at += 1024) fake.frame(hometown.subarray(at, at + 1024))
    take.stop()
    clock.advance(5_000)
    await settle()
    expect(files.written).toEqual([hometown.length])
    expect(events).toEqual(['start', 'stop'])
    expect(results).toMatchObject([
      {
        id: '1700000000001',
        filePath: 'wxfile://usr/recordings/1700000000001.mp3',
        durationMs: 19_584,
        sizeBytes: hometown.length,
      },
    ])
    expect(screen).toEqual([true, false])
    expect(clock.pendingTimers()).toBe(0)
    // its own word, after all: too late
    fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test.each<[string, () => Promise<string>]>([
    ['refused', () => Promise.reject(new AppError('storage-full'))],
    ['never answered', () => new Promise<string>(() => undefined)],
  ])('and a file for it that is %s: told, nothing hangs', async (_name, write) => {
    const { fake, clock, files, recording } = setUp()
    files.write = write
    const { take, results } = await recording()
    fake.frame(hometown.subarray(0, 4_000))
    take.stop()
    clock.advance(5_000)
    await settle()
    clock.advance(5_000)
    expect(results).toMatchObject([{ code: 'recorder-failed' }])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('nothing is recovered of a cancelled one that died', async () => {
    const { fake, clock, files, recording } = setUp()
    const { take, events } = await recording()
    fake.frame(hometown.subarray(0, 4_000))
    take.cancel()
    clock.advance(10_000)
    await settle()
    expect(files.written).toEqual([])
    expect(events).toEqual(['start'])
  })

  test('asleep is not unanswered: stopped as the app was hidden, the recording is there after it', async () => {
    const { fake, clock, recording } = setUp()
    const { take, events } = await recording()
    take.stop()
    clock.sleep(60_000)
    clock.advance(0)
    expect(events).toEqual(['start'])
    fake.stop()
    expect(events).toEqual(['start', 'stop'])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a start that nothing answers is given up, and stopped should it come after all', async () => {
    const { fake, clock, start, allow } = setUp()
    const { events } = start()
    await allow()
    clock.advance(30_000)
    expect(events).toEqual(['error recorder-failed'])
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
  })
})

describe('what the file may be', () => {
  const outcome = async (
    script: (files: ReturnType<typeof setUp>['files']) => void,
    stopped: Partial<WechatMiniprogram.OnStopListenerResult> = {},
  ) => {
    const { fake, files, clock, recording } = setUp()
    script(files)
    const { take, events, results } = await recording()
    take.stop()
    fake.stop(stopped)
    clock.advance(5_000)
    expect(clock.pendingTimers()).toBe(0)
    expect(events).toHaveLength(2)
    return results[0]
  }

  test('webm, as DevTools writes it, by its bytes and not by its name', async () => {
    expect(await outcome((files) => (files.bytes = webm))).toMatchObject({
      code: 'recording-not-mp3',
      detail: { message: 'it begins with 1a 45 df a3 9f 42 86 81' },
    })
  })

  test('no bytes at all', async () => {
    expect(await outcome((files) => (files.bytes = new Uint8Array()))).toMatchObject({
      code: 'recording-empty',
    })
  })

  test('a tag and a table, but no sound', async () => {
    expect(await outcome((files) => (files.bytes = hometown.subarray(0, 261)))).toMatchObject({
      code: 'recording-empty',
    })
  })

  test('no path', async () => {
    expect(await outcome(() => undefined, { tempFilePath: '' })).toMatchObject({ code: 'recording-empty' })
  })

  test('gone', async () => {
    const script = (files: ReturnType<typeof setUp>['files']) => {
      files.read = ({ fail }) => fail({ errMsg: 'readFile:fail no such file' })
    }
    expect(await outcome(script)).toMatchObject({
      code: 'recording-unreadable',
      detail: { message: 'readFile:fail no such file' },
    })
  })

  test('never read', async () => {
    const script = (files: ReturnType<typeof setUp>['files']) => {
      files.read = () => undefined
    }
    expect(await outcome(script)).toMatchObject({ code: 'recording-unreadable' })
  })

  test('never read, though its sound was heard: it is kept unread', async () => {
    const { fake, files, clock, recording } = setUp()
    files.read = () => undefined
    const { take, results } = await recording()
    fake.frame(hometown)
    take.stop()
    fake.stop({ fileSize: hometown.length })
    clock.advance(5_000)
    const [result] = results as Recording[]
    expect(result).toMatchObject({
      id: '1700000000001',
      filePath: 'wxfile://tmp_1.mp3',
      sizeBytes: hometown.length,
      levels: [],
    })
    // the last frame is certain only at the end
    expect(result?.durationMs).toBeGreaterThan(19_400)
    expect(clock.pendingTimers()).toBe(0)
  })

  test('cancelled while it is read: silence, and no timer', async () => {
    const { fake, files, clock, recording } = setUp()
    let answer = () => undefined as void
    files.read = ({ success }) => {
      answer = () => success({ data: hometown.slice().buffer })
    }
    const { take, events } = await recording()
    take.stop()
    fake.stop()
    take.cancel()
    expect(clock.pendingTimers()).toBe(0)
    answer()
    expect(events).toEqual(['start'])
  })
})
