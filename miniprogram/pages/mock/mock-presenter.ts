// The mock runner and the taps → setData's patches: everything the mock page does, without its framework.
import type { Services } from '../../core/services'
import { format, messagesFor } from '../../i18n/index'
import { wholeSeconds } from '../../i18n/time'
import { changes, type Patch } from '../reading/reader'
import type { AskingView } from './asking-view'
import { mockViewOf, type MockView } from './mock-view'
import { sendable, type MockIntent } from './summary-view'

/** What this page needs of the app's services. */
export type MockServices = Pick<
  Services,
  'mock' | 'settings' | 'player' | 'language' | 'fontScale' | 'navigation' | 'setTitle' | 'openSettings'
>

export interface MockPresenter {
  press(intent: MockIntent | AskingView['main']['intent']): void
  skip(): void
  end(): void
  openSettings(): void
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
  let shown: Partial<MockView> = {}
  let isClosed = false

  function present(): void {
    const { language } = services
    const messages = messagesFor(language)
    const view = mockViewOf(mock.state, { language, zone: settings.current.guideZone, messages })
    const patch = changes(shown, view)
    if (shown.screen !== view.screen) tellTitle()
    shown = view
    if (Object.keys(patch).length > 0) show(patch)
  }

  function tellTitle(): void {
    const { words } = messagesFor(services.language)
    services.setTitle(mock.state.phase === 'summary' ? words.summary : words.mock)
  }

  function dress(): void {
    const { language, fontScale } = services
    const { words } = messagesFor(language)
    const zone = settings.current.guideZone
    const seconds = (timeMs: number): string => format(words.seconds, { n: wholeSeconds(timeMs) })
    show({
      t: words,
      fontScale,
      zoomed: fontScale >= 1.3,
      zone,
      zoneLabels: { start: seconds(zone.startMs), end: seconds(zone.endMs) },
      isPaceShown: settings.current.isPaceShown,
    })
  }

  const intents: Readonly<Record<MockIntent | AskingView['main']['intent'], () => void>> = {
    new() {
      player.destroy()
      mock.startNew()
    },
    goOn() {
      player.destroy()
      mock.goOn()
    },
    done: () => mock.done(),
    resume: () => mock.resumeTake(),
    send: () => mock.send(sendable(mock.state).ids),
  }

  mock.enter()
  dress()
  present()
  const unsubscribe = mock.subscribe(present)

  return {
    press: (intent) => intents[intent](),
    skip: () => mock.skip(),
    end: () => mock.end(),
    openSettings() {
      void services.openSettings().then((isAllowed) => {
        if (isAllowed && !isClosed) mock.dismissError()
      })
    },
    showSummary: () => mock.showSummary(),
    open(attemptId) {
      if (attemptId !== '') navigation.openAttempt(attemptId)
    },
    shown() {
      tellTitle()
      mock.shown()
    },
    hidden: () => mock.hidden(),
    close() {
      isClosed = true
      unsubscribe()
      mock.leave()
    },
  }
}
