// Fake services: the test sets the session's state, and its calls are recorded.
import type { AskedQuestion } from '../../miniprogram/core/questions/question'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import type { AttemptSummary } from '../../miniprogram/core/attempts/attempt-summary'
import type { UnfinishedAttempt } from '../../miniprogram/core/attempts/unfinished'
import { AppError } from '../../miniprogram/core/errors'
import type { KeyValueStore, Playback, Player, Recording } from '../../miniprogram/core/ports'
import { createPlanner } from '../../miniprogram/core/plan/planner'
import { createStars } from '../../miniprogram/core/questions/stars'
import type { GuideZone } from '../../miniprogram/core/recording/pace'
import { dayNumberOf } from '../../miniprogram/i18n/day'
import type { Language } from '../../miniprogram/i18n/language'
import type { Services } from '../../miniprogram/services'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import type { SessionState } from '../../miniprogram/core/session/session-state'
import type { AppearanceServices } from '../../miniprogram/presentation/appearance'
import type { PracticeServices } from '../../miniprogram/pages/practice/practice-presenter'
import { createSpeaker } from '../../miniprogram/core/voice/speaker'
import { createPhraseBook } from '../../miniprogram/core/phrases/phrase-book'
import { createPhone } from '../core/attempts/phone'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock'
import { createFakeVoice, type FakeVoice } from '../fakes/fake-voice'
import { createFakeDialogs, type FakeDialogs } from './attempt-services'
import { createFakeAppearance, withAppearance } from './fake-appearance'
import { tapClock } from './find'
import { at } from './history/summaries'

export interface FakeServices extends PracticeServices, Pick<Services, 'diagnostics' | 'speechOf'> {
  readonly clock: FakeClock
  /** The guide zone that the session of the page goes by. */
  zoneOfTake(): GuideZone | undefined
  /** There is none unless the test says so. */
  readonly voice: FakeVoice
  /** The calls of the session's and the player's methods, in order. */
  readonly calls: string[]
  readonly copied: string[]
  readonly titles: string[]
  /** True each time the tab bar was shown, false each time it was hidden. */
  readonly tabBar: boolean[]
  /** Earlier attempts, newest first. */
  spoken: readonly AttemptSummary[]
  /** The attempts of which more is known than what lists need. */
  stored: readonly Attempt[]
  /** An attempt is added, as by a mock whose page was just left. */
  spoke(attempt: AttemptSummary): void
  readonly dialogs: FakeDialogs
  /** Questions that another page queued for practice. */
  queued: readonly AskedQuestion[]
  /** What earlier launches left unfinished. */
  offered: UnfinishedAttempt | null
  /** The attempts whose pages were opened. */
  readonly seen: string[]
  /** What becomes of asking for a model answer. */
  modelAnswer: () => Promise<string>
  /** What WeChat's settings will return. */
  allowed: boolean
  /** Whether the cause of the error has been resolved elsewhere. */
  resolved: boolean
  /** Whether the privacy notice has been acknowledged. */
  acknowledged: boolean
  show(state: SessionState): void
  listenerCount(): number
  /** The session could not store the outcome of the answer. */
  failToWrite(): void
  play(playback: Playback): void
}

export const nowMs = at(23, 18)

export const recording: Recording = {
  id: '1700000000000',
  filePath: 'wxfile://tmp/take.mp3',
  durationMs: 22_400,
  sizeBytes: 134_400,
  levels: [0.1, 0.5, 1, 0.3],
}

export function createFakeServices(
  language: Language = 'zh',
  fontScale = 1,
  offered: UnfinishedAttempt | null = null,
): FakeServices {
  const calls: string[] = []
  const clock = createFakeClock()
  const copied: string[] = []
  const tabBar: boolean[] = []
  const listeners = new Set<(state: SessionState) => void>()
  let state: SessionState = { phase: 'idle', run: 0, error: null, cancelled: null }
  let zoneOfTake: (() => GuideZone) | undefined
  let unwritten: ((error: AppError) => void) | undefined
  let heard: ((playback: Playback) => void) | null = null
  let attemptsChanged = (): void => undefined
  const call = (name: string) => () => void calls.push(name)

  const session: PracticeSession = {
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    record: (question) => void calls.push(`record ${question?.id}`),
    pause: call('pause'),
    resume: call('resume'),
    finish: call('finish'),
    cancel: call('cancel'),
    bringBack: call('bringBack'),
    keepCancelled: call('keepCancelled'),
    discard: call('discard'),
    send: call('send'),
    stop: call('stop'),
    dismiss() {
      calls.push('dismiss')
      if ('error' in state) services.show({ ...state, error: null })
    },
    reset: call('reset'),
    leave: call('leave'),
    appHidden: call('appHidden'),
    appShown: call('appShown'),
  }
  const player: Player = {
    play(_recording, listener) {
      calls.push('player.play')
      heard = listener
    },
    pause: call('player.pause'),
    seek: (positionMs) => void calls.push(`player.seek ${positionMs}`),
    destroy: call('player.destroy'),
    silence: () => Promise.resolve(),
  }

  const voice = createFakeVoice()
  voice.isThere = false
  const speaker = createSpeaker(voice, player)
  const appearance = createFakeAppearance(language, fontScale)
  const services: FakeServices = withAppearance<Omit<FakeServices, keyof AppearanceServices>>(appearance, {
    calls,
    copied,
    titles: appearance.titles,
    allowed: true,
    openSession(options) {
      unwritten = options?.onUnwritten
      zoneOfTake = options?.guideZone
      return session
    },
    zoneOfTake: () => zoneOfTake?.(),
    failToWrite: () => unwritten?.(new AppError('storage-full')),
    player: speaker.player,
    speaker,
    voice,
    phrases: createPhraseBook(createPhone().launch().store, { nowMs: () => 1 }),
    dialogs: createFakeDialogs(),
    questions: {
      next: (after) => services.planner.next(after),
      queue: (...questions) => void calls.push(`queue ${questions.map(({ id }) => id).join(' ')}`),
      takeQueued() {
        const { queued } = services
        services.queued = []
        return queued
      },
    },
    queued: [],
    spoken: [],
    stored: [],
    planner: createPlanner({
      ...{ attempts: { list: () => services.spoken }, settings: appearance.settings, nowMs: () => nowMs },
      ...{ dayOf: dayNumberOf, seasons: [] },
      phrases: { dueCount: () => 0, list: () => [] },
    }),
    attempts: {
      get: (id) => services.stored.find((attempt) => attempt.id === id) ?? null,
      update(id, change) {
        services.stored = services.stored.map((attempt) => (attempt.id === id ? change(attempt) : attempt))
        return services.attempts.get(id)
      },
      list: () => services.spoken,
      onChanged(listener) {
        attemptsChanged = listener
        return () => undefined
      },
    },
    spoke(attempt) {
      services.spoken = [attempt, ...services.spoken]
      attemptsChanged()
    },
    speechOf: () => Promise.resolve(undefined),
    modelAnswers: { of: () => services.modelAnswer(), fetchAhead: call('fetchAhead') },
    modelAnswer: () => Promise.resolve('I walk.\n\nIt’s healthy.'),
    stars: createStars({ get: () => undefined, set: () => undefined } as unknown as KeyValueStore),
    clock: { ...clock, monotonicMs: () => clock.monotonicMs() + tapClock.monotonicMs() },
    nowMs: () => nowMs,
    unfinished: {
      ready: Promise.resolve(),
      current: () => services.offered,
      seen: (id) => void services.seen.push(id),
    },
    offered,
    seen: [],
    navigation: {
      openAttempt: (id) => void calls.push(`openAttempt ${id}`),
      openPage: (page) => void calls.push(`openPage ${page}`),
      openTab: (tab) => void calls.push(`openTab ${tab}`),
      openTopic: (id) => void calls.push(`openTopic ${id}`),
      openTakes: (id) => void calls.push(`openTakes ${id}`),
      openMock: () => void calls.push('openMock'),
      back: (tab) => void calls.push(`back ${tab}`),
      setTabBarVisible: (isVisible) => void tabBar.push(isVisible),
    },
    tabBar,
    copy: (text) => void copied.push(text),
    openSettings() {
      calls.push('openSettings')
      return Promise.resolve(services.allowed)
    },
    openPhoneSettings: call('openPhoneSettings'),
    isResolved(code) {
      calls.push(`isResolved ${code}`)
      return Promise.resolve(services.resolved)
    },
    resolved: false,
    diagnostics: { runs: () => [], facts: ['app 1.0.0 (release)', 'WeChat 8.0.60'] },
    privacy: {
      hasAcknowledged: () => services.acknowledged,
      acknowledge: () => void (services.acknowledged = true),
      usesCloud: false,
      speaks: false,
      serviceHost: 'api.example.com',
      operator: { name: '', contact: '', model: '', retention: '' },
      openGuide: call('openGuide'),
    },
    acknowledged: true,
    show(next) {
      state = next
      for (const listener of [...listeners]) listener(state)
    },
    listenerCount: () => listeners.size,
    play: (playback) => heard?.(playback),
  })
  return services
}
