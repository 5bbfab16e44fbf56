// One take inside the recorder: the frames received, its time limit, and its result.
import { AppError } from '../../core/errors'
import type { Clock, Recording, TakeHandlers } from '../../core/ports'
import { createLevelMeter } from '../../core/recording/levels'
import { createMp3Walker } from '../../core/recording/mp3'

/** `asking`: for permission, before `manager.start`. The others follow the manager's events. */
type Phase = 'asking' | 'starting' | 'recording' | 'stopping'

export interface RecorderRun {
  readonly handlers: TakeHandlers
  phase: Phase
  isPaused: boolean
  isStopWanted: boolean
  /** The recorder's first error, reported if there is no recording. */
  error: AppError | undefined
  /** Cancelled or ended: its handlers are no longer called. */
  isDetached: boolean
  /** Keeps a frame, in case the recorder never delivers its file, and reports the levels. */
  hear(frame: Uint8Array): void
  /** All frames received; at most some 700 kB. */
  frames(): Uint8Array
  /** Calls `giveUp` unless cancelled in time. One limit at a time. */
  giveUpAfter(delayMs: number, giveUp: () => void): void
  cancelTimer(): void
  /** The result of the take; only the first counts. An earlier error of the recorder replaces `result`'s error. */
  report(result: Recording | AppError): void
}

/** A timer this much overdue means that the app was asleep. */
const sleepMs = 1_000

export function createRecorderRun(clock: Clock, handlers: TakeHandlers): RecorderRun {
  const walker = createMp3Walker()
  const meter = createLevelMeter()
  const frames: Uint8Array[] = []
  let cancelTimer = (): void => undefined

  const run: RecorderRun = {
    handlers,
    phase: 'asking',
    isPaused: false,
    isStopWanted: false,
    error: undefined,
    isDetached: false,
    hear(frame) {
      frames.push(frame)
      const levels = meter.feed(walker.feed(frame))
      if (levels.length > 0) handlers.onLevels(levels)
    },
    frames: () => joined(frames),
    giveUpAfter(delayMs, giveUp) {
      cancelTimer()
      const dueMs = clock.monotonicMs() + delayMs
      cancelTimer = clock.setTimer(delayMs, () => {
        // in a hidden app JavaScript sleeps; on waking, overdue timers fire before the recorder's events arrive
        if (clock.monotonicMs() - dueMs > sleepMs) run.giveUpAfter(delayMs, giveUp)
        else giveUp()
      })
    },
    cancelTimer: () => cancelTimer(),
    report(result) {
      cancelTimer()
      if (run.isDetached) return
      run.isDetached = true
      if (result instanceof AppError) handlers.onError(run.error ?? result)
      else handlers.onStop(result)
    },
  }
  return run
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
