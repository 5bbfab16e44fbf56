// Days, and how many rows the page shows → patches for setData: each row once, and only what changed.
import { patchOf, type Patch } from '../../presentation/patch'
import type { HistoryDay } from './history-days'
import type { DayView } from './history-view'

export interface HistoryList {
  /** Starts at the top with one step of rows. */
  start(days: readonly HistoryDay[]): Patch
  /** Adds the next step of rows; an empty patch if there are none. */
  more(): Patch
  /** Updates the visible rows. A new day above them starts again at the top. */
  refresh(days: readonly HistoryDay[]): Patch
}

interface ShownDay {
  view: DayView
  /** How many of the day's rows are on the page, counted from the first. */
  rowCount: number
}

/** `viewOf` is called only for visible days. */
export function createHistoryList(viewOf: (day: HistoryDay) => DayView, stepRows = 30): HistoryList {
  let days: readonly HistoryDay[] = []
  /** From the top. A day whose last row was deleted stays, empty. */
  let shown: ShownDay[] = []

  function start(next: readonly HistoryDay[]): Patch {
    days = next
    shown = []
    grow()
    return pageView()
  }

  function pageView() {
    return {
      days: shown.map(({ view, rowCount }) => ({ ...view, rows: view.rows.slice(0, rowCount) })),
      hasMore: hasMore(),
    }
  }

  /** Shows the next `stepRows` rows. */
  function grow(): void {
    const last = shown[shown.length - 1]
    let left = stepRows
    if (last) left -= lengthen(last, left)
    const lastStartMs = last?.view.startMs ?? Infinity
    for (const day of days) {
      if (left <= 0) break
      if (day.startMs >= lastStartMs) continue
      const added: ShownDay = { view: viewOf(day), rowCount: 0 }
      left -= lengthen(added, left)
      shown.push(added)
    }
  }

  function lengthen(day: ShownDay, byRows: number): number {
    const before = day.rowCount
    day.rowCount = Math.min(day.view.rows.length, before + byRows)
    return day.rowCount - before
  }

  function hasMore(): boolean {
    const last = shown[shown.length - 1]
    if (!last) return false
    const oldest = days[days.length - 1]
    return (
      last.rowCount < last.view.rows.length || (oldest !== undefined && oldest.startMs < last.view.startMs)
    )
  }

  return {
    start,
    more() {
      const before = pageView()
      grow()
      return patchOf(before, pageView())
    },
    refresh(next) {
      const shownMs = new Set(shown.map(({ view }) => view.startMs))
      const last = shown[shown.length - 1]
      const isReplaced = !last || next.length === 0
      if (isReplaced || next.some(({ startMs }) => startMs >= last.view.startMs && !shownMs.has(startMs))) {
        return start(next)
      }
      const before = pageView()
      days = next
      const byStart = new Map(next.map((day) => [day.startMs, day]))
      shown = shown.map(({ view: old, rowCount: oldCount }) => {
        const day = byStart.get(old.startMs)
        const view = day ? viewOf(day) : { ...old, rows: [] }
        const wasWhole = oldCount === old.rows.length
        // only the last day can be shown in part: scrolling shows more of it
        const rowCount = wasWhole ? view.rows.length : Math.min(oldCount, view.rows.length)
        return { view, rowCount }
      })
      // nothing is left to scroll, so nothing would load the older days
      if (shown.every(({ rowCount }) => rowCount === 0)) return start(next)
      return patchOf(before, pageView())
    },
  }
}
