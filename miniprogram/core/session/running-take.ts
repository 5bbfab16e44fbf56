// The recorder's handlers → the session's events, and the time that has been spoken.
import { AppError } from '../errors'
import type { Clock, Recorder, Recording, Take } from '../ports'
import type { AskedQuestion } from '../questions/question'
import type { SessionEvent } from './session-state'

/** Where recordings are saved, and what becomes of them there. */
export interface SavedRecordings {
  /**
   * Moves a recording out of temporary storage and writes it down, before anything else can happen to it. Never
   * rejects: with `error` it lasts for this launch only.
   */
  save(question: AskedQuestion | null, recording: Recording): Promise<SavedRecording>
  /** Calls `listener` with every recording whose file lies somewhere else now; returns how to stop that. */
  onMoved(listener: (recording: Recording, error: AppError | null) => void): () => void
  /** Calls `listener` with the ids of recordings that were deleted; returns how to stop that. */
  onRemoved(listener: (ids: readonly string[]) => void): () => void
}

export interface SavedRecording {
  readonly recording: Recording
  readonly error: AppError | null
}

export interface RunningTakeParts {
  readonly clock: Clock
  readonly recorder: Recorder
  readonly recordings: Pick<SavedRecordings, 'save'>
  readonly run: number
  readonly question: AskedQuestion | null
  /** False once the take was left: what it still says changes nothing. */
  isCurrent(): boolean
  dispatch(event: SessionEvent): void
}

const elapsedEveryMs = 100
/** Files that answer at all do it in less than a second; a take must not wait for those that don't. */
const saveGiveUpMs = 10_000

export function startTake(parts: RunningTakeParts): Take {
  const { clock, recorder, recordings, run, question, isCurrent, dispatch } = parts
  let liveMs = 0
  let liveSinceMs: number | null = null
  let cancelTick = (): void => undefined

  const elapsedMs = (): number => liveMs + (liveSinceMs === null ? 0 : clock.monotonicMs() - liveSinceMs)
  const tell = (): void => dispatch({ type: 'take-elapsed', run, elapsedMs: elapsedMs() })
  const tick = (): void => {
    cancelTick = clock.setTimer(elapsedEveryMs, tick)
    tell()
  }
  const hold = (): void => {
    cancelTick()
    liveMs = elapsedMs()
    liveSinceMs = null
  }
  const live = (): void => {
    hold()
    liveSinceMs = clock.monotonicMs()
    cancelTick = clock.setTimer(elapsedEveryMs, tick)
  }

  function save(recording: Recording): void {
    let isWaiting = true
    const cancelLimit = clock.setTimer(saveGiveUpMs, () => {
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
      live()
      dispatch({ type: 'take-started', run })
    },
    onPause() {
      if (!isCurrent()) return
      hold()
      tell()
      dispatch({ type: 'take-paused', run })
    },
    onResume() {
      if (!isCurrent()) return
      live()
      dispatch({ type: 'take-resumed', run })
    },
    onLevels: (levels) => dispatch({ type: 'take-levels', run, levels }),
    onStop(recording) {
      if (!isCurrent()) return
      hold()
      dispatch({ type: 'take-stopping', run })
      save(recording)
    },
    onError(error) {
      if (!isCurrent()) return
      hold()
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
