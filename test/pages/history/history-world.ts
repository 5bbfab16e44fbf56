// History's presenter on an in-memory phone, and its data.
import type { Outbox } from '../../../miniprogram/core/attempts/outbox'
import { emptyOutbox, type OutboxState } from '../../../miniprogram/core/attempts/outbox-state'
import type { Recovery } from '../../../miniprogram/core/attempts/attempt-recovery'
import {
  createHistoryPresenter,
  type HistoryServices,
} from '../../../miniprogram/pages/history/history-presenter'
import type { DayView } from '../../../miniprogram/pages/history/history-view'
import { applyPatch } from '../apply-patch'
import { createFakeDialogs, createStoredAttempts, settlePhone, usageOf } from '../attempt-services'
import { createFakeAppearance, withAppearance } from '../fake-appearance'
import { at } from './summaries'

interface Data extends Record<string, unknown> {
  days: DayView[]
  notice: { heading: string; body: string } | null
  recovered: string[]
}

interface FakeOutbox extends Outbox {
  /** The ids of each call of `send`. */
  readonly sent: string[][]
  stopCount: number
  /** Moves on to another state. */
  become(changes: Partial<OutboxState>): void
}

export function createFakeOutbox(): FakeOutbox {
  const listeners = new Set<(state: OutboxState) => void>()
  const outbox = {
    ...{ sent: [] as string[][], stopCount: 0, state: emptyOutbox },
    subscribe(listener: (state: OutboxState) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: (ids: readonly string[]) => void outbox.sent.push([...ids]),
    offer: () => undefined,
    stop: () => void (outbox.stopCount += 1),
    become(changes: Partial<OutboxState>) {
      outbox.state = { ...outbox.state, ...changes }
      for (const listener of [...listeners]) listener(outbox.state)
    },
  }
  return outbox
}

export type Usage = ReturnType<typeof usageOf>
export type HistoryWorld = ReturnType<typeof createHistoryWorld>

export const nothingFound: Recovery = { interrupted: [], found: [], quarantinedCount: 0, newerCount: 0 }

export function createHistoryWorld() {
  const stored = createStoredAttempts()
  const appearance = createFakeAppearance('zh')
  const data: Data = { days: [], notice: null, recovered: [] }
  const outbox = createFakeOutbox()
  const spaces: string[] = []
  const went: string[] = []
  let presenter: ReturnType<typeof createHistoryPresenter> | undefined

  const world = {
    stored,
    appearance,
    data,
    outbox,
    /** Each text shown about the space used. */
    spaces,
    went,
    dialogs: createFakeDialogs(),
    usage: usageOf(12.3, 1),
    /** The result of measuring the files, when a test delays it. */
    measured: null as Promise<Usage> | null,
    measureCount: 0,
    patchCount: 0,
    get presenter() {
      if (!presenter) throw new Error('open the page first')
      return presenter
    },
    async open(recovery: Promise<Recovery> = Promise.resolve(nothingFound)): Promise<void> {
      presenter = createHistoryPresenter(servicesWith(recovery), (patch) => {
        world.patchCount += 1
        applyPatch(data, patch)
        spaces.push(String(data.space))
      })
      presenter.shown()
      await settlePhone()
    },
    shownIds: () => data.days.flatMap(({ rows }) => rows.map(({ id }) => id)),
    storedIds: () => stored.attempts.list().map(({ id }) => id),
  }

  const servicesWith = (recovery: Promise<Recovery>): HistoryServices =>
    withAppearance(appearance, {
      attempts: stored.attempts,
      outbox,
      recovery,
      usage() {
        world.measureCount += 1
        return world.measured ?? Promise.resolve(world.usage)
      },
      navigation: {
        openAttempt: (id) => void went.push(`attempt ${id}`),
        openPage: () => undefined,
        openTab: (tab) => void went.push(tab),
        back: () => void went.push('back'),
        openTopic: () => undefined,
        openTakes: () => undefined,
        openMock: () => undefined,
        setTabBarVisible: () => undefined,
      },
      dialogs: world.dialogs,
      nowMs: () => at(23, 18),
    })
  return world
}
