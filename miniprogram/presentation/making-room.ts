// All attempts → the ways to make room, the gentlest first. Nothing is deleted here.
import type { AttemptSummary } from '../core/attempts/attempt-summary'
import type { StorageUsage } from '../core/ports'
import { startOfDayBeforeMs } from '../i18n/day'
import { isHalfWay } from '../core/attempts/attempt'

export interface WayToMakeRoom {
  /** `audio`: the words stay. */
  readonly kind: 'audio' | 'attempts' | 'everything'
  /** Only what is older than so many days; 0 for all. */
  readonly olderThanDays: number
  readonly ids: readonly string[]
  /** Of the recordings that would go. */
  readonly sizeBytes: number
}

const ages = [30, 7, 0] as const
const nearlyFullShare = 0.8

/** Ways that would free nothing, or just what the one before frees, are left out. At most six: WeChat shows no more. */
export function waysToMakeRoom(attempts: readonly AttemptSummary[], nowMs: number): WayToMakeRoom[] {
  // what is being sent right now is left alone
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

/** Audio older than the student wants to keep it, or null when there is none. */
export function oldAudio(
  attempts: readonly AttemptSummary[],
  nowMs: number,
  olderThanDays: 7 | 30,
): WayToMakeRoom | null {
  const ways = waysToMakeRoom(attempts, nowMs).filter(({ kind }) => kind === 'audio')
  // a way that frees just what a gentler one frees is not listed
  return ways.filter((way) => way.olderThanDays >= olderThanDays).pop() ?? null
}

export function isNearlyFull({ usedBytes, limitBytes }: StorageUsage): boolean {
  return usedBytes >= limitBytes * nearlyFullShare
}

function sizeOf(attempts: readonly AttemptSummary[]): number {
  return attempts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}
