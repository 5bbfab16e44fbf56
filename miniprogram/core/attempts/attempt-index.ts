// Summaries of all attempts ↔ storage: a hundred per key, so that the list needs no entries.
import type { KeyValueStore } from '../ports'
import type { AttemptEntries } from './attempt-entries'
import { readSummary, summaryOf } from './attempt-summary'
import type { AttemptSummary } from './attempt-summary'

const pagePrefix = 'attempt-index.'
/** Ids of the attempts changed in this launch: if the app is killed, their entries may be newer than their pages. */
const touchedKey = 'attempts-touched'
/** About 40 kB per page: far below the limit of a key, and quick to write. */
const pageLength = 100

/**
 * Never throws: the entries are the truth, and the next launch reads those missing from the index. A page that was
 * lost or could not be written costs only time.
 */
export interface AttemptIndex {
  get(id: string): AttemptSummary | undefined
  /** Newest first. The same array until something changes. */
  list(): readonly AttemptSummary[]
  /** Call before writing entries: the next launch reads them, whatever their pages say. Writes once per id. */
  markDirty(ids: readonly string[]): void
  /** Adds or replaces summaries after their entries were written. Writes each changed page once. */
  put(summaries: readonly AttemptSummary[]): void
  remove(ids: readonly string[]): void
}

export function createAttemptIndex(
  store: KeyValueStore,
  entries: Pick<AttemptEntries, 'ids' | 'read'>,
  /** Called when `list()` has changed. */
  changedList: () => void,
): AttemptIndex {
  const pages = new Map<string, Map<string, AttemptSummary>>()
  const pageOf = new Map<string, Map<string, AttemptSummary>>()
  const changed = new Set<string>()
  const touched = new Set<string>()
  let sorted: readonly AttemptSummary[] | null = null
  let isLoaded = false

  /** Reads the pages, then the entries that are missing from them or may be newer. */
  function load(): void {
    if (isLoaded) return
    isLoaded = true
    const ids = new Set(entries.ids())
    for (const key of store.keys()) {
      if (key.startsWith(pagePrefix)) loadPage(key, ids)
    }
    const stored = store.get(touchedKey)
    const uncertain = new Set<unknown>(Array.isArray(stored) ? stored : [])
    for (const id of ids) {
      if (pageOf.has(id) && !uncertain.has(id)) continue
      const entry = entries.read(id)
      if (entry.kind === 'attempt') insert(summaryOf(entry.attempt))
    }
    flush()
    if (changed.size === 0) store.remove(touchedKey)
    else for (const id of ids) if (uncertain.has(id)) touched.add(id)
  }

  function loadPage(key: string, ids: ReadonlySet<string>): void {
    const page = new Map<string, AttemptSummary>()
    pages.set(key, page)
    const stored = store.get(key)
    const values: unknown[] = Array.isArray(stored) ? stored : []
    for (const value of values) {
      const summary = readSummary(value)
      if (!summary || !ids.has(summary.id) || pageOf.has(summary.id)) {
        changed.add(key)
        continue
      }
      page.set(summary.id, summary)
      pageOf.set(summary.id, page)
    }
  }

  function insert(summary: AttemptSummary): void {
    const page = pageOf.get(summary.id) ?? pageWithRoom()
    if (JSON.stringify(page.get(summary.id)) === JSON.stringify(summary)) return
    page.set(summary.id, summary)
    pageOf.set(summary.id, page)
    markChanged(page)
  }

  function pageWithRoom(): Map<string, AttemptSummary> {
    for (const page of pages.values()) if (page.size < pageLength) return page
    const page = new Map<string, AttemptSummary>()
    let number = 0
    while (pages.has(pagePrefix + String(number))) number += 1
    pages.set(pagePrefix + String(number), page)
    return page
  }

  function markChanged(changedPage: Map<string, AttemptSummary>): void {
    sorted = null
    for (const [key, page] of pages) if (page === changedPage) changed.add(key)
  }

  function flush(): void {
    for (const key of [...changed]) {
      const page = pages.get(key)
      try {
        if (page && page.size > 0) store.set(key, [...page.values()])
        else store.remove(key)
        changed.delete(key)
      } catch {
        // storage is full: retried with the next change
      }
    }
  }

  return {
    get(id) {
      load()
      return pageOf.get(id)?.get(id)
    },
    list() {
      load()
      sorted ??= [...pages.values()].flatMap((page) => [...page.values()]).sort(newestFirst)
      return sorted
    },
    markDirty(ids) {
      load()
      const fresh = ids.filter((id) => !touched.has(id))
      if (fresh.length === 0) return
      for (const id of fresh) touched.add(id)
      try {
        store.set(touchedKey, [...touched])
      } catch {
        // storage is full: a summary may be out of date until its attempt changes again
      }
    },
    put(summaries) {
      load()
      const before = sorted
      summaries.forEach(insert)
      flush()
      if (sorted !== before || before === null) changedList()
    },
    remove(ids) {
      load()
      for (const id of ids) {
        const page = pageOf.get(id)
        if (!page) continue
        page.delete(id)
        pageOf.delete(id)
        touched.delete(id)
        markChanged(page)
      }
      flush()
      if (touched.size === 0) store.remove(touchedKey)
      changedList()
    },
  }
}

function newestFirst(one: AttemptSummary, other: AttemptSummary): number {
  // a longer id is a larger number
  if (one.id.length !== other.id.length) return other.id.length - one.id.length
  return one.id < other.id ? 1 : -1
}
