// Rows about wx.getRecorderManager: one take of a few seconds, read, judged and deleted; then two short ones.
import type { RawFormat } from '../../../core/device'
import { isMp3 } from '../../../core/recording/mp3'
import { readSound } from '../../../core/recording/read-sound'
import { AppError } from '../../../core/errors'
import { deviates, judge, skipped, unknown, within, type Finding, type Row, type World } from '../row'
import { record, whyNothing, type Take } from './take'

const takeOf = (world: World): Promise<Take> =>
  record(world, { format: 'mp3', speakMs: 2_000, pauseMs: 1_500 })

/** The bytes of the take; undefined without a file. */
async function bytesOf(world: World): Promise<Uint8Array | undefined> {
  const { file } = await world.shared(takeOf)
  if (!file) return undefined
  const bytes = await world.files.read(file.tempFilePath)
  return typeof bytes === 'string' ? undefined : new Uint8Array(bytes as ArrayBuffer)
}

/** Asking for the microphone, and the take, may take this long. */
const limitMs = 45_000

/** @param judged is asked only if the take began */
const takeRow = (
  row: Pick<Row, 'id' | 'expected' | 'source'>,
  judged: (take: Take, world: World) => Finding | Promise<Finding>,
): Row => ({
  ...row,
  ...{ group: 'recorder', limitMs },
  async run(world) {
    const take = await world.shared(takeOf)
    const nothing = whyNothing(take)
    return nothing === null ? judged(take, world) : unknown(nothing)
  },
})

const soundRow = (
  row: Pick<Row, 'id' | 'expected' | 'source'>,
  judged: (sound: { durationMs: number; sizeBytes: number }, take: Take) => Finding,
): Row =>
  takeRow(row, async (take, world) => {
    const bytes = await world.shared(bytesOf)
    const sound = bytes === undefined ? undefined : readSound(bytes)
    if (sound === undefined) return unknown('no file')
    return sound instanceof AppError ? unknown(`${sound.code}: ${sound.message}`) : judged(sound, take)
  })

function firstBytes(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

export const recorderRows: readonly Row[] = [
  takeRow(
    {
      id: 'take-start',
      expected: 'onStart comes within 3 s, once allowed',
      source: 'V RecorderManager.onStart',
    },
    ({ startedAfterMs = 0 }) => judge(startedAfterMs <= 3_000, `after ${startedAfterMs} ms`),
  ),
  takeRow(
    {
      id: 'take-stop',
      expected: 'onStop answers stop() within 2 s',
      source: 'R xiaweiss/miniprogram-bug-report#205',
    },
    ({ stoppedAfterMs }) =>
      stoppedAfterMs === undefined
        ? deviates('nothing within 5 s')
        : judge(stoppedAfterMs <= 2_000, `after ${stoppedAfterMs} ms`),
  ),
  takeRow(
    {
      id: 'take-file',
      expected: 'the file can be read and has fileSize bytes',
      source: 'V RecorderManager.onStop',
    },
    async ({ file }, world) => {
      const bytes = await world.shared(bytesOf)
      if (!file || !bytes) return unknown('no file')
      return judge(bytes.length === file.fileSize, `${bytes.length} bytes, fileSize ${file.fileSize}`)
    },
  ),
  takeRow(
    {
      id: 'take-format',
      expected: 'the file is MP3, as asked',
      source: 'R DevTools and WeChat for Mac write webm',
    },
    async (_take, world) => {
      const bytes = await world.shared(bytesOf)
      return bytes ? judge(isMp3(bytes), `begins with ${firstBytes(bytes)}`) : unknown('no file')
    },
  ),
  soundRow(
    { id: 'take-bit-rate', expected: '48 kb/s, as asked', source: 'R iOS takes its own for MP3' },
    ({ sizeBytes, durationMs }) => {
      const kilobits = (sizeBytes * 8) / durationMs
      return judge(Math.abs(kilobits - 48) <= 6, `${Math.round(kilobits)} kb/s`)
    },
  ),
  soundRow(
    {
      id: 'take-length',
      expected: 'as long as was spoken, without the pause',
      source: 'V RecorderManager.pause',
    },
    ({ durationMs }, { spokenMs }) =>
      judge(Math.abs(durationMs - spokenMs) <= 1_000, `${durationMs} ms of sound, ${spokenMs} ms spoken`),
  ),
  takeRow(
    {
      id: 'take-frames',
      expected: 'frames of about 1 kB, at most 1 s apart',
      source: 'V frameSize; R developer community 0000acfaeecee0d414f2912896bc00',
    },
    ({ frames }) => {
      const sizes = frames.map(({ sizeBytes }) => sizeBytes)
      if (sizes.length === 0) return deviates('no frame')
      const longestMs = Math.max(...frames.map(({ gapMs }) => gapMs))
      const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
      const seen = `${sizes.length} frames of ${least} to ${most} bytes, longest gap ${longestMs} ms`
      return judge(most > 0 && most <= 4_096 && longestMs <= 1_000, seen)
    },
  ),
  takeRow(
    { id: 'take-frames-all', expected: 'the frames are the whole file', source: 'V onFrameRecorded' },
    ({ frames, framesInPause, file }) => {
      if (!file) return unknown('no file')
      const sumBytes = frames.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const seen = `${sumBytes} of ${file.fileSize} bytes`
      if (framesInPause > 0) return unknown(`${seen}, without ${framesInPause} frames in the pause`)
      return judge(Math.abs(sumBytes - file.fileSize) <= 4_096, seen)
    },
  ),
  takeRow(
    {
      id: 'take-pause',
      expected: 'onPause and onResume come; no frames between',
      source: 'V RecorderManager.pause',
    },
    ({ wasPaused, wasResumed, framesInPause }) => {
      const seen = `onPause ${wasPaused ? 'came' : 'never'}, onResume ${wasResumed ? 'came' : 'never'}`
      return judge(wasPaused && wasResumed && framesInPause === 0, `${seen}, ${framesInPause} frames between`)
    },
  ),
  takeRow(
    { id: 'take-deleted', expected: 'the recording can be deleted', source: 'V FileSystemManager.unlink' },
    async ({ file }, world) => {
      if (!file) return unknown('no file')
      await world.files.remove(file.tempFilePath)
      const isThere = await world.files.read(file.tempFilePath).then(
        () => true,
        () => false,
      )
      return judge(!isThere, isThere ? 'it is still there' : 'deleted')
    },
  ),
  {
    ...{ id: 'stop-before-start', group: 'recorder', limitMs },
    expected: 'stop() in the same turn as start() is answered by onStop or onError',
    source: 'R xiaweiss/miniprogram-bug-report#274',
    run: stopBeforeStart,
  },
  {
    ...{ id: 'formats', group: 'recorder', limitMs, source: 'V RecorderManager.start; none of them is used' },
    expected: 'aac, wav and PCM are there as well',
    async run(world) {
      const nothing = whyNothing(await world.shared(takeOf))
      if (nothing !== null) return unknown(nothing)
      const offered: string[] = []
      const formats: readonly RawFormat[] = ['aac', 'wav', 'PCM']
      for (const format of formats) {
        const { file } = await record(world, { format, speakMs: 500, pauseMs: 0 })
        if (file) offered.push(`${format} ${file.fileSize} bytes`)
      }
      if (offered.length === 0) return skipped('MP3 only')
      return judge(offered.length === formats.length, offered.join(', '))
    },
  },
]

async function stopBeforeStart(world: World): Promise<Finding> {
  const nothing = whyNothing(await world.shared(takeOf))
  if (nothing !== null) return unknown(nothing)
  const { recorder } = world
  const seen: string[] = []
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const note = (name: string) => () => void seen.push(name)
  recorder.start('mp3', {
    ...{ onStart: note('onStart'), onPause: note('onPause'), onResume: note('onResume') },
    onFrame: () => undefined,
    onStop({ tempFilePath }) {
      seen.push('onStop')
      world.atEnd(() => void world.files.remove(tempFilePath).catch(() => undefined))
      answer()
    },
    onError() {
      seen.push('onError')
      answer()
    },
  })
  recorder.stop()
  let isEnded = false
  world.atEnd(() => {
    if (!isEnded) recorder.stop()
  })
  await within(world, 3_000, answered)
  const isAnswered = seen.includes('onStop') || seen.includes('onError')
  const story = seen.join(', ') || 'nothing'
  if (!isAnswered) {
    // as the app does in onStart
    recorder.stop()
    await within(world, 3_000, answered)
  }
  isEnded = true
  return judge(isAnswered, story)
}
