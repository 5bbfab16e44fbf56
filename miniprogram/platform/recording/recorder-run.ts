// One take inside the recorder: what was heard of it, how long it is waited for, and its last word.
import { AppError } from '../../core/errors'
import type { Clock, Recording, TakeHandlers } from '../../core/ports'
import { createLevelMeter } from '../../core/recording/levels'
import { createMp3Walker } from '../../core/recording/mp3'

/** From `manager.start` to the event that ends it. `asking` comes before: the manager knows nothing of the run yet. */
type Phase = 'asking' | 'starting' | 'recording' | 'stopping'

export interface RecorderRun {
  readonly handlers: TakeHandlers
  phase: Phase
  isPaused: boolean
  isStopWanted: boolean
  /** What the recorder complained of, in case that no recording comes of it. */
  error: AppError | undefined
  /** Cancelled, or ended: its handlers are not called any more. */
  isDetached: boolean
  /** Frame by frame what the recorder has captured, should it never hand over its file; tells the levels. */
  hear(frame: Uint8Array): void
  /** All that was heard; at most some 700 kB. */
  frames(): Uint8Array
  /** Calls `giveUp` when nothing has cancelled it in time; one limit at a time. */
  giveUpAfter(delayMs: number, giveUp: () => void): void
  cancelTimer(): void
  /** Its last word; one only. An earlier complaint of the recorder says more than a file that is empty. */
  report(result: Recording | AppError): void
}

/** A timer this much overdue has slept. */
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
        // hidden, JavaScript sleeps and wakes with its timers overdue, ahead of what the recorder has to say
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
