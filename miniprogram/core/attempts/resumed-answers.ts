// Answers that a killed launch left half-way → asked for again where the service keeps them, and stored to their end.
import { createAnswerStream } from '../answer/answer-stream'
import { joinAnswer } from '../answer/answer-text'
import type { Clock, Transport } from '../ports'
import { openExchange } from '../session/running-exchange'
import type { SessionLimits } from '../session/session-runner'
import type { SessionEvent } from '../session/session-state'
import { ended, latestOf } from './attempt'
import type { AttemptLog } from './attempt-log'
import type { Uploads } from './uploads'

interface ResumeParts {
  readonly log: Pick<AttemptLog, 'get' | 'update'>
  readonly clock: Clock
  readonly transport: Transport
  readonly limits: SessionLimits
  readonly uploads: Pick<Uploads, 'release'>
  readonly service: {
    /** For how long it keeps an answer after it was asked for; 0 if it keeps none, and is then asked for nothing. */
    readonly keptMs: number
  }
}

/** Without a connection nothing is sent, so trying costs nothing; in between, other exchanges can have theirs. */
const offlineWaitMs = 2_000

const isEnding = ({ type }: SessionEvent): boolean =>
  type === 'exchange-ended' || type === 'exchange-failed' || type === 'idle-timeout'

/** One after another. Resolves to the ids of those that are complete now; the others keep what has come. Never rejects. */
export function createResume(parts: ResumeParts): (ids: readonly string[]) => Promise<readonly string[]> {
  return (ids) => {
    const resumed: string[] = []
    const resumeNext = (before: Promise<void>, id: string): Promise<void> =>
      before.then(() => resume(parts, id)).then((isWhole) => void (isWhole && resumed.push(id)))
    return ids.reduce(resumeNext, Promise.resolve()).then(() => resumed)
  }
}

function resume(parts: ResumeParts, id: string): Promise<boolean> {
  const { log, uploads, service, clock, limits } = parts
  const attempt = service.keptMs > 0 ? log.get(id) : null
  const before = attempt && latestOf(attempt.answers)
  // a logid is the time at which it was asked for
  if (before?.status !== 'interrupted' || clock.nowMs() - Number(before.logid) >= service.keptMs) {
    return Promise.resolve(false)
  }
  const { logid } = before
  const answer = createAnswerStream(limits)
  return new Promise((resolve) => {
    const exchange = openExchange({
      ...parts,
      run: 0,
      request: { logid, recording: null },
      answer,
      received: () => undefined,
      dispatch(event) {
        if (!isEnding(event)) return
        exchange.close()
        if (event.type === 'exchange-failed' && event.error.detail.isUnsent) {
          clock.setTimer(offlineWaitMs, () => resolve(resume(parts, id)))
          return
        }
        const isWhole = event.type === 'exchange-ended' && event.outcome === 'done'
        const text = joinAnswer(answer.text)
        const status = isWhole ? 'done' : 'interrupted'
        try {
          if (isWhole || text.length > before.text.length)
            log.update(id, ended(logid, { status, text, error: null }))
          if (isWhole) uploads.release([id])
          resolve(isWhole)
        } catch {
          // no room for it
          resolve(false)
        }
      },
    })
  })
}
