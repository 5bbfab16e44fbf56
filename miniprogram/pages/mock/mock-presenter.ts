// The mock runner and the taps → setData's patches: everything the mock page does, without its framework.
import type { Services } from '../../services'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { isTakeError, sentenceForError } from '../../i18n/sentences'
import { wholeSeconds } from '../../i18n/time'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import type { MainIntent, OutIntent } from './asking-view'
import { mockViewOf, type MockView } from './mock-view'
import { sendable, type MockIntent } from './summary-view'

/** What this page needs of the app's services. */
export type MockServices = AppearanceServices &
  Pick<
    Services,
    | 'mock'
    | 'player'
    | 'navigation'
    | 'copy'
    | 'openSettings'
    | 'openPhoneSettings'
    | 'isResolved'
    | 'privacy'
  >

export type Intent = MockIntent | MainIntent | OutIntent

export interface MockPresenter {
  press(intent: Intent): void
  /** What is recorded has been read: on to the recording, or back. */
  answerFirstUse(isAgreed: boolean): void
  openPrivacy(): void
  skip(): void
  end(): void
  showSummary(): void
  open(attemptId: string): void
  shown(): void
  /** Another page covers this one, or WeChat went to the background. */
  hidden(): void
  /** The page is gone: nothing is shown any more, the take is kept, the answer closed. */
  close(): void
}

/** `show` gets one patch per change, never empty, never with `undefined`; the first before this returns. */
export function createMockPresenter(services: MockServices, show: (patch: Patch) => void): MockPresenter {
  const { mock, settings, navigation, player } = services
  const showView = diffing<MockView>(show)
  let screen: MockView['screen'] | null = null
  let isClosed = false
  /** What the student wanted when it had to be told first what is recorded. */
  let afterTelling: (() => void) | null = null

  function present(): void {
    const { language } = services
    const messages = messagesFor(language)
    const view = mockViewOf(mock.state, { language, zone: settings.current.guideZone, messages })
    if (screen && screen !== view.screen) services.setTitle(titleOf(messages))
    screen = view.screen
    showView(view)
  }

  function applyAppearance(data: AppearanceData<'mock'>, { words }: Messages): void {
    const zone = settings.current.guideZone
    const seconds = (timeMs: number): string => format(words.seconds, { n: wholeSeconds(timeMs) })
    show({
      ...data,
      language: services.language,
      zone,
      zoneLabels: { start: seconds(zone.startMs), end: seconds(zone.endMs) },
    })
    present()
  }

  function titleOf({ words }: Messages): string {
    return mock.state.phase === 'summary' ? words.summary : words.mock
  }

  function speak(start: () => void): void {
    if (!services.privacy.hasAcknowledged()) {
      afterTelling = start
      return show({ isTelling: true })
    }
    player.destroy()
    start()
  }

  /** The student has been to where it can be mended: nobody is asked anything. */
  async function recheck(): Promise<void> {
    const { error } = mock.state
    if (!error || !isTakeError(error.code) || !(await services.isResolved(error.code))) return
    if (mock.state.error === error && !isClosed) mock.dismissError()
  }

  const intents: Readonly<Record<Intent, () => void>> = {
    new: () => speak(() => mock.startNew()),
    goOn: () => speak(() => mock.goOn()),
    done: () => mock.done(),
    resume: () => mock.resumeTake(),
    send: () => mock.send(sendable(mock.state).ids),
    settings() {
      void services.openSettings().then((isAllowed) => {
        if (isAllowed && !isClosed) mock.dismissError()
      })
    },
    'phone-settings': () => services.openPhoneSettings(),
    privacy: () => navigation.openPage('privacy'),
    'copy-problem'() {
      const { error } = mock.state
      if (!error) return
      const { title } = sentenceForError(messagesFor(services.language), error)
      services.copy(`${title} (${error.message})`)
    },
  }

  mock.enter()
  const appearance = createAppearance(services, 'mock', titleOf, applyAppearance)
  const unsubscribe = mock.subscribe(present)

  return {
    press: (intent) => intents[intent](),
    answerFirstUse(isAgreed) {
      const start = afterTelling
      afterTelling = null
      show({ isTelling: false })
      if (!isAgreed || !start) return
      services.privacy.acknowledge()
      player.destroy()
      start()
    },
    openPrivacy: () => navigation.openPage('privacy'),
    skip: () => mock.skip(),
    end: () => mock.end(),
    showSummary: () => mock.showSummary(),
    open(attemptId) {
      if (attemptId !== '') navigation.openAttempt(attemptId)
    },
    shown() {
      appearance.shown()
      mock.shown()
      void recheck()
    },
    hidden: () => mock.hidden(),
    close() {
      isClosed = true
      appearance.close()
      unsubscribe()
      mock.leave()
    },
  }
}
