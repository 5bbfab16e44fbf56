// The mock runner and taps → patches for setData: all of the mock page's logic, without WeChat.
import { messagesFor, type Messages } from '../../i18n/index'
import { zoneLabelsOf } from '../../i18n/pace'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import { askedIndex } from '../../core/mock/mock-set'
import { unheardAfterMs } from '../../core/recording/silence'
import { diffing, type Patch } from '../../presentation/patch'
import { createTakeFlow, type TakeFlowServices } from '../../presentation/take/take-flow'
import type { Services } from '../../services'
import { mockViewOf, type MockView } from './mock-view'
import { sendable } from './summary-view'

/** What this page needs of the app's services. */
export type MockServices = AppearanceServices &
  TakeFlowServices &
  Pick<Services, 'mock' | 'player' | 'speaker'>

/** `show` gets one patch per change, never empty, without `undefined`; the first before this returns. */
export function createMockPresenter(services: MockServices, show: (patch: Patch) => void) {
  const { mock, settings, navigation, player } = services
  const showView = diffing<MockView>(show)
  /** Index of the question whose text is shown although the voice asks it. */
  let revealed: number | null = null
  let screen: MockView['screen'] | null = null

  function present(): void {
    const { language } = services
    const messages = messagesFor(language)
    const { state } = mock
    const asked = state.set && askedIndex(state.set)
    // nothing is said: the sound may have been off
    if ((state.take?.silentMs ?? 0) >= unheardAfterMs) revealed = asked
    const isRevealed = asked !== null && revealed === asked
    const view = mockViewOf(state, { language, guideZone: settings.current.guideZone, messages, isRevealed })
    if (screen && screen !== view.screen) services.setTitle(titleOf(messages))
    screen = view.screen
    showView(view)
  }

  function applyAppearance(data: AppearanceData, { words }: Messages): void {
    const { guideZone } = settings.current
    const isSpoken = services.speaker.speaks && settings.current.isMockSpoken
    show({
      ...data,
      language: services.language,
      guideZone,
      isSpoken,
      zoneLabels: zoneLabelsOf(words, guideZone),
    })
    present()
  }

  function titleOf({ words }: Messages): string {
    return mock.state.phase === 'summary' ? words.summary : words.mock
  }

  const flow = createTakeFlow(services, {
    showFirstUse: (isFirstUseShown) => show({ isFirstUseShown }),
    error: () => mock.state.error,
    run: () => mock.state.error,
    // the question waits for a tap
    resolved: () => mock.dismissError(),
  })

  function speak(begin: () => void): void {
    flow.start(() => {
      player.destroy()
      begin()
    })
  }

  mock.enter()
  const appearance = createAppearance(services, titleOf, applyAppearance)
  const unsubscribe = mock.subscribe(present)

  return {
    acts: {
      ...flow.acts,
      new: () => speak(() => mock.startNew()),
      continue: () => speak(() => mock.continueSet()),
      answerNow: () => mock.answerNow(),
      reveal() {
        const { set } = mock.state
        revealed = set && askedIndex(set)
        present()
      },
      done: () => mock.done(),
      resume: () => mock.resumeTake(),
      skip: () => mock.skip(),
      end: () => mock.end(),
      summary: () => mock.showSummary(),
      send: () => mock.send(sendable(mock.state).ids),
      open({ id }: Pick<ActData, 'id'>) {
        if (id !== '') navigation.openAttempt(id)
      },
    },
    shown() {
      appearance.shown()
      mock.shown()
      void flow.recheck()
    },
    hidden: () => mock.hidden(),
    /** Saves a take in progress; answers go on. */
    close() {
      flow.close()
      appearance.close()
      unsubscribe()
      mock.leave()
    },
  }
}
