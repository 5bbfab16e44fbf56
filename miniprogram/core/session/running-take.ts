// Events of the recorder → the session's events, and the time recorded so far.
import { AppError } from '../errors'
import type { Clock, Recorder, Recording, Take } from '../ports'
import type { AskedQuestion } from '../questions/question'
import { createLevelQueue } from '../recording/level-queue'
import type { SessionEvent } from './session-state'

/** Saves recordings and reports what becomes of them. */
export interface SavedRecordings {
  /**
   * Moves a recording out of temporary storage and logs its attempt. Never rejects: with `error`, it lasts for this
   * launch only.
   */
  save(question: AskedQuestion | null, recording: Recording): Promise<SavedRecording>
  /** Deletes a recording and its attempt. Never throws: what could not be deleted stays in the history. */
  remove(id: string): void
  /** Calls `listener` with every recording whose file was moved; returns a function to unsubscribe. */
  onMoved(listener: (recording: Recording, error: AppError | null) => void): () => void
  /** Calls `listener` with the ids of deleted recordings; returns a function to unsubscribe. */
  onRemoved(listener: (ids: readonly string[]) => void): () => void
}

export interface SavedRecording {
  readonly recording: Recording
  readonly error: AppError | null
}

interface RunningTakeParts {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly recordings: Pick<SavedRecordings, 'save'>
  readonly run: number
  readonly question: AskedQuestion | null
  /** False once the take was cancelled or has ended: further events of its recorder are ignored. */
  isCurrent(): boolean
  dispatch(event: SessionEvent): void
}

const elapsedEveryMs = 100
/** A file system that responds at all does so in less than a second; a take must not wait for one that doesn't. */
const saveMaxMs = 10_000

export function startTake(parts: RunningTakeParts): Take {
  const { clock, recorder, recordings, run, question, isCurrent, dispatch } = parts
  let liveMs = 0
  let liveSinceMs: number | null = null
  let cancelTick = (): void => undefined
  const levelQueue = createLevelQueue()

  const elapsedMs = (): number => liveMs + (liveSinceMs === null ? 0 : clock.monotonicMs() - liveSinceMs)
  const reportElapsed = (): void => {
    const atMs = elapsedMs()
    dispatch({ type: 'take-elapsed', run, elapsedMs: atMs, levels: levelQueue.take(atMs) })
  }
  const tick = (): void => {
    cancelTick = clock.setTimer(elapsedEveryMs, tick)
    reportElapsed()
  }
  const stopTicking = (): void => {
    cancelTick()
    liveMs = elapsedMs()
    liveSinceMs = null
  }
  const startTicking = (): void => {
    stopTicking()
    liveSinceMs = clock.monotonicMs()
    cancelTick = clock.setTimer(elapsedEveryMs, tick)
  }

  function save(recording: Recording): void {
    let isWaiting = true
    const cancelLimit = clock.setTimer(saveMaxMs, () => {
      isWaiting = false
      dispatch({ type: 'take-saved', run, recording, error: new AppError('recording-unkept') })
    })
    void recordings.save(question, recording).then((saved) => {
      cancelLimit()
      if (isWaiting) dispatch({ type: 'take-saved', run, ...saved })
      else dispatch({ type: 'recording-moved', ...saved })
    })
  }

  const take = recorder.start({
    onStart() {
      if (!isCurrent()) return
      startTicking()
      dispatch({ type: 'take-started', run })
    },
    onPause(isInterrupted) {
      if (!isCurrent()) return
      stopTicking()
      reportElapsed()
      dispatch({ type: 'take-paused', run, isInterrupted })
    },
    onResume() {
      if (!isCurrent()) return
      startTicking()
      dispatch({ type: 'take-resumed', run })
    },
    onLevels: (levels) => levelQueue.add(levels, elapsedMs()),
    onStop(recording) {
      if (!isCurrent()) return
      stopTicking()
      dispatch({ type: 'take-stopping', run })
      save(recording)
    },
    onError(error) {
      if (!isCurrent()) return
      stopTicking()
      dispatch({ type: 'take-failed', run, error })
    },
  })

  return {
    ...take,
    cancel() {
      cancelTick()
      take.cancel()
    },
  }
}
