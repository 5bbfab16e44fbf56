// The attempts and the taps → setData's patches: everything the History page does, without its framework.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import { isHalfWay } from '../../core/attempts/attempt'
import type { Recovery } from '../../core/attempts/attempt-recovery'
import type { Services } from '../../services'
import { startOfDayMs, sizeText } from '../../i18n/day'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import { isNearlyFull, oldAudio, type WayToMakeRoom } from '../../presentation/making-room'
import { makeRoomBy, offerRoom } from '../../presentation/offer-room'
import { groupByDay, searchAttempts } from './history-days'
import { createHistoryList } from './history-list'
import { dayViewOf, statusViewsOf } from './history-view'
import { progressViewOf } from './progress-view'

/** What this page needs of the app's services. */
export type HistoryServices = AppearanceServices &
  Pick<Services, 'attempts' | 'recovery' | 'usage' | 'navigation' | 'dialogs' | 'nowMs'>

type Usage = Awaited<ReturnType<Services['usage']>>

/** `show` gets data paths without `undefined`; the first before this returns. */
export function createHistoryPresenter(services: HistoryServices, show: (patch: Patch) => void) {
  const { attempts, navigation, nowMs } = services
  let messages = messagesFor(services.language)
  const list = createHistoryList((day) => dayViewOf(day, messages, nowMs()))
  let query = ''
  /** What the page shows: of which attempts, on which day. */
  let listed: readonly AttemptSummary[] | null = null
  let listedOnMs = 0
  let recovery: Recovery | null = null
  /** Null until it is known, and where it cannot be known. */
  let usage: Usage | null = null
  let measuring: Promise<void> | null = null
  /** What the notice offers to remove. */
  let old: WayToMakeRoom | null = null
  let isClosed = false

  function found() {
    return groupByDay(searchAttempts(attempts.list(), query))
  }

  function present(patch: Patch): void {
    if (!isClosed && Object.keys(patch).length > 0) show(patch)
  }

  /** Takes that found no room before may find it by now. */
  async function settleWaiting(): Promise<void> {
    await attempts.saveWaiting()
    refresh()
  }

  function refresh(): void {
    const all = attempts.list()
    const today = startOfDayMs(nowMs())
    if (all === listed && today === listedOnMs) return
    const isFirst = listed === null
    listed = all
    listedOnMs = today
    present({ ...(isFirst ? list.start(found()) : list.refresh(found())), ...emptiness(), ...progress() })
    void measure()
  }

  function emptiness(): Patch {
    return { isEmpty: attempts.list().length === 0, query }
  }

  function progress(): Patch {
    const { guideZone } = services.settings.current
    return { progress: progressViewOf(attempts.list(), guideZone, messages, nowMs()) }
  }

  /** One at a time; what is deleted or added meanwhile is measured too, before anything is shown. */
  function measure(): Promise<void> {
    return (measuring ??= measureAll().finally(() => (measuring = null)))
  }

  async function measureAll(): Promise<void> {
    let measured
    do {
      measured = attempts.list()
      usage = await services.usage().catch(() => null)
    } while (measured !== attempts.list() && !isClosed)
    present(space())
  }

  function space(): Patch {
    if (!usage) return { space: '', notice: null }
    return { space: format(messages.words.space, spaceOf(usage.recordings)), notice: noticeOf(usage) }
  }

  /** Nearly full comes before recordings that are older than the student wants to keep them. */
  function noticeOf({ recordings, texts }: Usage) {
    const { words } = messages
    old = null
    if (isNearlyFull(recordings)) {
      return { heading: words.nearlyFull, body: format(words.recordingsNearlyFull, spaceOf(recordings)) }
    }
    if (isNearlyFull(texts)) {
      return { heading: words.nearlyFull, body: format(words.textsNearlyFull, spaceOf(texts)) }
    }
    const { keepAudioDays } = services.settings.current
    if (keepAudioDays === null) return null
    old = oldAudio(attempts.list(), nowMs(), keepAudioDays)
    if (!old) return null
    const values = { d: keepAudioDays, n: old.ids.length, size: sizeText(old.sizeBytes) }
    return { heading: words.oldAudio, body: format(words.oldAudioWay, values) }
  }

  async function tellRecovery(): Promise<void> {
    recovery = await services.recovery
    present(recoveredLines())
    // takes may have been found again
    refresh()
  }

  function recoveredLines(): Patch {
    const { quarantinedCount = 0, newerCount = 0 } = recovery ?? {}
    const { words } = messages
    const lines = [
      quarantinedCount > 0 ? format(words.setAside, { n: quarantinedCount }) : '',
      newerCount > 0 ? format(words.newer, { n: newerCount }) : '',
    ]
    return { recovered: lines.filter(Boolean) }
  }

  async function makeRoom(): Promise<void> {
    const way = await offerRoom(services)
    if (!way) return
    if (way.kind === 'everything') {
      recovery = null
      present(recoveredLines())
    }
    refresh()
    await measure()
  }

  function applyAppearance(data: AppearanceData, current: Messages): void {
    messages = current
    const rows = listed === null ? {} : { ...list.start(found()), ...progress(), ...space() }
    show({ ...data, statuses: statusViewsOf(messages), ...recoveredLines(), ...rows })
  }

  const appearance = createAppearance(services, ({ words }) => words.history, applyAppearance)
  void tellRecovery()

  return {
    shown() {
      appearance.shown()
      refresh()
      void settleWaiting()
      void measure()
    },
    reachedBottom: () => present(list.more()),
    /** A promise is settled once everything that was asked for has happened. */
    acts: {
      search({ value }: Pick<ActData, 'value'>) {
        if (value === query) return
        query = value
        present({ ...list.start(found()), ...emptiness() })
      },
      open({ id }: Pick<ActData, 'id'>) {
        const attempt = attempts.list().find((one) => one.id === id)
        // it is being written there right now
        if (attempt && isHalfWay(attempt.status)) navigation.openTab('practice')
        else navigation.openAttempt(id)
      },
      practise: () => navigation.openTab('practice'),
      makeRoom,
      /** What the notice offers. */
      async followNotice() {
        if (!old) return makeRoom()
        if (!(await makeRoomBy(services, old))) return
        refresh()
        await measure()
      },
    },
    close() {
      isClosed = true
      appearance.close()
    },
  }
}

function spaceOf({ usedBytes, limitBytes }: { usedBytes: number; limitBytes: number }) {
  return { used: sizeText(usedBytes), limit: sizeText(limitBytes) }
}
