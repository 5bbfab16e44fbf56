// Services that a test drives: the session's state is set, its calls are written down.
import { AppError } from '../../miniprogram/core/errors'
import type { Playback, Player, Recording } from '../../miniprogram/core/ports'
import { nextQuestion, type Question } from '../../miniprogram/core/questions/bank'
import type { Language, Services } from '../../miniprogram/core/services'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import type { SessionState } from '../../miniprogram/core/session/session-state'
import type { PracticeServices } from '../../miniprogram/pages/practice/presenter'

export interface FakeServices extends PracticeServices, Pick<Services, 'diagnostics'> {
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
  /** What is in the way has been seen to, elsewhere. */
  mended: boolean
  /** What is recorded has been read. */
  told: boolean
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
  const titles: string[] = []
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
    dismiss() {
      calls.push('dismiss')
      if ('error' in state) services.show({ ...state, error: null })
    },
    reset: call('reset'),
    move: call('move'),
    forget: call('forget'),
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

  const services: FakeServices = {
    calls,
    copied,
    titles,
    allowed: true,
    openSession(options) {
      unwritten = options?.onUnwritten
      return session
    },
    failToWrite: () => unwritten?.(new AppError('storage-full')),
    player,
    language,
    fontScale,
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
      openPage: (name) => void calls.push(`openPage ${name}`),
      openTab: (tab) => void calls.push(`openTab ${tab}`),
      back: (tab) => void calls.push(`back ${tab}`),
      setTabBarVisible: (isVisible) => void tabBar.push(isVisible),
    },
    tabBar,
    setTabTitles: () => undefined,
    setTitle: (title) => void titles.push(title),
    copy: (text) => void copied.push(text),
    openSettings() {
      calls.push('openSettings')
      return Promise.resolve(services.allowed)
    },
    openPhoneSettings: call('openPhoneSettings'),
    isMended(code) {
      calls.push(`isMended ${code}`)
      return Promise.resolve(services.mended)
    },
    mended: false,
    diagnostics: { runs: () => [], facts: ['app 1.0.0 (release)', 'WeChat 8.0.60'] },
    privacy: {
      isTold: () => services.told,
      tell: () => void (services.told = true),
      usesCloud: false,
      serviceHost: 'api.example.com',
      openGuide: call('openGuide'),
    },
    told: true,
    show(next) {
      state = next
      for (const listener of [...listeners]) listener(state)
    },
    listenerCount: () => listeners.size,
    play: (playback) => heard?.(playback),
  }
  return services
}
