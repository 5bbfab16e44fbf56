// The microphone → one checked MP3 recording per take, through wx.getRecorderManager.
import { AppError, toAppError } from '../../core/errors'
import type { Clock, Recorder, RecordingFiles, Take } from '../../core/ports'
import { readSound } from '../../core/recording/read-sound'
import type { MicrophonePermission, PlatformFailure } from './microphone-permission'
import { createRecorderRun, type RecorderRun as Run } from './recorder-run'
import type { Manager } from './shared-manager'

/** The part of `wx` that is used. */
export interface RecorderWx {
  getRecorderManager(): Manager
  setKeepScreenOn(option: { keepScreenOn: boolean; fail(): void }): void
}

interface RecorderOptions {
  readonly clock: Clock
  readonly permission: Pick<MicrophonePermission, 'ask' | 'errorOf'>
  /** After this the recorder stops, and the take ends as if it had been stopped. */
  readonly recordingMaxMs: number
  /** Called once per take, when it has stopped and before its file is touched. */
  nextId(): string
  readonly files: Pick<RecordingFiles, 'read' | 'write'>
}

/** What the recorder is asked for, but the duration. */
export const soundOptions = {
  sampleRate: 16000,
  numberOfChannels: 1,
  encodeBitRate: 48000,
  format: 'mp3',
  // kB, the smallest: 170 ms of sound, for the live bars
  frameSize: 1,
} as const

/** onStart comes some 300 ms after start; this is long because the phone may show a dialog in between. */
const startGiveUpMs = 30_000
/**
 * For a stop without an answer: when the screen goes off or the app is hidden, the recorder may die without an event
 * (reported: xiaweiss/miniprogram-bug-report#205). Remove this if a device test shows that it can't happen.
 */
const stopGiveUpMs = 5_000

/** Until then, frame and stop events belong to the previous run. */
const hasStarted = (run: Run) => run.phase === 'recording' || run.phase === 'stopping'

const unanswered = (call: string) =>
  new AppError('recorder-failed', { message: `${call}() was never answered` })

/**
 * The manager is one global object without `off*()`: its listeners are registered once, at the first take, and pass
 * events to the current run. A take started while a cancelled one is still ending waits for it.
 */
export function createRecorder(wx: RecorderWx, options: RecorderOptions): Recorder {
  const { clock, permission } = options
  let registered: Manager | undefined
  /** The run that the manager's events belong to. */
  let current: Run | undefined
  let waiting: Run | undefined
  let isScreenKeptOn = false
  let isInterrupted = false
  let isResumeWanted = false

  const manager = () => (registered ??= register(wx.getRecorderManager()))

  function register(created: Manager): Manager {
    created.onStart(onStart)
    created.onPause(() => current && onPaused(current))
    created.onResume(onResume)
    created.onFrameRecorded(({ frameBuffer }) => onFrame(frameBuffer))
    created.onInterruptionBegin(onInterruptionBegin)
    created.onInterruptionEnd(onInterruptionEnd)
    created.onStop(onStop)
    created.onError(onError)
    return created
  }

  // ---- events of the manager

  function onStart() {
    const run = current
    if (run?.phase !== 'starting') {
      // a run that was given up has started after all: stop it
      if (run === undefined || run.phase === 'asking') manager().stop()
      return
    }
    run.cancelTimer()
    run.phase = 'recording'
    keepScreenOn(true)
    // stop() before onStart is ignored (reported: xiaweiss/miniprogram-bug-report#274), so it is called now
    if (run.isStopWanted || run.isDetached) stop(run)
    if (!run.isDetached) run.handlers.onStart()
  }

  function onPaused(run: Run) {
    if (run.phase !== 'recording' || run.isPaused) return
    run.isPaused = true
    keepScreenOn(false)
    run.handlers.onPause(isInterrupted)
  }

  function onResume() {
    const run = current
    if (run?.phase !== 'recording' || !run.isPaused) return
    run.isPaused = false
    keepScreenOn(true)
    run.handlers.onResume()
  }

  function onFrame(frame: ArrayBuffer) {
    const run = current
    if (run === undefined || run.isDetached || !hasStarted(run)) return
    run.hear(new Uint8Array(frame))
  }

  function onInterruptionBegin() {
    isInterrupted = true
    isResumeWanted = false
    if (current !== undefined) onPaused(current)
  }

  function onInterruptionEnd() {
    isInterrupted = false
    if (isResumeWanted && current?.phase === 'recording') manager().resume()
    isResumeWanted = false
  }

  function onStop({ tempFilePath, fileSize }: { tempFilePath: string; fileSize: number }) {
    const run = current
    if (run === undefined || !hasStarted(run)) return
    run.cancelTimer()
    leave(run)
    if (run.isDetached) return
    const id = options.nextId()
    if (tempFilePath === '') {
      return recoverFrames(run, new AppError('recording-empty', { message: 'no file' }), id)
    }
    run.giveUpAfter(stopGiveUpMs, () => {
      const sound = readSound(run.frames())
      // the file is there but cannot be read in time: describe it by the frames received
      if (sound instanceof AppError)
        run.report(new AppError('recording-unreadable', { message: 'never read' }))
      else run.report({ id, filePath: tempFilePath, ...sound, sizeBytes: fileSize })
    })
    options.files.read(tempFilePath).then(
      (bytes) => {
        const sound = readSound(bytes)
        if (sound instanceof AppError) recoverFrames(run, sound, id)
        else run.report({ id, filePath: tempFilePath, ...sound })
      },
      (error: unknown) => recoverFrames(run, toAppError(error, 'recording-unreadable'), id),
    )
  }

  function onError(failure: PlatformFailure) {
    const run = current
    // while a run is still asking, errors belong to the previous one
    if (run === undefined || run.phase === 'asking') return
    run.error ??= permission.errorOf(failure)
    // stop saves what was captured: from the recorder's file if it delivers one, else from the frames
    if (run.phase === 'recording') stop(run)
    else giveUp(run, run.error)
  }

  // ---- calls to the manager

  function begin(run: Run) {
    current = run
    run.phase = 'starting'
    isInterrupted = false
    isResumeWanted = false
    run.giveUpAfter(startGiveUpMs, () => giveUp(run, unanswered('start')))
    manager().start({
      duration: Math.min(options.recordingMaxMs, 600_000),
      ...soundOptions,
    })
  }

  function stop(run: Run) {
    run.phase = 'stopping'
    run.giveUpAfter(stopGiveUpMs, () => giveUp(run, unanswered('stop')))
    manager().stop()
  }

  /** No more events are expected for this run. */
  function giveUp(run: Run, error: AppError) {
    run.cancelTimer()
    leave(run)
    recoverFrames(run, error)
  }

  /** Without a usable file, the frames received become the recording; if there are none, reports `error`. */
  function recoverFrames(run: Run, error: AppError, givenId?: string) {
    if (run.isDetached) return
    const bytes = run.frames()
    const sound = readSound(bytes)
    if (sound instanceof AppError) return run.report(error)
    const id = givenId ?? options.nextId()
    run.giveUpAfter(stopGiveUpMs, () => run.report(error))
    options.files.write(id, bytes).then(
      (filePath) => run.report({ id, filePath, ...sound }),
      () => run.report(error),
    )
  }

  /** The manager is free for the next run. */
  function leave(run: Run) {
    if (current !== run) return
    current = undefined
    keepScreenOn(false)
    const next = waiting
    waiting = undefined
    if (next !== undefined) ask(next)
  }

  function ask(run: Run) {
    current = run
    permission.ask().then(
      () => {
        if (run.isDetached) leave(run)
        else if (run.isStopWanted) giveUp(run, new AppError('recording-empty'))
        else begin(run)
      },
      (error: unknown) => giveUp(run, toAppError(error, 'recorder-failed')),
    )
  }

  function keepScreenOn(isOn: boolean) {
    if (isOn === isScreenKeptOn) return
    isScreenKeptOn = isOn
    // may fail (battery saver): recording continues; without callbacks it would be an unhandled rejection
    wx.setKeepScreenOn({ keepScreenOn: isOn, fail: () => undefined })
  }

  return {
    start(handlers): Take {
      const run = createRecorderRun(clock, handlers)
      // don't wait for a cancelled run that is still asking: it may never be answered
      if (current === undefined || (current.isDetached && current.phase === 'asking')) ask(run)
      else if (current.isDetached && waiting === undefined) waiting = run
      else void Promise.resolve().then(() => run.report(new AppError('microphone-busy')))

      return {
        pause() {
          isResumeWanted = false
          if (current === run && run.phase === 'recording' && !run.isPaused) manager().pause()
        },
        resume() {
          if (current !== run || run.phase !== 'recording' || !run.isPaused) return
          // documented: recording is possible again only after onInterruptionEnd
          if (isInterrupted) isResumeWanted = true
          else manager().resume()
        },
        stop() {
          if (run.isDetached || run.isStopWanted) return
          run.isStopWanted = true
          if (current === run && run.phase === 'recording') stop(run)
        },
        cancel() {
          if (run.isDetached) return
          run.isDetached = true
          if (waiting === run) waiting = undefined
          if (current !== run) run.cancelTimer()
          else if (run.phase === 'recording') stop(run)
        },
      }
    },
  }
}
