// The session, the player and the taps → setData's patches: everything the practice page does, without its framework.
import type { SessionState } from '../../core/session/session-state'
import { messagesFor, type Messages } from '../../i18n/index'
import { zoneLabelsOf } from '../../i18n/pace'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import type { Query } from '../../presentation/presented'
import { createReader, type ReaderServices } from '../../presentation/reading/reader'
import { createTakeFlow, type TakeFlowServices } from '../../presentation/take/take-flow'
import type { Services } from '../../services'
import { practiceViewOf, type PracticeAct } from './practice-view'
import { createQuestionPicker, type QuestionPickerServices } from './question-picker'

/** What this page needs of the app's services. */
export type PracticeServices = AppearanceServices &
  QuestionPickerServices &
  ReaderServices &
  TakeFlowServices &
  Pick<Services, 'openSession' | 'recovery'>

/**
 * `show` gets one patch per change, never empty, never with `undefined`; the first before this returns.
 * @param query perhaps with a question's id: from a link, so anything
 */
export function createPracticePresenter(
  services: PracticeServices,
  show: (patch: Patch) => void,
  { question: linkedId }: Query = {},
) {
  const { navigation } = services
  const session = services.openSession({ onUnwritten: () => show({ isUnwritten: true }) })
  const questions = createQuestionPicker(services, show)
  const reader = createReader(
    services,
    () => session.state,
    show,
    () => questions.question.text,
  )
  let interruptedId = ''
  let isClosed = false
  let wasBarHidden = false
  let isTelling = false

  function present(state: SessionState): void {
    reader.present(state, practiceViewOf(state, messagesFor(services.language), services.settings.current))
    fitTabBar()
  }

  /** Hidden below what asks for all attention. */
  function fitTabBar(): void {
    const isBarHidden = isTelling || session.state.phase === 'recording'
    if (isBarHidden !== wasBarHidden) navigation.setTabBarVisible(!isBarHidden)
    wasBarHidden = isBarHidden
  }

  const flow = createTakeFlow(services, {
    tell(shown) {
      isTelling = shown
      show({ isTelling })
      fitTabBar()
    },
    error: () => ('error' in session.state ? session.state.error : null),
    run: () => session.state.run,
    resolved(wasSent) {
      session.dismiss()
      if (wasSent) record()
    },
  })

  function record(): void {
    flow.start(() => {
      reader.stopPlayback()
      tellInterrupted('')
      session.record(questions.question)
    })
  }

  /** Another question, and an empty page for it. */
  function change(choose: () => void): void {
    reader.stopPlayback()
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

  function applyAppearance(data: AppearanceData, { words }: Messages): void {
    const { language, settings } = services
    const { guideZone, isPaceShown } = settings.current
    const zoneLabels = zoneLabelsOf(words, guideZone)
    show({ ...data, language, zoneLabels, guideZone: isPaceShown ? guideZone : null })
    questions.refresh()
    present(session.state)
  }

  const appearance = createAppearance(services, ({ words }) => words.title, applyAppearance)
  const unsubscribe = session.subscribe(present)
  if (linkedId !== undefined) questions.open(linkedId)
  void services.recovery.then(({ interrupted }) => {
    // recordings may have been found again
    if (!isClosed) questions.refresh()
    if (session.state.phase === 'idle') tellInterrupted(interrupted[0] ?? '')
  })

  const dockActs: Readonly<Record<Exclude<PracticeAct, keyof typeof flow.acts>, () => void>> = {
    record,
    send() {
      show({ isUnwritten: false })
      session.send()
    },
    stop: () => session.stop(),
    next: () => change(questions.next),
  }

  return {
    reader,
    acts: {
      ...reader.acts,
      ...flow.acts,
      ...dockActs,
      cancel: () => session.cancel(),
      finish: () => session.finish(),
      pauseOrResume() {
        const { state } = session
        if (state.phase !== 'recording') return
        if (state.status === 'paused') session.resume()
        else session.pause()
      },
      star: questions.toggleStar,
      openMock: () => navigation.openMock(),
      openTopics: () => navigation.openTab('topics'),
      /** The attempt that the last launch left half-way. */
      openInterrupted() {
        const id = interruptedId
        tellInterrupted('')
        navigation.openAttempt(id)
      },
    },
    /** A card for a friend: never a recording. */
    share: questions.share,
    /** A question that was left for this page takes the place of its own. */
    shown() {
      appearance.shown()
      // where it could not be shown again because another page was on top
      if (!wasBarHidden) navigation.setTabBarVisible(true)
      void flow.recheck()
      const asked = services.questions.takeQueued()
      if (asked.length === 0) return questions.refresh()
      // an answer that still grows for the question before is closed, and kept
      session.stop()
      change(() => questions.ask(asked))
    },
    hidden: () => reader.pause(),
    /** The take is kept, the answer closed. */
    close() {
      isClosed = true
      flow.close()
      appearance.close()
      unsubscribe()
      services.player.destroy()
      session.leave()
    },
  }
}
