// All attempts → ways to make room, the gentlest first. Deletes nothing itself.
import type { AttemptSummary } from '../core/attempts/attempt-summary'
import type { StorageUsage } from '../core/ports'
import { startOfDayBeforeMs } from '../i18n/day'
import { isHalfWay } from '../core/attempts/attempt'

export interface WayToMakeRoom {
  /** `audio`: texts are kept. */
  readonly kind: 'audio' | 'attempts' | 'everything'
  /** Only attempts older than this; 0 for all. */
  readonly olderThanDays: number
  readonly ids: readonly string[]
  /** Size of the recordings to be deleted. */
  readonly sizeBytes: number
}

const ages = [30, 7, 0] as const
const nearlyFullShare = 0.8

/** Omits ways that would free nothing, or no more than the one before. At most six, WeChat's limit for a sheet. */
export function waysToMakeRoom(attempts: readonly AttemptSummary[], nowMs: number): WayToMakeRoom[] {
  // leaves alone what is being sent right now
  const settled = attempts.filter(({ status }) => !isHalfWay(status))
  const olderThan = (days: number): readonly AttemptSummary[] => {
    const beforeMs = startOfDayBeforeMs(nowMs, days)
    return days === 0 ? settled : settled.filter(({ createdAtMs }) => createdAtMs < beforeMs)
  }
  const ways: WayToMakeRoom[] = []
  for (const kind of ['audio', 'attempts'] as const) {
    let before = 0
    for (const olderThanDays of kind === 'audio' ? ages : ages.slice(0, 2)) {
      const old = olderThan(olderThanDays)
      const chosen = kind === 'audio' ? old.filter(({ audio }) => audio !== 'none') : old
      if (chosen.length <= before) continue
      before = chosen.length
      ways.push({ kind, olderThanDays, ids: chosen.map(({ id }) => id), sizeBytes: sizeOf(chosen) })
    }
  }
  const ids = attempts.map(({ id }) => id)
  return [...ways, { kind: 'everything', olderThanDays: 0, ids, sizeBytes: sizeOf(attempts) }]
}

/** Audio older than the student wants to keep; null if there is none. */
export function oldAudio(
  attempts: readonly AttemptSummary[],
  nowMs: number,
  olderThanDays: 7 | 30,
): WayToMakeRoom | null {
  const ways = waysToMakeRoom(attempts, nowMs).filter(({ kind }) => kind === 'audio')
  // a gentler way may stand for it: ways that free the same are listed once
  return ways.filter((way) => way.olderThanDays >= olderThanDays).pop() ?? null
}

export function isNearlyFull({ usedBytes, limitBytes }: StorageUsage): boolean {
  return usedBytes >= limitBytes * nearlyFullShare
}

function sizeOf(attempts: readonly AttemptSummary[]): number {
  return attempts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
