// Each row about the recorder and the player is ok where WeChat does as documented, and is not where it does what is reported.
import type { RawTakeListener } from '../../../miniprogram/core/device'
import { fileRows } from '../../../miniprogram/pages/device-check/rows/files'
import { playerRows } from '../../../miniprogram/pages/device-check/rows/player'
import { recorderRows } from '../../../miniprogram/pages/device-check/rows/recorder'
import { runRows } from '../../../miniprogram/pages/device-check/runner'
import { callWx } from '../../../miniprogram/platform/wx-call'
import { createFakeDevice, findingOf, findingsOf, turns, type FakeDevice } from './fake-device'

test('all are ok on a phone that does as documented, and no recording is left', async () => {
  const device = createFakeDevice()
  const rows = [...fileRows, ...recorderRows, ...playerRows]
  const findings = await findingsOf(device, rows)
  expect(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'ok')).toEqual([])
  await turns()
  expect([...device.written.keys()]).toEqual([])
  expect(device.isRecording()).toBe(false)
})

const take = (change: (listener: RawTakeListener) => Partial<RawTakeListener>) => (device: FakeDevice) => {
  device.alterTake = (listener) => ({ ...listener, ...change(listener) })
}
const nothing = () => undefined

/** What the recorder's file has in it. */
const fileOf = (bytes: Uint8Array) => (device: FakeDevice) => {
  const { read } = device.files
  device.files = {
    ...device.files,
    read: (path) => (path.includes('tmp') ? Promise.resolve(Uint8Array.from(bytes).buffer) : read(path)),
  }
}
/** 36 ms: MPEG-2 layer III, 160 kb/s, 16 kHz, mono. */
const loudFrame = Uint8Array.from({ length: 720 }, (_, at) => [0xff, 0xf3, 0xe8, 0xc4][at] ?? 0)
const at160 = Uint8Array.from({ length: 100 * 720 }, (_, at) => loudFrame[at % 720] ?? 0)
const webm = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 2, 3, 4)

/** Frames come together, twenty at a time. */
function largeFrames({ onFrame }: RawTakeListener): Partial<RawTakeListener> {
  let held: number[] = []
  return {
    onFrame(sizeBytes) {
      held.push(sizeBytes)
      if (held.length < 20) return
      onFrame(held.reduce((sum, size) => sum + size, 0))
      held = []
    },
  }
}

/** A pause changes nothing. */
const pauseIgnored = (device: FakeDevice) => {
  device.recorder = { ...device.recorder, pause: nothing, resume: nothing }
}
const early = (device: FakeDevice) => {
  const { recorder } = device
  let hasStarted = false
  device.recorder = {
    ...recorder,
    start(format, listener) {
      hasStarted = false
      const onStart = () => {
        hasStarted = true
        listener.onStart()
      }
      recorder.start(format, { ...listener, onStart })
    },
    stop: () => hasStarted && recorder.stop(),
  }
}
const mp3Only = (device: FakeDevice) => {
  const { recorder } = device
  const errMsg = 'operateRecorder:fail format'
  device.recorder = {
    ...recorder,
    start: (format, listener) =>
      format === 'mp3'
        ? recorder.start(format, listener)
        : void device.clock.setTimer(5, () => listener.onError({ errMsg })),
  }
}
const wavMissing = (device: FakeDevice) => {
  const { recorder } = device
  device.recorder = {
    ...recorder,
    start: (format, listener) =>
      recorder.start(format, format === 'wav' ? { ...listener, onStop: nothing } : listener),
  }
}
const keepsFile = (device: FakeDevice) => {
  device.files = { ...device.files, remove: () => Promise.resolve() }
}
const failing = (device: FakeDevice) => {
  device.openAudio = (_path, _on, onError) => {
    device.clock.setTimer(10, () => onError({ errno: 10004, errMsg: 'INNERERRCODE:-11828' }))
    return { currentTime: 0, duration: 0, play: nothing, seek: nothing, destroy: nothing }
  }
}

test.each<[string, (device: FakeDevice) => void, RegExp]>([
  [
    'take-start',
    take(({ onStart, onFrame }) => {
      let frames = 0
      // it begins with the twentieth frame
      return { onStart: nothing, onFrame: (size) => ((frames += 1) === 20 ? onStart() : onFrame(size)) }
    }),
    /after 3800 ms/,
  ],
  ['take-stop', take(() => ({ onStop: nothing })), /nothing within 5 s/],
  ['take-file', fileOf(at160), /72000 bytes, fileSize 2\d{4}/],
  ['take-format', fileOf(webm), /begins with 1a 45 df a3/],
  ['take-bit-rate', fileOf(at160), /160 kb\/s/],
  ['take-length', pauseIgnored, /of sound, \d+ ms spoken/],
  ['take-frames', take(largeFrames), /of 21600 to 21600 bytes/],
  ['take-frames', take(() => ({ onFrame: nothing })), /no frame/],
  ['take-frames', take(({ onFrame }) => ({ onFrame: () => onFrame(0) })), /of 0 to 0 bytes/],
  ['take-frames-all', take(({ onFrame }) => ({ onFrame: () => onFrame(10) })), /^\d{3} of 2\d{4} bytes/],
  ['take-pause', take(() => ({ onResume: nothing })), /onResume never/],
  ['take-pause', pauseIgnored, /onPause never/],
  ['take-deleted', keepsFile, /still there/],
  ['stop-before-start', early, /^onStart$/],
  ['formats', wavMissing, /^aac \d+ bytes, PCM \d+ bytes$/],
  [
    'audio-option',
    (device) =>
      (device.setAudioOption = () => callWx(({ fail }) => fail({ errMsg: 'setInnerAudioOption:fail' }))),
    /fail/,
  ],
  ['play', failing, /10004/],
  ['duration-at-canplay', ({ quirks }) => void (quirks.durationAtCanplay = 0), /^0.00 s/],
  [
    'time-updates',
    (device) => {
      const { openAudio } = device
      device.openAudio = (path, on, onError) => openAudio(path, { ...on, TimeUpdate: nothing }, onError)
    },
    /^0 in 1.5 s/,
  ],
  ['seek-updates', ({ quirks }) => void (quirks.stopsUpdates = true), /^0 in 2 s/],
  ['seek-position', ({ quirks }) => void (quirks.seeksNowhere = true), /^2.00 s/],
  ['seek-to-end', ({ quirks }) => void (quirks.neverEnds = true), /nothing within 5 s/],
  ['play-without-extension', failing, /-11828/],
])('%s turns red: %#', async (id, change, seen) => {
  const device = createFakeDevice()
  change(device)
  expect(await findingOf(device, id)).toEqual({ verdict: 'deviates', seen: expect.stringMatching(seen) })
})

test('a refused microphone is the reason of every row that needs it', async () => {
  const device = createFakeDevice()
  device.recorder = {
    ...device.recorder,
    start: (_format, { onError }) => void device.clock.setTimer(5, () => onError({ errMsg: 'auth deny' })),
  }
  const findings = Object.values(await findingsOf(device, recorderRows))
  expect(findings).toEqual(recorderRows.map(() => ({ verdict: 'unknown', seen: 'errno missing, auth deny' })))
})

test('where only MP3 is offered, the other formats are skipped', async () => {
  const device = createFakeDevice()
  mp3Only(device)
  expect((await findingOf(device, 'formats')).verdict).toBe('skipped')
})

test('leaving during the take stops it and deletes the recording', async () => {
  const device = createFakeDevice()
  const asked = { paint: () => Promise.resolve(), ask: () => Promise.resolve(false) }
  const given = { serviceOrigin: '', ...asked, onStart: nothing, onFound: nothing }
  const run = runRows(recorderRows, device, given)
  await turns()
  device.clock.advance(1_000)
  await turns()
  expect(device.isRecording()).toBe(true)
  run.cancel()
  device.clock.advance(1_000)
  await turns()
  expect(device.isRecording()).toBe(false)
  expect([...device.written.keys()]).toEqual([])
})
