// A day of attempts → what the page shows of it, in the student's language.
import { isHalfWay, type AttemptStatus } from '../../core/attempts/attempt'
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { format, type Messages } from '../../i18n/index'
import { dayText, spokenText, timeOfDayText } from '../../i18n/day'
import type { HistoryDay } from './history-days'

/** `live`: an answer is being written right now. */
type RowStatus = 'done' | 'partial' | 'unsent' | 'live'

/** What the list can be narrowed to. */
export type StatusFilter = 'all' | 'unsent' | 'partial'

interface RowView {
  readonly id: string
  /** `''` if unknown. */
  readonly question: string
  readonly when: string
  readonly status: RowStatus
}

export interface DayView {
  /** Start of the day; its key. */
  readonly startMs: number
  readonly title: string
  readonly total: string
  readonly rows: readonly RowView[]
}

export function dayViewOf({ startMs, attempts }: HistoryDay, messages: Messages, nowMs: number): DayView {
  const durationMs = attempts.reduce((sum, attempt) => sum + attempt.durationMs, 0)
  return {
    startMs,
    title: dayText(messages, startMs, nowMs),
    total: format(messages.words.dayTotal, { n: attempts.length, time: spokenText(messages, durationMs) }),
    rows: attempts.map((attempt) => rowViewOf(attempt, messages)),
  }
}

function rowViewOf({ id, question, createdAtMs, durationMs, status }: AttemptSummary, messages: Messages) {
  const when = `${timeOfDayText(createdAtMs)} · ${spokenText(messages, durationMs)}`
  return { id, question: question?.text ?? '', when, status: rowStatusOf(status) }
}

export function rowStatusOf(status: AttemptStatus): RowStatus {
  if (status === 'done') return 'done'
  if (status === 'recorded') return 'unsent'
  return isHalfWay(status) ? 'live' : 'partial'
}

export function statusViewsOf({
  words,
}: Messages): Readonly<Record<RowStatus, { icon: string; label: string }>> {
  return {
    done: { icon: 'check', label: words.answered },
    partial: { icon: 'warn', label: words.partial },
    unsent: { icon: 'upload', label: words.notSent },
    live: { icon: '', label: words.writing },
  }
}
