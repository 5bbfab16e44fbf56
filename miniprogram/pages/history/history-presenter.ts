// The attempts and the taps → setData's patches: everything the History page does, without its framework.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { isHalfWay } from '../../core/attempts/attempt'
import type { Services } from '../../core/services'
import { startOfDayMs, sizeText } from '../../i18n/day'
import { format, messagesFor } from '../../i18n/index'
import { groupByDay, searchAttempts } from './history-days'
import { createHistoryList, type Patch } from './history-list'
import { dayViewOf, statusViewsOf } from './history-view'
import { isNearlyFull, waysToMakeRoom, type WayToMakeRoom } from './making-room'

/** What this page needs of the app's services. */
export type HistoryServices = Pick<
  Services,
  | 'attempts'
  | 'recovery'
  | 'usage'
  | 'navigation'
  | 'dialogs'
  | 'nowMs'
  | 'language'
  | 'fontScale'
  | 'setTitle'
  | 'setTabTitles'
>

export interface HistoryPresenter {
  /** The page is seen, for the first time or again. */
  shown(): void
  reachedBottom(): void
  search(query: string): void
  open(id: string): void
  practise(): void
  /** Settled once everything that was asked for has happened. */
  makeRoom(): Promise<void>
  /** Nothing is shown any more. */
  close(): void
}

/** `show` gets data paths without `undefined`; the first before this returns. */
export function createHistoryPresenter(
  services: HistoryServices,
  show: (patch: Patch) => void,
): HistoryPresenter {
  const { attempts, navigation, dialogs, nowMs } = services
  const messages = messagesFor(services.language)
  const { words } = messages
  const list = createHistoryList((day) => dayViewOf(day, messages, nowMs()))
  let query = ''
  /** What the page shows: of which attempts, on which day. */
  let listed: readonly AttemptSummary[] | null = null
  let listedOnMs = 0
  let isClosed = false

  function found() {
    return groupByDay(searchAttempts(attempts.list(), query))
  }

  function present(patch: Patch): void {
    if (!isClosed && Object.keys(patch).length > 0) show(patch)
  }

  /** Takes that found no room before may find it by now. */
  async function settleWaiting(): Promise<void> {
    await attempts.settleWaiting()
    refresh()
  }

  function refresh(): void {
    const all = attempts.list()
    const today = startOfDayMs(nowMs())
    if (all === listed && today === listedOnMs) return
    const isFirst = listed === null
    listed = all
    listedOnMs = today
    present({ ...(isFirst ? list.start(found()) : list.refresh(found())), ...emptiness() })
    void measure()
  }

  function emptiness(): Patch {
    return { isEmpty: attempts.list().length === 0, query }
  }

  async function measure(): Promise<void> {
    const usage = await services.usage().catch(() => null)
    if (!usage) return present({ space: '', notice: null })
    const { recordings, texts } = usage
    const recordingsFull = isNearlyFull(recordings)
    const full = recordingsFull ? recordings : isNearlyFull(texts) ? texts : null
    const way = recordingsFull ? words.recordingsNearlyFull : words.textsNearlyFull
    present({
      space: format(words.space, spaceOf(recordings)),
      notice: full && { heading: words.nearlyFull, body: format(way, spaceOf(full)) },
    })
  }

  async function tellRecovery(): Promise<void> {
    const { setAsideCount, newerCount } = await services.recovery
    const lines = [
      setAsideCount > 0 ? format(words.setAside, { n: setAsideCount }) : '',
      newerCount > 0 ? format(words.newer, { n: newerCount }) : '',
    ]
    present({ recovered: lines.filter(Boolean) })
    // takes may have been found again
    refresh()
  }

  async function remove(way: WayToMakeRoom): Promise<void> {
    try {
      if (way.kind === 'audio') await attempts.removeAudio(way.ids)
      else if (way.kind === 'attempts') await attempts.remove(way.ids)
      else await attempts.removeAll()
      if (way.kind === 'everything') present({ recovered: [] })
    } catch {
      await dialogs.confirm({
        title: words.notAllDeleted,
        content: words.notAllDeletedWay,
        yes: words.ok,
      })
    }
    refresh()
    await measure()
  }

  function labelOf({ kind, olderThanDays, ids, sizeBytes }: WayToMakeRoom): string {
    const label = {
      audio: olderThanDays > 0 ? words.removeOldAudio : words.removeAllAudio,
      attempts: words.removeOldAttempts,
      everything: words.removeEverything,
    }[kind]
    return format(label, { d: olderThanDays, n: ids.length, size: sizeText(sizeBytes) })
  }

  services.setTitle(words.history)
  services.setTabTitles()
  show({
    t: words,
    fontScale: services.fontScale,
    zoomed: services.fontScale >= 1.3,
    statuses: statusViewsOf(messages),
  })
  void tellRecovery()

  return {
    shown() {
      refresh()
      void settleWaiting()
      void measure()
    },
    reachedBottom: () => present(list.more()),
    search(asked) {
      if (asked === query) return
      query = asked
      present({ ...list.start(found()), ...emptiness() })
    },
    open(id) {
      const attempt = attempts.list().find((one) => one.id === id)
      // it is being written there right now
      if (attempt && isHalfWay(attempt.status)) navigation.openTab('practice')
      else navigation.openAttempt(id)
    },
    practise: () => navigation.openTab('practice'),
    async makeRoom() {
      const ways = waysToMakeRoom(attempts.list(), nowMs())
      const place = await dialogs.choose(words.makeRoom, ways.map(labelOf))
      const way = place === null ? undefined : ways[place]
      if (!way) return
      const { title, content } = {
        audio: { title: words.removeAudioTitle, content: words.removeAudioContent },
        attempts: { title: words.removeAttemptsTitle, content: words.removeAttemptsContent },
        everything: { title: words.removeEverythingTitle, content: words.removeEverythingContent },
      }[way.kind]
      const values = { n: way.ids.length, size: sizeText(way.sizeBytes) }
      const isAgreed = await dialogs.confirm({
        title: format(title, values),
        content: format(content, values),
        yes: words.deleteShort,
        no: words.cancelShort,
        isDanger: true,
      })
      if (isAgreed) await remove(way)
    },
    close() {
      isClosed = true
    },
  }
}

function spaceOf({ usedBytes, limitBytes }: { usedBytes: number; limitBytes: number }) {
  return { used: sizeText(usedBytes), limit: sizeText(limitBytes) }
}
