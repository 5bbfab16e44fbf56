// An attempt in the log → one POST by a session of its own → its end.
import { isHalfWay } from '../attempts/attempt'
import type { AttemptLog } from '../attempts/attempt-log'
import type { AttemptSessionOptions } from '../attempts/attempt-session'
import type { PracticeSession } from '../session/session-runner'
import type { SessionState } from '../session/session-state'
import type { AnswerQueueParts } from './answer-queue'

export interface AttemptSenderParts {
  readonly attempts: Pick<AttemptLog, 'get'>
  openSession(options: AttemptSessionOptions): PracticeSession
  /** What became of an answer could not be stored. */
  onUnwritten(): void
}

export function createAttemptSender(parts: AttemptSenderParts): AnswerQueueParts['send'] {
  return (attemptId, onEnd) => {
    const attempt = parts.attempts.get(attemptId)
    const canBeSent = attempt?.recording && !isHalfWay(attempt.status)
    if (!canBeSent) {
      onEnd('over')
      return () => undefined
    }
    const session = parts.openSession({ attempt, onUnwritten: () => parts.onUnwritten() })
    const unsubscribe = session.subscribe((state) => {
      if (state.phase !== 'recorded' && state.phase !== 'ended') return
      close()
      onEnd(wasTaken(state) ? 'taken' : 'over')
    })
    function close(): void {
      unsubscribe()
      session.leave()
    }
    session.send()
    return close
  }
}

/** By another page, or by WeChat. Leaving has no error, and nobody leaves a session but its sender. */
function wasTaken(state: SessionState): boolean {
  return 'error' in state && state.error?.code === 'interrupted'
}
