// One short take with a pause, raw → everything that was seen of it.
import type { RawFailure, RawFormat } from '../../../core/device'
import { failureText, within, type World } from '../row'

interface SeenFrame {
  readonly sizeBytes: number
  /** After the frame before, or after the start; without the pause. */
  readonly gapMs: number
}

export interface Take {
  startedAfterMs: number | undefined
  readonly frames: SeenFrame[]
  wasPaused: boolean
  wasResumed: boolean
  framesInPause: number
  /** The time between start and stop, without the pause. */
  spokenMs: number
  stoppedAfterMs: number | undefined
  file: { readonly tempFilePath: string; readonly fileSize: number } | undefined
  failure: RawFailure | undefined
}

/** WeChat may ask for the microphone first. */
const startMaxMs = 30_000
const answerMaxMs = 5_000
/** Frames that the recorder still had when it was paused. */
const untilPausedMs = 400

export interface TakeSteps {
  readonly format: RawFormat
  /** Before the pause, and after it. */
  readonly speakMs: number
  /** 0 for none. */
  readonly pauseMs: number
}

/** Whatever is recorded is deleted at the end of the run. */
export async function record(world: World, { format, speakMs, pauseMs }: TakeSteps): Promise<Take> {
  const { clock, recorder } = world
  const seen: Take = {
    ...{ startedAfterMs: undefined, frames: [], wasPaused: false, wasResumed: false, framesInPause: 0 },
    ...{ spokenMs: 0, stoppedAfterMs: undefined, file: undefined, failure: undefined },
  }
  const now = () => clock.monotonicMs()
  let sinceMs = now()
  let silentFromMs = Infinity
  let next = (): void => undefined
  /** The next event that `record` waits for, or an error. */
  const event = (limitMs: number) => within(world, limitMs, new Promise<void>((resolve) => (next = resolve)))

  let isEnded = false
  world.atEnd(() => {
    if (!isEnded) recorder.stop()
  })
  const startedMs = now()
  const starting = event(startMaxMs)
  recorder.start(format, {
    onStart() {
      sinceMs = now()
      seen.startedAfterMs = sinceMs - startedMs
      next()
    },
    onPause() {
      seen.wasPaused = true
      next()
    },
    onResume() {
      seen.wasResumed = true
      next()
    },
    onFrame(sizeBytes) {
      if (now() > silentFromMs) seen.framesInPause += 1
      else seen.frames.push({ sizeBytes, gapMs: now() - sinceMs })
      sinceMs = now()
    },
    onStop(file) {
      isEnded = true
      seen.file = file
      world.atEnd(() => void world.files.remove(file.tempFilePath).catch(() => undefined))
      next()
    },
    onError(failure) {
      seen.failure ??= failure
      next()
    },
  })
  await starting
  if (seen.startedAfterMs === undefined) {
    isEnded = seen.failure !== undefined
    return seen
  }

  let fromMs = now()
  await world.pause(speakMs)
  if (pauseMs > 0) {
    const pausing = event(answerMaxMs)
    recorder.pause()
    await pausing
    seen.spokenMs += now() - fromMs
    silentFromMs = now() + untilPausedMs
    await world.pause(pauseMs)
    const resuming = event(answerMaxMs)
    recorder.resume()
    await resuming
    silentFromMs = Infinity
    sinceMs = fromMs = now()
    await world.pause(speakMs)
  }
  seen.spokenMs += now() - fromMs

  const stopMs = now()
  const stopping = event(answerMaxMs)
  recorder.stop()
  await stopping
  if (seen.file) seen.stoppedAfterMs = now() - stopMs
  return seen
}

/** Why there is nothing to judge; null if there is. */
export function whyNothing({ startedAfterMs, failure }: Take): string | null {
  if (failure) return failureText(failure)
  return startedAfterMs === undefined ? 'neither onStart nor onError' : null
}
