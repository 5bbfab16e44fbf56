// The microphone → one checked MP3 recording a take, by wx.getRecorderManager.
import { AppError } from '../../core/errors'
import type { Clock, Recorder, Recording, Take, TakeHandlers } from '../../core/ports'
import { createLevelMeter } from '../../core/recording/levels'
import { createMp3Walker } from '../../core/recording/mp3'
import type { MicrophonePermission, PlatformFailure } from './microphone-permission'
import { readRecording } from './recording-file'
import type { RecordingFileWx } from './recording-file'

type Manager = Pick<
  WechatMiniprogram.RecorderManager,
  | 'start'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'onStart'
  | 'onPause'
  | 'onResume'
  | 'onStop'
  | 'onError'
  | 'onFrameRecorded'
  | 'onInterruptionBegin'
  | 'onInterruptionEnd'
>

/** The slice of `wx` that recording takes. */
export interface RecorderWx extends RecordingFileWx {
  getRecorderManager(): Manager
  setKeepScreenOn(option: { keepScreenOn: boolean; fail(): void }): void
}

export interface RecorderOptions {
  readonly clock: Clock
  readonly permission: Pick<MicrophonePermission, 'ask' | 'errorOf'>
  /** The recorder stops by itself then, and the take ends as if it had been stopped. */
  readonly recordingMaxMs: number
  /** Asked once a take, when it has stopped and before its file is touched. */
  nextId(): string
  /** Writes the MP3 of the recording `id` to its place in permanent storage; resolves with its path. Rejects with an AppError. */
  writeFrames(id: string, bytes: Uint8Array): Promise<string>
}

/** onStart comes some 300 ms after start; the phone's own dialog may stand in between, so this is long. */
const startGiveUpMs = 30_000
/**
 * A stop that nothing answers: the screen went off or the app was hidden, and the recording died without any
 * event (reported: xiaweiss/miniprogram-bug-report#205). May go when a device test shows that it can't happen.
 */
const stopGiveUpMs = 5_000

/** A timer this much overdue has slept. */
const sleepMs = 1_000

/** From `manager.start` to the event that ends it. `asking` comes before: the manager knows nothing of the run yet. */
type Phase = 'asking' | 'starting' | 'recording' | 'stopping'

interface Run {
  readonly handlers: TakeHandlers
  readonly walker: ReturnType<typeof createMp3Walker>
  readonly meter: ReturnType<typeof createLevelMeter>
  /** What was heard so far, should the recorder never hand over its file; at most some 700 kB. */
  readonly frames: Uint8Array[]
  phase: Phase
  isPaused: boolean
  isStopWanted: boolean
  /** What the recorder complained of, in case that no recording comes of it. */
  error: AppError | undefined
  /** Cancelled, or ended: its handlers are not called any more. */
  isSilent: boolean
  cancelTimer: () => void
}

/** Before it has, frames and stops can only be late ones of the run before. */
const hasStarted = (run: Run) => run.phase === 'recording' || run.phase === 'stopping'

const unanswered = (call: string) =>
  new AppError('recorder-failed', { message: `${call}() was never answered` })

/**
 * The manager is one global object without `off*()`: its listeners are registered at the first take, once a
 * launch, and speak to the run in hand. A take started while a cancelled one still ends waits for that.
 */
export function createRecorder(wx: RecorderWx, options: RecorderOptions): Recorder {
  const { clock, permission } = options
  let registered: Manager | undefined
  /** The run that the manager works for. */
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

  // ---- what the manager says

  function onStart() {
    const run = current
    if (run?.phase !== 'starting') {
      // a run that was given up has started after all: nobody wants its sound
      if (run === undefined || run.phase === 'asking') manager().stop()
      return
    }
    run.cancelTimer()
    run.phase = 'recording'
    keepScreenOn(true)
    // stop() before onStart is lost (reported: xiaweiss/miniprogram-bug-report#274), so it is done now
    if (run.isStopWanted || run.isSilent) stop(run)
    if (!run.isSilent) run.handlers.onStart()
  }

  function onPaused(run: Run) {
    if (run.phase !== 'recording' || run.isPaused) return
    run.isPaused = true
    keepScreenOn(false)
    run.handlers.onPause()
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
    if (run === undefined || run.isSilent || !hasStarted(run)) return
    const bytes = new Uint8Array(frame)
    run.frames.push(bytes)
    const levels = run.meter.feed(run.walker.feed(bytes))
    if (levels.length > 0) run.handlers.onLevels(levels)
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
    if (run.isSilent) return
    const file = { id: options.nextId(), filePath: tempFilePath }
    giveUpAfter(run, stopGiveUpMs, () => {
      const durationMs = Math.round(run.walker.durationMs())
      // the file is there, only its bytes are not to be had: what was heard live says what it holds
      if (durationMs > 0) report(run, { ...file, durationMs, sizeBytes: fileSize, levels: [] })
      else report(run, new AppError('recording-unreadable', { message: 'never read' }))
    })
    readRecording(wx, file, (result) => report(run, result))
  }

  function onError(failure: PlatformFailure) {
    const run = current
    // while the next one is still asking, it is about the run before
    if (run === undefined || run.phase === 'asking') return
    run.error ??= permission.errorOf(failure)
    // what was captured is kept where the recorder still hands it out
    if (run.phase === 'recording') stop(run)
    else fail(run, run.error)
  }

  // ---- what is done to the manager

  function begin(run: Run) {
    current = run
    run.phase = 'starting'
    isInterrupted = false
    isResumeWanted = false
    giveUpAfter(run, startGiveUpMs, () => fail(run, unanswered('start')))
    manager().start({
      duration: Math.min(options.recordingMaxMs, 600_000),
      sampleRate: 16000,
      numberOfChannels: 1,
      encodeBitRate: 48000,
      format: 'mp3',
      // kB, the smallest: 170 ms of sound, for the live bars
      frameSize: 1,
    })
  }

  function stop(run: Run) {
    run.phase = 'stopping'
    giveUpAfter(run, stopGiveUpMs, () => recoverFrames(run, unanswered('stop')))
    manager().stop()
  }

  /** The recorder died without handing over its file: what it handed over frame by frame is the take. */
  function recoverFrames(run: Run, error: AppError) {
    if (run.isSilent || run.frames.length === 0) return fail(run, error)
    leave(run)
    const id = options.nextId()
    giveUpAfter(run, stopGiveUpMs, () => report(run, error))
    options.writeFrames(id, joined(run.frames)).then(
      (filePath) => readRecording(wx, { id, filePath }, (result) => report(run, result)),
      () => report(run, error),
    )
  }

  function giveUpAfter(run: Run, delayMs: number, giveUp: () => void) {
    run.cancelTimer()
    const dueMs = clock.nowMs() + delayMs
    run.cancelTimer = clock.setTimer(delayMs, () => {
      // Hidden, JavaScript sleeps and wakes with its timers overdue, ahead of what the recorder has to say.
      if (clock.nowMs() - dueMs > sleepMs) giveUpAfter(run, delayMs, giveUp)
      else giveUp()
    })
  }

  /** The manager is free again. */
  function leave(run: Run) {
    if (current !== run) return
    current = undefined
    keepScreenOn(false)
    const next = waiting
    waiting = undefined
    if (next !== undefined) ask(next)
  }

  function fail(run: Run, error: AppError) {
    run.cancelTimer()
    leave(run)
    report(run, error)
  }

  /** The run's last word; one only. An earlier complaint of the recorder says more than a file that is empty. */
  function report(run: Run, result: Recording | AppError) {
    run.cancelTimer()
    if (run.isSilent) return
    run.isSilent = true
    if (result instanceof AppError) run.handlers.onError(run.error ?? result)
    else run.handlers.onStop(result)
  }

  function ask(run: Run) {
    current = run
    permission.ask().then(
      () => {
        if (run.isSilent) leave(run)
        else if (run.isStopWanted) fail(run, new AppError('recording-empty'))
        else begin(run)
      },
      (error: unknown) =>
        fail(run, error instanceof AppError ? error : new AppError('recorder-failed', { cause: error })),
    )
  }

  function keepScreenOn(isOn: boolean) {
    if (isOn === isScreenKeptOn) return
    isScreenKeptOn = isOn
    // refused (battery saver): recording goes on; without callbacks it would be an unhandled rejection
    wx.setKeepScreenOn({ keepScreenOn: isOn, fail: () => undefined })
  }

  return {
    start(handlers): Take {
      const run: Run = {
        handlers,
        walker: createMp3Walker(),
        meter: createLevelMeter(),
        frames: [],
        phase: 'asking',
        isPaused: false,
        isStopWanted: false,
        error: undefined,
        isSilent: false,
        cancelTimer: () => undefined,
      }
      // an asking that was cancelled holds nothing up: it may never be answered
      if (current === undefined || (current.isSilent && current.phase === 'asking')) ask(run)
      else if (current.isSilent && waiting === undefined) waiting = run
      else void Promise.resolve().then(() => report(run, new AppError('microphone-busy')))

      return {
        pause() {
          isResumeWanted = false
          if (current === run && run.phase === 'recording' && !run.isPaused) manager().pause()
        },
        resume() {
          if (current !== run || run.phase !== 'recording' || !run.isPaused) return
          // documented: recording works again only after onInterruptionEnd
          if (isInterrupted) isResumeWanted = true
          else manager().resume()
        },
        stop() {
          if (run.isSilent || run.isStopWanted) return
          run.isStopWanted = true
          if (current === run && run.phase === 'recording') stop(run)
        },
        cancel() {
          if (run.isSilent) return
          run.isSilent = true
          if (waiting === run) waiting = undefined
          if (current !== run) run.cancelTimer()
          else if (run.phase === 'recording') stop(run)
        },
      }
    },
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sumBytes, piece) => sumBytes + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
