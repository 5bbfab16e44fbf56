// All attempts → the takes of one question, and how long its next take should be.
import type { AttemptSummary } from '../attempts/attempt-summary'
import type { GuideZone } from '../recording/pace'

/**
 * Said again at once, in less time: four minutes, then three, then two. Arevart and Nation, Fluency improvement in a second
 * language, RELC Journal 22 (1), 1991.
 */
const shares = [1, 3 / 4, 2 / 4] as const

/** After this many, the next question is offered first. */
export const takesInSitting = shares.length

/** A longer break, and the question is said afresh. */
const breakMaxMs = 30 * 60_000

/** One take of a question, said or still to be said. */
export interface PlannedTake {
  /** From 1 in each sitting. */
  readonly number: number
  /** Its own guide zone. */
  readonly zone: GuideZone
}

/** Oldest first. @param attempts newest first, as in `AttemptLog.list` */
export function takesOf(questionId: string, attempts: readonly AttemptSummary[]): readonly AttemptSummary[] {
  return attempts.filter(({ question }) => question?.id === questionId).reverse()
}

/**
 * The take of the question at `atMs`, after those before it. A take that was never sent is not counted: it was redone.
 * Takes shorter than the student's guide zone do not shorten it.
 */
export function plannedTake(
  questionId: string,
  attempts: readonly AttemptSummary[],
  atMs: number,
  guideZone: GuideZone,
): PlannedTake {
  const before = takesOf(questionId, attempts).filter(({ createdAtMs }) => createdAtMs < atMs)
  const sent = sittingAt(before, atMs).filter(({ status }) => status !== 'recorded')
  const firstLong = sent.findIndex(({ durationMs }) => durationMs >= guideZone.startMs)
  const first = sent[firstLong]
  const number = sent.length + 1
  if (!first) return { number, zone: guideZone }
  const share = shares[sent.length - firstLong] ?? shares[shares.length - 1] ?? 1
  return { number, zone: shortened(guideZone, Math.min(first.durationMs, guideZone.endMs) * share) }
}

/** The last of the takes, as far back as there was no long break. */
function sittingAt(takes: readonly AttemptSummary[], atMs: number): readonly AttemptSummary[] {
  const start = takes.reduceRight((laterAt, { createdAtMs }, at) => {
    const laterMs = takes[laterAt]?.createdAtMs ?? atMs
    return laterAt === at + 1 && laterMs - createdAtMs <= breakMaxMs ? at : laterAt
  }, takes.length)
  return takes.slice(start)
}

/** In whole seconds, which are shown. */
function shortened({ startMs, endMs }: GuideZone, longestMs: number): GuideZone {
  const secondMs = 1000
  return {
    startMs: Math.floor((startMs / endMs) * (longestMs / secondMs)) * secondMs,
    endMs: Math.ceil(longestMs / secondMs) * secondMs,
  }
}
