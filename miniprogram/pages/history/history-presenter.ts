// Attempts and taps → patches for setData: all of the History page's logic, without WeChat.
import type { AttemptSummary } from '../../core/attempts/attempt-summary'
import type { Recovery } from '../../core/attempts/attempt-recovery'
import type { Services } from '../../services'
import { startOfDayMs, sizeText } from '../../i18n/day'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import { isNearlyFull, oldAudio, type WayToMakeRoom } from '../../presentation/making-room'
import { makeRoomBy, offerRoom } from '../../presentation/offer-room'
import { groupByDay } from './history-days'
import { filterAttempts, filterViewOf, noFilter, topicCountsOf, type HistoryFilter } from './history-filter'
import { createHistoryList } from './history-list'
import { dayViewOf, statusViewsOf } from './history-view'
import { progressViewOf } from './progress-view'
import { createSendAll, sendingViewOf } from './send-all'

/** What this page needs of the app's services. */
export type HistoryServices = AppearanceServices &
  Pick<Services, 'attempts' | 'outbox' | 'recovery' | 'usage' | 'navigation' | 'dialogs' | 'nowMs'>

type Usage = Awaited<ReturnType<Services['usage']>>

/** `show` gets one patch per change, without `undefined`; the first before this returns. */
export function createHistoryPresenter(services: HistoryServices, show: (patch: Patch) => void) {
  const { attempts, outbox, navigation, nowMs } = services
  let messages = messagesFor(services.language)
  const sendAll = createSendAll(services)
  const list = createHistoryList((day) => dayViewOf(day, messages, nowMs()))
  let filter: HistoryFilter = noFilter
  let searchField = 0
  /** In the order of the list to choose from. */
  let topicNames: readonly string[] = []
  /** The attempts on the page, and the day on which they were listed. */
  let listed: readonly AttemptSummary[] | null = null
  let listedOnMs = 0
  let recovery: Recovery | null = null
  /** Null while unknown, or if it cannot be read. */
  let usage: Usage | null = null
  let measuring: Promise<void> | null = null
  /** What the notice offers to remove. */
  let offered: WayToMakeRoom | null = null
  /** The charts are shown as well. */
  let isUnfolded = false
  let isClosed = false

  function matchingDays() {
    return groupByDay(filterAttempts(attempts.list(), filter))
  }

  /** The filters as they are, without a topic that is no longer there. */
  function filters(): Patch {
    const all = attempts.list()
    const topics = topicCountsOf(all)
    // there is no search field either
    if (all.length === 0) filter = noFilter
    topicNames = [...topics.keys()]
    if (topics.size < 2 || !topics.has(filter.topic)) filter = { ...filter, topic: '' }
    const view = filterViewOf(all, topics, filter, messages, services.language)
    return { ...view, searchField, isEmpty: all.length === 0 }
  }

  /** The unsent attempts that are listed and have audio, oldest first. */
  function unsentIds(): string[] {
    if (filter.status !== 'unsent') return []
    const unsent = filterAttempts(attempts.list(), filter).filter(
      ({ status, audio }) => status === 'recorded' && audio !== 'none',
    )
    return unsent.map(({ id }) => id).reverse()
  }

  /** What is being sent, or the offer to send what is listed. */
  function sending(): Patch {
    const n = unsentIds().length
    const offer = n > 0 ? format(messages.words.sendAll, { n }) : ''
    return { sending: sendingViewOf(outbox, messages), sendAll: offer }
  }

  function changeFilter(changes: Partial<HistoryFilter>): void {
    filter = { ...filter, ...changes }
    present({ ...filters(), ...sending(), ...list.start(matchingDays()) })
  }

  /** The filter without its search, in a new field. */
  function clearSearch(changes: Partial<HistoryFilter>): void {
    searchField += 1
    changeFilter({ ...changes, query: '' })
  }

  function present(patch: Patch): void {
    if (!isClosed && Object.keys(patch).length > 0) show(patch)
  }

  /** Saves recordings that found no room before, if there is room now. */
  async function saveWaiting(): Promise<void> {
    await attempts.saveWaiting()
    refresh()
  }

  /** False if the attempts and the day are those on the page. */
  function refresh(): boolean {
    const all = attempts.list()
    const today = startOfDayMs(nowMs())
    if (all === listed && today === listedOnMs) return false
    const isFirst = listed === null
    listed = all
    listedOnMs = today
    const chosen = filters()
    const days = matchingDays()
    present({ ...chosen, ...sending(), ...(isFirst ? list.start(days) : list.refresh(days)), ...progress() })
    void measure()
    return true
  }

  function progress(): Patch {
    const { guideZone } = services.settings.current
    return { progress: progressViewOf(attempts.list(), guideZone, messages, nowMs()) }
  }

  /** One measurement at a time. If attempts are added or deleted meanwhile, it measures again before showing anything. */
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

  /** Nearly full storage takes precedence over recordings older than the student wants to keep. */
  function noticeOf({ recordings, texts }: Usage) {
    const { words } = messages
    offered = null
    if (isNearlyFull(recordings)) {
      return { heading: words.nearlyFull, body: format(words.recordingsNearlyFull, spaceOf(recordings)) }
    }
    if (isNearlyFull(texts)) {
      return { heading: words.nearlyFull, body: format(words.textsNearlyFull, spaceOf(texts)) }
    }
    const { keepAudioDays } = services.settings.current
    if (keepAudioDays === null) return null
    offered = oldAudio(attempts.list(), nowMs(), keepAudioDays)
    if (!offered) return null
    const values = { d: keepAudioDays, n: offered.ids.length, size: sizeText(offered.sizeBytes) }
    return { heading: words.oldAudio, body: format(words.oldAudioWay, values) }
  }

  async function showRecovery(): Promise<void> {
    recovery = await services.recovery
    present(recoveredLines())
    // it may have found attempts
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
    const rows =
      listed === null
        ? {}
        : { ...filters(), ...sending(), ...list.start(matchingDays()), ...progress(), ...space() }
    show({ ...data, statuses: statusViewsOf(messages), ...recoveredLines(), ...rows })
  }

  const appearance = createAppearance(services, ({ words }) => words.history, applyAppearance)
  const unsubscribe = outbox.subscribe(() => {
    if (!refresh()) present(sending())
  })
  void showRecovery()

  return {
    shown() {
      appearance.shown()
      refresh()
      void saveWaiting()
      void measure()
    },
    reachedBottom: () => present(list.more()),
    /** Promises settle once everything has been done. */
    acts: {
      search({ value }: Pick<ActData, 'value'>) {
        if (value !== filter.query) changeFilter({ query: value })
      },
      /** Only attempts of this status; All also means all topics. */
      choose({ status }: Pick<ActData, 'status'>) {
        changeFilter(status === 'all' ? { status, topic: '' } : { status })
      },
      /** `value`: the index in the list of topics; the first means all. */
      chooseTopic({ value }: Pick<ActData, 'value'>) {
        changeFilter({ topic: topicNames[Number(value) - 1] ?? '' })
      },
      clearSearch: () => clearSearch({}),
      showAll: () => clearSearch(noFilter),
      sendAll: () => sendAll.start(unsentIds()),
      stopSending: () => outbox.stop(),
      unfold() {
        isUnfolded = !isUnfolded
        present({ isUnfolded })
      },
      open({ id }: Pick<ActData, 'id'>) {
        navigation.openAttempt(id)
      },
      practise: () => navigation.openTab('practice'),
      makeRoom,
      /** What the notice offers. */
      async followNotice() {
        if (!offered) return makeRoom()
        if (!(await makeRoomBy(services, offered))) return
        refresh()
        await measure()
      },
    },
    close() {
      isClosed = true
      appearance.close()
      unsubscribe()
      sendAll.close()
    },
  }
}

function spaceOf({ usedBytes, limitBytes }: { usedBytes: number; limitBytes: number }) {
  return { used: sizeText(usedBytes), limit: sizeText(limitBytes) }
}
