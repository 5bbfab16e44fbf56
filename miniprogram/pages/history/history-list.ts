// Days, of which the page shows the newest rows → what setData has to carry: each row once, each change alone.
import type { HistoryDay } from './history-days'
import type { DayView, RowView } from './history-view'

export type Patch = Record<string, unknown>

export interface HistoryList {
  /** From the top, with as many rows as one step has. */
  start(days: readonly HistoryDay[]): Patch
  /** The next rows; empty when there are none. */
  more(): Patch
  /** What changed in the rows that are shown; a new day above them starts from the top. */
  refresh(days: readonly HistoryDay[]): Patch
}

interface ShownDay {
  view: DayView
  /** Of the day's rows these first ones are on the page. */
  rowCount: number
}

/** `viewOf` is called for days that are shown, and for no others. */
export function createHistoryList(viewOf: (day: HistoryDay) => DayView, stepRows = 30): HistoryList {
  let days: readonly HistoryDay[] = []
  /** By their place on the page. A day that has lost its last row keeps its place, empty. */
  let shown: ShownDay[] = []

  const cut = ({ view, rowCount }: ShownDay): DayView => ({ ...view, rows: view.rows.slice(0, rowCount) })

  function start(next: readonly HistoryDay[]): Patch {
    days = next
    shown = []
    grow()
    return { days: shown.map(cut), hasMore: hasMore() }
  }

  /** Shows the next `stepRows` rows. Returns the first day's place and row count before. */
  function grow(): { place: number; rowCount: number } {
    const last = shown[shown.length - 1]
    const from = { place: Math.max(0, shown.length - 1), rowCount: last?.rowCount ?? 0 }
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
    return from
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
      if (!hasMore()) return {}
      const from = grow()
      const patch: Patch = {}
      shown.slice(from.place).forEach((day, offset) => {
        const place = from.place + offset
        const isNew = offset > 0
        if (isNew) patch[`days[${place}]`] = cut(day)
        else Object.assign(patch, rowsFrom(day, place, from.rowCount))
      })
      patch.hasMore = hasMore()
      return patch
    },
    refresh(next) {
      const places = new Map(shown.map(({ view }, place) => [view.startMs, place]))
      const last = shown[shown.length - 1]
      const isReplaced = !last || next.length === 0
      if (isReplaced || next.some(({ startMs }) => startMs >= last.view.startMs && !places.has(startMs))) {
        return start(next)
      }
      days = next
      const byStart = new Map(next.map((day) => [day.startMs, day]))
      const patch: Patch = {}
      shown = shown.map((before, place) => {
        const day = byStart.get(before.view.startMs)
        const view = day ? viewOf(day) : { ...before.view, rows: [] }
        const wasWhole = before.rowCount === before.view.rows.length
        // only the last day can be shown in part: more of it comes by scrolling
        const rowCount = wasWhole ? view.rows.length : Math.min(before.rowCount, view.rows.length)
        const after: ShownDay = { view, rowCount }
        Object.assign(patch, changesOf(cut(before), cut(after), place))
        return after
      })
      // nothing left to scroll: nothing would bring the older ones
      if (shown.every(({ rowCount }) => rowCount === 0)) return start(next)
      patch.hasMore = hasMore()
      return patch
    },
  }
}

function rowsFrom(day: ShownDay, place: number, from: number): Patch {
  const patch: Patch = {}
  for (let row = from; row < day.rowCount; row += 1) patch[`days[${place}].rows[${row}]`] = day.view.rows[row]
  return patch
}

function changesOf(before: DayView, after: DayView, place: number): Patch {
  const path = `days[${place}]`
  const patch: Patch = {}
  if (before.title !== after.title) patch[`${path}.title`] = after.title
  if (before.total !== after.total) patch[`${path}.total`] = after.total
  if (after.rows.length < before.rows.length) return { ...patch, [`${path}.rows`]: after.rows }
  after.rows.forEach((row, index) => {
    if (!isSame(before.rows[index], row)) patch[`${path}.rows[${index}]`] = row
  })
  return patch
}

function isSame(one: RowView | undefined, other: RowView): boolean {
  return (
    one?.id === other.id &&
    one.status === other.status &&
    one.question === other.question &&
    one.when === other.when
  )
}
