// The mock runner and the taps → setData's patches: everything the mock page does, without its framework.
import type { Services } from '../../core/services'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { wholeSeconds } from '../../i18n/time'
import { createLook, type LookData, type LookServices } from '../look'
import { changes, type Patch } from '../reading/reader'
import type { AskingView } from './asking-view'
import { mockViewOf, type MockView } from './mock-view'
import { sendable, type MockIntent } from './summary-view'

/** What this page needs of the app's services. */
export type MockServices = LookServices & Pick<Services, 'mock' | 'player' | 'navigation' | 'openSettings'>

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
    if (shown.screen && shown.screen !== view.screen) services.setTitle(titleOf(messages))
    shown = view
    if (Object.keys(patch).length > 0) show(patch)
  }

  function dress(data: LookData): void {
    const zone = settings.current.guideZone
    const seconds = (timeMs: number): string => format(data.t.seconds, { n: wholeSeconds(timeMs) })
    show({ ...data, zone, zoneLabels: { start: seconds(zone.startMs), end: seconds(zone.endMs) } })
    present()
  }

  function titleOf({ words }: Messages): string {
    return mock.state.phase === 'summary' ? words.summary : words.mock
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
  const look = createLook(services, titleOf, dress)
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
      look.shown()
      mock.shown()
    },
    hidden: () => mock.hidden(),
    close() {
      isClosed = true
      look.close()
      unsubscribe()
      mock.leave()
    },
  }
}
