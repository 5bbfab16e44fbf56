// An attempt in the log → one POST, by its own session → its end.
import { isHalfWay } from '../attempts/attempt'
import type { AttemptLog } from '../attempts/attempt-log'
import type { AttemptSessionOptions } from '../attempts/attempt-session'
import type { PracticeSession } from '../session/session-runner'

interface AttemptSenderParts {
  readonly attempts: Pick<AttemptLog, 'get'>
  openSession(options: AttemptSessionOptions): PracticeSession
  /** The answer could not be stored. */
  onUnwritten(): void
}

/**
 * Calls `onEnd` once, now or later. The returned function closes the exchange; nothing is called after that.
 * An attempt that cannot be sent, or is already being sent, ends at once. `isInterrupted`: by another page's exchange
 * or by WeChat.
 */
type SendAttempt = (attemptId: string, onEnd: (isInterrupted: boolean) => void) => () => void

export function createAttemptSender({ attempts, openSession, onUnwritten }: AttemptSenderParts): SendAttempt {
  return (attemptId, onEnd) => {
    const attempt = attempts.get(attemptId)
    if (!attempt?.recording || isHalfWay(attempt.status)) {
      onEnd(false)
      return () => undefined
    }
    const session = openSession({ attempt, onUnwritten })
    const unsubscribe = session.subscribe((state) => {
      if (state.phase !== 'recorded' && state.phase !== 'ended') return
      close()
      onEnd(state.error?.code === 'interrupted')
    })
    function close(): void {
      unsubscribe()
      session.leave()
    }
    session.send()
    return close
  }
}
