// Failures of the recorder and of its file.
import { AppError } from '../../../miniprogram/core/errors'
import type { Recording, Take } from '../../../miniprogram/core/ports'
import { hometown, settle, setUp } from './recorder-world'

const webm = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81])

type World = ReturnType<typeof setUp>
type Files = World['files']

const missingFile = new AppError('recording-unreadable', { message: 'readFile:fail no such file' })
const neverAnswered = () => new Promise<never>(() => undefined)
/** The recording restored from its frames. */
const recovered = {
  id: '1700000000001',
  filePath: 'wxfile://usr/recordings/1700000000001.mp3',
  durationMs: 19_584,
  sizeBytes: hometown.length,
}

describe('failures of the recorder', () => {
  test('permission refused', async () => {
    const { fake, requests, start } = setUp()
    const { events } = start()
    requests.shift()?.refuse(new AppError('microphone-refused'))
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

  test('an error while recording still gives a recording', async () => {
    const { fake, recording } = setUp()
    const { events } = await recording()
    fake.error({ errMsg: 'operateRecorder:fail resume' })
    expect(fake.calls).toEqual(['start', 'stop'])
    await fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test('an error while recording with nothing captured: reports the first error', async () => {
    const { fake, screen, recording } = setUp()
    const { results } = await recording()
    fake.error({ errMsg: 'first' })
    fake.error({ errMsg: 'operateRecorder:fail recorder not start' })
    expect(results).toMatchObject([{ code: 'recorder-failed', detail: { message: 'first' } }])
    expect(screen).toEqual([true, false])
  })

  test('an error while recording with an empty file: reports the error', async () => {
    const { fake, files, recording } = setUp()
    const { results } = await recording()
    files.bytes = new Uint8Array()
    fake.error({ errMsg: 'first' })
    await fake.stop()
    expect(results).toMatchObject([{ code: 'recorder-failed', detail: { message: 'first' } }])
  })

  test.each<[string, (world: World, take: Take) => void]>([
    ['answers stop() with an error', (_world, take) => take.stop()],
    ['fails, and then refuses to stop', ({ fake }) => fake.error({ errMsg: 'first' })],
  ])('a recorder that %s: its frames become the recording', async (_name, end) => {
    const world = setUp()
    const { fake, clock, files, recording } = world
    const { take, events, results } = await recording()
    fake.frames(hometown)
    end(world, take)
    fake.error({ errMsg: 'operateRecorder:fail recorder not start' })
    await settle()
    expect(events).toEqual(['start', 'stop'])
    expect(results).toMatchObject([recovered])
    expect(files.written).toEqual([hometown.length])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a stop without an answer fails after 5 s', async () => {
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

  test('a recorder that dies silently: its frames become the recording', async () => {
    const { fake, clock, files, screen, recording } = setUp()
    const { take, events, results } = await recording()
    fake.frames(hometown)
    take.stop()
    clock.advance(5_000)
    await settle()
    expect(files.written).toEqual([hometown.length])
    expect(events).toEqual(['start', 'stop'])
    expect(results).toMatchObject([recovered])
    expect(screen).toEqual([true, false])
    expect(clock.pendingTimers()).toBe(0)
    // the recorder's own event, too late
    await fake.stop()
    expect(events).toEqual(['start', 'stop'])
  })

  test.each<[string, () => Promise<string>]>([
    ['refused', () => Promise.reject(new AppError('storage-full'))],
    ['never answered', neverAnswered],
  ])('and writing its file is %s: reports it, and nothing hangs', async (_name, write) => {
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

  test('nothing is recovered from a cancelled take', async () => {
    const { fake, clock, files, recording } = setUp()
    const { take, events } = await recording()
    fake.frame(hometown.subarray(0, 4_000))
    take.cancel()
    clock.advance(10_000)
    await settle()
    expect(files.written).toEqual([])
    expect(events).toEqual(['start'])
  })

  test('sleep does not count as waiting: a take stopped before it still gives its recording', async () => {
    const { fake, clock, recording } = setUp()
    const { take, events } = await recording()
    take.stop()
    clock.sleep(60_000)
    clock.advance(0)
    expect(events).toEqual(['start'])
    await fake.stop()
    expect(events).toEqual(['start', 'stop'])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('a start without an answer fails, and a late one is stopped', async () => {
    const { fake, clock, start, allow } = setUp()
    const { events } = start()
    await allow()
    clock.advance(30_000)
    expect(events).toEqual(['error recorder-failed'])
    fake.start()
    expect(fake.calls).toEqual(['start', 'stop'])
  })
})

describe('failures of the file', () => {
  const outcome = async (
    script: (files: Files) => void,
    stopped: Partial<WechatMiniprogram.OnStopListenerResult> = {},
  ) => {
    const { fake, files, clock, recording } = setUp()
    script(files)
    const { take, events, results } = await recording()
    take.stop()
    await fake.stop(stopped)
    clock.advance(5_000)
    expect(clock.pendingTimers()).toBe(0)
    expect(events).toHaveLength(2)
    return results[0]
  }

  test('webm, as DevTools writes it: recognised by its bytes, not its name', async () => {
    expect(await outcome((files) => (files.bytes = webm))).toMatchObject({
      code: 'recording-not-mp3',
      detail: { message: 'it begins with 1a 45 df a3 9f 42 86 81' },
    })
  })

  test('no bytes', async () => {
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

  test('missing', async () => {
    expect(await outcome((files) => (files.read = () => Promise.reject(missingFile)))).toBe(missingFile)
  })

  test('a read without an answer', async () => {
    expect(await outcome((files) => (files.read = neverAnswered))).toMatchObject({
      code: 'recording-unreadable',
    })
  })

  test('a read without an answer, after frames: the file is used unread', async () => {
    const { fake, files, clock, recording } = setUp()
    files.read = neverAnswered
    const { take, results } = await recording()
    fake.frame(hometown)
    take.stop()
    await fake.stop({ fileSize: hometown.length })
    clock.advance(5_000)
    const [result] = results as Recording[]
    expect(result).toMatchObject({
      id: '1700000000001',
      filePath: 'wxfile://tmp_1.mp3',
      durationMs: 19_584,
      sizeBytes: hometown.length,
    })
    expect(result?.levels).toHaveLength(96)
    expect(files.written).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })

  test('cancelled during the read: no event and no timer', async () => {
    const { fake, files, clock, recording } = setUp()
    let answer: (bytes: Uint8Array) => void = () => undefined
    files.read = () => new Promise((resolve) => (answer = resolve))
    const { take, events } = await recording()
    take.stop()
    await fake.stop()
    take.cancel()
    expect(clock.pendingTimers()).toBe(0)
    answer(hometown)
    await settle()
    expect(events).toEqual(['start'])
    expect(clock.pendingTimers()).toBe(0)
  })

  test.each<[string, (files: Files) => void, string]>([
    ['without a path', () => undefined, ''],
    ['that is empty', (files) => (files.bytes = new Uint8Array()), 'wxfile://tmp_1.mp3'],
    ['without sound', (files) => (files.bytes = hometown.subarray(0, 261)), 'wxfile://tmp_1.mp3'],
    ['that is not MP3', (files) => (files.bytes = webm), 'wxfile://tmp_1.mp3'],
    ['that is missing', (files) => (files.read = () => Promise.reject(missingFile)), 'wxfile://tmp_1.mp3'],
  ])('a file %s, after frames: they become the recording', async (_name, script, tempFilePath) => {
    const { fake, files, clock, recording, counts } = setUp()
    script(files)
    const { take, results } = await recording()
    fake.frames(hometown)
    take.stop()
    await fake.stop({ tempFilePath })
    expect(results).toMatchObject([recovered])
    expect(files.written).toEqual([hometown.length])
    expect(counts.ids()).toBe(1)
    expect(clock.pendingTimers()).toBe(0)
  })
})
