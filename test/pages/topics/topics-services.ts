// Services for the Topics tab and the topic page: a real log, real stars, and a record of navigation.
import type { KeyValueStore, Navigation } from '../../../miniprogram/core/ports'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'
import { createPlanner } from '../../../miniprogram/core/plan/planner'
import { readSeasons } from '../../../miniprogram/core/plan/season'
import { createStars } from '../../../miniprogram/core/questions/stars'
import { dayNumberOf } from '../../../miniprogram/i18n/day'
import type { Language } from '../../../miniprogram/i18n/language'
import type { TopicsServices } from '../../../miniprogram/pages/topics/topics-presenter'
import {
  createFakeDialogs,
  createStoredAttempts,
  type FakeDialogs,
  type StoredAttempts,
} from '../attempt-services'
import { createFakeAppearance, withAppearance, type FakeAppearance } from '../fake-appearance'
import { at } from '../history/summaries'

export interface FakeTopics {
  readonly services: TopicsServices
  readonly appearance: FakeAppearance
  readonly stored: StoredAttempts
  readonly dialogs: FakeDialogs
  /** The pages opened and the ids of the questions queued, in order. */
  readonly went: string[]
}

/** @param seasons as in the operator's season file */
export function createFakeTopics(
  language: Language = 'zh',
  fontScale = 1,
  seasons: readonly unknown[] = [],
): FakeTopics {
  const stored = createStoredAttempts()
  const dialogs = createFakeDialogs()
  const appearance = createFakeAppearance(language, fontScale)
  const went: string[] = []
  const values = new Map<string, unknown>()
  const store: Pick<KeyValueStore, 'get' | 'set'> = {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
  }
  const navigation = {
    openTopic: (id) => void went.push(`topic ${id}`),
    openTab: (tab) => void went.push(tab),
  } satisfies Partial<Navigation> as unknown as Navigation
  const nowMs = () => at(23, 18)
  const planner = createPlanner({
    ...{ attempts: stored.attempts, settings: appearance.settings, nowMs, dayOf: dayNumberOf },
    phrases: { dueCount: () => 0, list: () => [] },
    seasons: readSeasons({ seasons }),
  })
  const services = withAppearance(appearance, {
    planner,
    attempts: stored.attempts,
    stars: createStars(store as KeyValueStore),
    questions: {
      next: planner.next,
      queue: (...questions: readonly AskedQuestion[]) =>
        void went.push(...questions.map(({ id }) => `queue ${id}`)),
      takeQueued: () => [],
    },
    navigation,
    dialogs,
    nowMs,
  })
  return { services, appearance, stored, dialogs, went }
}
