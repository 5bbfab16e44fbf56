// Services that a test drives: the session's state is set, its calls are written down.
import { AppError } from '../../miniprogram/core/errors'
import type { Playback, Player, Recording } from '../../miniprogram/core/ports'
import { nextQuestion, type Question } from '../../miniprogram/core/questions/bank'
import type { Language } from '../../miniprogram/core/services'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import type { SessionState } from '../../miniprogram/core/session/session-state'
import type { LookServices } from '../../miniprogram/pages/look'
import type { PracticeServices } from '../../miniprogram/pages/practice/presenter'
import { createPhraseBook } from '../../miniprogram/core/phrases/phrase-book'
import { createPhone } from '../core/attempts/phone'
import { createFakeDialogs } from './attempt-services'
import { createFakeLook, withLook } from './fake-look'

export interface FakeServices extends PracticeServices {
  /** Names of the session's and the player's methods, in the order of their calls. */
  readonly calls: string[]
  readonly copied: string[]
  readonly titles: string[]
  /** Each time that the tab bar was shown (true) or hidden. */
  readonly tabBar: boolean[]
  /** What another page left to be asked. */
  asked: Question | null
  /** What WeChat's settings will say. */
  allowed: boolean
  show(state: SessionState): void
  listenerCount(): number
  /** What became of the answer could not be stored. */
  failToWrite(): void
  play(playback: Playback): void
}

export const recording: Recording = {
  tempFilePath: 'wxfile://tmp/take.mp3',
  durationMs: 22_400,
  sizeBytes: 134_400,
  levels: [0.1, 0.5, 1, 0.3],
}

export function createFakeServices(
  language: Language = 'zh',
  fontScale = 1,
  interrupted: readonly string[] = [],
): FakeServices {
  const calls: string[] = []
  const copied: string[] = []
  const tabBar: boolean[] = []
  const listeners = new Set<(state: SessionState) => void>()
  let state: SessionState = { phase: 'idle', run: 0, error: null }
  let unwritten: ((error: AppError) => void) | undefined
  let heard: ((playback: Playback) => void) | null = null
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
    send: call('send'),
    stop: call('stop'),
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
  }

  const look = createFakeLook(language, fontScale)
  const services: FakeServices = withLook<Omit<FakeServices, keyof LookServices>>(look, {
    calls,
    copied,
    titles: look.titles,
    allowed: true,
    openSession(options) {
      unwritten = options?.onUnwritten
      return session
    },
    failToWrite: () => unwritten?.(new AppError('storage-full')),
    player,
    phrases: createPhraseBook(createPhone().launch().store, { nowMs: () => 1 }),
    dialogs: createFakeDialogs(),
    questions: {
      next: nextQuestion,
      ask: (question) => void calls.push(`ask ${question.id}`),
      takeAsked() {
        const { asked } = services
        services.asked = null
        return asked
      },
    },
    asked: null,
    recovery: Promise.resolve({ interrupted, found: [], setAsideCount: 0, newerCount: 0 }),
    navigation: {
      openAttempt: (id) => void calls.push(`openAttempt ${id}`),
      openPage: (page) => void calls.push(`openPage ${page}`),
      openTab: (tab) => void calls.push(`openTab ${tab}`),
      back: (tab) => void calls.push(`back ${tab}`),
      setTabBarVisible: (isVisible) => void tabBar.push(isVisible),
    },
    tabBar,
    copy: (text) => void copied.push(text),
    openSettings() {
      calls.push('openSettings')
      return Promise.resolve(services.allowed)
    },
    show(next) {
      state = next
      for (const listener of [...listeners]) listener(state)
    },
    listenerCount: () => listeners.size,
    play: (playback) => heard?.(playback),
  })
  return services
}
