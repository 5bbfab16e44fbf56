// wx.getRecorderManager: start, pause, resume, stop → a real MP3 in a temporary file, with the pitfalls of phones.
import type { SimulatorHost } from '../host'
import { failResult, failure } from './callbacks'
import { createFrameCutter } from './frame-cutter'
import type { FileStore } from './file-store'
import { createEvents } from './listeners'
import { closeMicrophone } from './microphone'
import type { Permission } from './permission'
import { readRecorderOptions } from './recorder-options'
import { createMp3Writer, createWebmWriter } from './sound-writer'
import type { SoundWriter } from './sound-writer'

/** Phones take about this long from start() to onStart (reported: xiaweiss/miniprogram-bug-report#274). */
const startDelayMs = 200
/** In the background JavaScript stops and the recorder may die without an event (reported: #205 there). */
const backgroundMs = 5_000

interface Take {
  stream: MediaStream
  writer: SoundWriter
  /** Hands over the last frame. */
  endFrames(): void
  isPaused: boolean
  isStopping: boolean
}

/**
 * One recorder per launch, as on phones; there is no off*().
 * stop() and pause() before onStart are lost, as reported for phones: the client must remember them.
 */
export function createRecorderManager(
  { switches, lifecycle }: Pick<SimulatorHost, 'switches' | 'lifecycle'>,
  files: Pick<FileStore, 'writeTemporary'>,
  openMicrophone: Permission['openMicrophone'],
) {
  const { emit, on } = createEvents([
    'Start',
    'Pause',
    'Resume',
    'Stop',
    'Error',
    'FrameRecorded',
    'InterruptionBegin',
    'InterruptionEnd',
  ])
  let isStarting = false
  let take: Take | undefined

  const isInterrupted = (): boolean => switches.get('call') === 'active'
  const report = (error: unknown): void => emit('Error', failResult('operateRecorder', error))

  function discard(): void {
    if (take === undefined) return
    take.writer.discard()
    closeMicrophone(take.stream)
    take = undefined
  }
  async function begin(rawOptions: Record<string, unknown>): Promise<void> {
    const options = readRecorderOptions(rawOptions)
    if (isInterrupted()) throw failure(':start record fail, interrupted')
    const [stream] = await Promise.all([
      openMicrophone(true),
      new Promise((resolve) => setTimeout(resolve, startDelayMs)),
    ])
    const frames = createFrameCutter(options.frameSizeBytes, (frame) => emit('FrameRecorded', frame))
    const handlers = {
      isAhead: switches.get('sound') === 'ahead',
      onBytes: frames.push,
      onProgress() {
        if (take !== undefined && take.writer.durationMs() >= options.durationMs) void finish(take)
      },
    }
    try {
      const writer =
        switches.get('recorder') === 'webm'
          ? createWebmWriter(stream, handlers)
          : await createMp3Writer(stream, options, handlers)
      take = { stream, writer, endFrames: frames.finish, isPaused: false, isStopping: false }
    } catch (error) {
      closeMicrophone(stream)
      throw error
    }
  }
  async function finish(finished: Take): Promise<void> {
    if (finished.isStopping) return
    if (switches.get('recorder') === 'dead') return discard()
    finished.isStopping = true
    try {
      const bytes = await finished.writer.finish()
      finished.endFrames()
      const tempFilePath = files.writeTemporary(bytes, '.mp3')
      emit('Stop', { tempFilePath, duration: finished.writer.durationMs(), fileSize: bytes.byteLength })
    } catch (error) {
      report(error)
    } finally {
      take = undefined
      closeMicrophone(finished.stream)
    }
  }
  function pause(): void {
    if (take === undefined || take.isPaused || take.isStopping) return
    take.isPaused = true
    take.writer.pause()
    emit('Pause')
  }

  switches.onChangeOf('call', () => {
    if (!isInterrupted()) return emit('InterruptionEnd')
    emit('InterruptionBegin')
    // documented: the pause event follows this one
    pause()
  })
  let backgroundTimer: ReturnType<typeof setTimeout> | undefined
  lifecycle.onAppHide(() => (backgroundTimer = setTimeout(discard, backgroundMs)))
  lifecycle.onAppShow(() => clearTimeout(backgroundTimer))

  const manager = {
    start(rawOptions: Record<string, unknown> = {}): void {
      if (isStarting || take !== undefined)
        return report(failure(":audio is recording, don't start record again"))
      isStarting = true
      begin(rawOptions)
        .finally(() => (isStarting = false))
        .then(() => emit('Start'), report)
    },
    pause(): void {
      if (isStarting) return
      if (take === undefined || take.isPaused) return report(failure(':pause record fail'))
      pause()
    },
    resume(): void {
      if (isStarting) return
      if (take === undefined || !take.isPaused || isInterrupted())
        return report(failure(':resume record fail'))
      take.isPaused = false
      take.writer.resume()
      emit('Resume')
    },
    stop(): void {
      if (isStarting) return console.warn('simulator: stop() before onStart is lost, as reported for phones')
      if (take === undefined) return report(failure(":audio is stop, don't stop record again"))
      void finish(take)
    },
    ...on,
  }
  return {
    manager,
    /** Duration recorded in the current take; 0 without one. */
    recordedMs: () => take?.writer.durationMs() ?? 0,
  }
}
