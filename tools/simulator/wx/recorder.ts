// wx.getRecorderManager: start, pause, resume, stop → a real MP3 in a temporary file, with the pitfalls of phones.
import { failResult, failure } from './callbacks'
import type { FailResult } from './callbacks'
import { createFrameCutter } from './frame-cutter'
import type { FrameCutter, RecordedFrame } from './frame-cutter'
import type { FileStore } from './file-store'
import { createListeners } from './listeners'
import { closeMicrophone } from './microphone'
import type { Permission } from './permission'
import { readRecorderOptions } from './recorder-options'
import type { RecorderOptions } from './recorder-options'
import { createMp3Writer, createWebmWriter } from './sound-writer'
import type { SoundWriter } from './sound-writer'
import type { Switches } from './switches'

/** Phones take about this long from start() to onStart (reported: xiaweiss/miniprogram-bug-report#274). */
const startDelayMs = 200
/** In the background JavaScript stops and the recorder may die without an event (reported: #205 there). */
const backgroundMs = 5_000

interface Take {
  options: RecorderOptions
  stream: MediaStream
  writer: SoundWriter
  frames: FrameCutter
  isPaused: boolean
  isStopping: boolean
}

export interface RecorderSurroundings {
  files: FileStore
  permission: Pick<Permission, 'openMicrophone'>
  switches: Switches
  onAppHide(listener: () => void): void
  onAppShow(listener: () => void): void
}

/**
 * One recorder per launch, as on phones; there is no off*().
 * stop() and pause() before onStart are lost, as reported for phones: the client must remember them.
 */
export function createRecorderManager({
  files,
  permission,
  switches,
  onAppHide,
  onAppShow,
}: RecorderSurroundings) {
  const events = {
    start: createListeners<object>(),
    pause: createListeners<object>(),
    resume: createListeners<object>(),
    stop: createListeners<{ tempFilePath: string; duration: number; fileSize: number }>(),
    error: createListeners<FailResult>(),
    frame: createListeners<RecordedFrame>(),
    interruptionBegin: createListeners<object>(),
    interruptionEnd: createListeners<object>(),
  }
  let isStarting = false
  let take: Take | undefined

  function report(error: unknown): void {
    // never during the call that caused it
    setTimeout(() => events.error.emit(failResult('operateRecorder', error)), 0)
  }
  function discard(): void {
    if (take === undefined) return
    take.writer.discard()
    closeMicrophone(take.stream)
    take = undefined
  }
  async function begin(options: RecorderOptions): Promise<void> {
    if (switches.interrupted()) throw failure(':start record fail, interrupted')
    const [stream] = await Promise.all([
      permission.openMicrophone(true),
      new Promise((resolve) => setTimeout(resolve, startDelayMs)),
    ])
    const frames = createFrameCutter(options.frameSizeBytes, events.frame.emit)
    const handlers = {
      onBytes: frames.push,
      onProgress() {
        if (take !== undefined && take.writer.durationMs() >= options.durationMs) void finish(take)
      },
    }
    try {
      const writer =
        switches.get('recorder') === 'webm'
          ? createWebmWriter(stream, handlers)
          : await createMp3Writer(stream, options, {
              ...handlers,
              isAhead: switches.get('sound') === 'ahead',
            })
      take = { options, stream, writer, frames, isPaused: false, isStopping: false }
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
      finished.frames.finish()
      const tempFilePath = files.writeTemporary(bytes, '.mp3')
      const duration = finished.writer.durationMs()
      take = undefined
      events.stop.emit({ tempFilePath, duration, fileSize: bytes.byteLength })
    } catch (error) {
      take = undefined
      report(error)
    } finally {
      closeMicrophone(finished.stream)
    }
  }
  function pause(): void {
    if (take === undefined || take.isPaused || take.isStopping) return
    take.isPaused = true
    take.writer.pause()
    setTimeout(() => events.pause.emit({}), 0)
  }

  switches.onInterruption((event) => {
    if (event === 'end') return events.interruptionEnd.emit({})
    events.interruptionBegin.emit({})
    // documented: the pause event follows this one
    pause()
  })
  let backgroundTimer: ReturnType<typeof setTimeout> | undefined
  onAppHide(() => {
    backgroundTimer = setTimeout(discard, backgroundMs)
  })
  onAppShow(() => clearTimeout(backgroundTimer))

  const manager = {
    start(rawOptions: Record<string, unknown> = {}): void {
      if (isStarting || take !== undefined) {
        return report(failure(":audio is recording, don't start record again"))
      }
      let options: RecorderOptions
      try {
        options = readRecorderOptions(rawOptions)
      } catch (error) {
        return report(error)
      }
      isStarting = true
      begin(options)
        .finally(() => {
          isStarting = false
        })
        .then(() => events.start.emit({}), report)
    },
    pause(): void {
      if (isStarting) return
      if (take === undefined || take.isPaused) return report(failure(':pause record fail'))
      pause()
    },
    resume(): void {
      if (isStarting) return
      if (take === undefined || !take.isPaused || switches.interrupted()) {
        return report(failure(':resume record fail'))
      }
      take.isPaused = false
      take.writer.resume()
      setTimeout(() => events.resume.emit({}), 0)
    },
    stop(): void {
      if (isStarting) return console.warn('simulator: stop() before onStart is lost, as reported for phones')
      if (take === undefined) return report(failure(":audio is stop, don't stop record again"))
      void finish(take)
    },
    onStart: events.start.on,
    onPause: events.pause.on,
    onResume: events.resume.on,
    onStop: events.stop.on,
    onError: events.error.on,
    onFrameRecorded: events.frame.on,
    onInterruptionBegin: events.interruptionBegin.on,
    onInterruptionEnd: events.interruptionEnd.on,
  }
  return {
    manager,
    /** Duration recorded in the current take; 0 without one. */
    recordedMs: () => take?.writer.durationMs() ?? 0,
  }
}
