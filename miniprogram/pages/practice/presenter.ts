// The session, the player and the taps → setData's patches: everything the page does, without its framework.
import type { Services } from '../../services'
import type { SessionState } from '../../core/session/session-state'
import { messagesFor, type Messages } from '../../i18n/index'
import { zoneLabelsOf } from '../../i18n/pace'
import { isTakeError, sentenceForError } from '../../i18n/sentences'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import { createReader, type Reader } from '../../presentation/reading/reader'
import { viewOf, type Intent, type PracticeView } from './practice-view'
import { createReady, type ReadyServices } from './ready'

/** What this page needs of the app's services. */
export type PracticeServices = AppearanceServices &
  ReadyServices &
  Pick<
    Services,
    | 'openSession'
    | 'recovery'
    | 'player'
    | 'questions'
    | 'navigation'
    | 'copy'
    | 'openSettings'
    | 'openPhoneSettings'
    | 'isResolved'
    | 'privacy'
    | 'phrases'
    | 'dialogs'
  >

export interface Presenter {
  /** The answer and the recording. */
  readonly reader: Reader<PracticeView>
  press(intent: Intent): void
  /** What is recorded has been read: on to the recording, or back. */
  answerFirstUse(isAgreed: boolean): void
  cancel(): void
  finish(): void
  pauseOrResume(): void
  another(): void
  /** The page was opened by a link, perhaps with a question's id: anything. */
  opened(questionId: string | undefined): void
  star(): void
  /** A card for a friend: never a recording. */
  share(): { readonly title: string; readonly path: string }
  openMock(): void
  openTopics(): void
  /** Opens the attempt that the last launch left half-way. */
  openInterrupted(): void
  /** The page is seen, for the first time or again: a question that was left for it takes the place of its own. */
  shown(): void
  /** Another page covers this one, or WeChat went to the background. */
  hidden(): void
  /** The page is gone: nothing is shown any more, the take is kept, the answer closed. */
  close(): void
}

/** `show` gets one patch per change, never empty, never with `undefined`; the first before this returns. */
export function createPresenter(services: PracticeServices, show: (patch: Patch) => void): Presenter {
  const session = services.openSession({ onUnwritten: () => show({ isUnwritten: true }) })
  const reader = createReader<PracticeView>(
    services,
    () => session.state,
    show,
    () => ready.question.text,
  )
  const ready = createReady(services, show)
  /** The run whose failure sent the student to the phone's settings. */
  let leftRun: number | null = null
  let interruptedId = ''
  let isClosed = false
  let wasBarHidden = false
  let isTelling = false

  function present(state: SessionState): void {
    reader.present(state, viewOf(state, messagesFor(services.language), services.settings.current))
    fitTabBar()
  }

  /** Hidden below what asks for all attention. */
  function fitTabBar(): void {
    const isBarHidden = isTelling || session.state.phase === 'recording'
    if (isBarHidden !== wasBarHidden) services.navigation.setTabBarVisible(!isBarHidden)
    wasBarHidden = isBarHidden
  }

  function tellFirstUse(isShown: boolean): void {
    isTelling = isShown
    show({ isTelling })
    fitTabBar()
  }

  function record(): void {
    if (!services.privacy.hasAcknowledged()) return tellFirstUse(true)
    reader.silence()
    tellInterrupted('')
    session.record(ready.question)
  }

  /** What kept the take from beginning is out of the way, and it was the student who saw to that. */
  function goOn(): void {
    session.dismiss()
    record()
  }

  /** Back from anywhere, with a failure on the page that may have been mended there. */
  async function recheck(): Promise<void> {
    const { state } = session
    const error = 'error' in state ? state.error : null
    const wasSent = leftRun === state.run
    leftRun = null
    if (!error || !isTakeError(error.code)) return
    const isResolved = await services.isResolved(error.code)
    if (!isResolved || isClosed || session.state !== state) return
    if (wasSent) goOn()
    else session.dismiss()
  }

  /** Another question, and an empty page for it. */
  function change(choose: () => void): void {
    reader.silence()
    choose()
    show({ isUnwritten: false })
    session.reset()
  }

  /** `''`: there is nothing to tell any more. */
  function tellInterrupted(id: string): void {
    if (isClosed || id === interruptedId) return
    interruptedId = id
    show({ hasInterrupted: id !== '' })
  }

  const intents: Readonly<Record<Intent, () => void>> = {
    record,
    next: () => change(ready.goOn),
    send() {
      show({ isUnwritten: false })
      session.send()
    },
    stop: () => session.stop(),
    settings: () => {
      const { run } = session.state
      void services.openSettings().then((isAllowed) => {
        if (isAllowed && !isClosed && session.state.run === run) goOn()
      })
    },
    'phone-settings': () => {
      leftRun = session.state.run
      services.openPhoneSettings()
    },
    privacy: () => services.navigation.openPage('privacy'),
    'copy-problem': () => {
      const { state } = session
      const error = 'error' in state ? state.error : null
      if (error)
        services.copy(`${sentenceForError(messagesFor(services.language), error).title} (${error.message})`)
    },
  }

  function applyAppearance(data: AppearanceData<'practice'>, { words }: Messages): void {
    const { language, settings } = services
    show({ ...data, language, zoneLabels: zoneLabelsOf(words, settings.current.guideZone) })
    ready.refresh()
    present(session.state)
  }

  const appearance = createAppearance(services, 'practice', ({ words }) => words.title, applyAppearance)
  const unsubscribe = session.subscribe(present)
  void services.recovery.then(({ interrupted }) => {
    // takes may have been found again
    if (!isClosed) ready.refresh()
    if (session.state.phase === 'idle') tellInterrupted(interrupted[0] ?? '')
  })

  return {
    reader,
    press: (intent) => intents[intent](),
    answerFirstUse(isAgreed) {
      if (isAgreed) services.privacy.acknowledge()
      tellFirstUse(false)
      if (isAgreed) record()
    },
    cancel: () => session.cancel(),
    finish: () => session.finish(),
    pauseOrResume() {
      const { state } = session
      if (state.phase !== 'recording') return
      if (state.status === 'paused') session.resume()
      else session.pause()
    },
    another: intents.next,
    opened(questionId) {
      if (questionId !== undefined) ready.open(questionId)
    },
    star: ready.star,
    share: ready.share,
    openMock: services.navigation.openMock,
    openTopics: () => services.navigation.openTab('topics'),
    openInterrupted() {
      const id = interruptedId
      tellInterrupted('')
      services.navigation.openAttempt(id)
    },
    shown() {
      appearance.shown()
      // where it could not be shown again because another page was on top
      if (!wasBarHidden) services.navigation.setTabBarVisible(true)
      void recheck()
      const asked = services.questions.takeAsked()
      if (asked.length === 0) return ready.refresh()
      // an answer that still grows for the question before is closed, and kept
      session.stop()
      change(() => ready.ask(asked))
    },
    hidden: () => reader.pause(),
    close() {
      isClosed = true
      appearance.close()
      unsubscribe()
      services.player.destroy()
      session.leave()
    },
  }
}
