// The session, the player and taps → patches for setData: all of the practice page's logic, without WeChat.
import type { UnfinishedAttempt } from '../../core/attempts/unfinished'
import type { SessionState } from '../../core/session/session-state'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import { createModelSheet, type ModelSheetServices } from '../../presentation/model-answer/model-sheet'
import type { Patch } from '../../presentation/patch'
import type { Query } from '../../presentation/presented'
import { createAskAgain, type AskAgainServices } from '../../presentation/reading/ask-again'
import { createReader, type ReaderServices } from '../../presentation/reading/reader'
import { createQuestionVoice } from '../../presentation/voice/question-voice'
import { createTakeFlow, type TakeFlowServices } from '../../presentation/take/take-flow'
import type { Services } from '../../services'
import { practiceViewOf, type PracticeAct, type TakeAct } from './practice-view'
import { createQuestionPicker, type QuestionPickerServices } from './question-picker'
import { createTakePlan, type TakePlanServices } from './take-plan'

/** What this page needs of the app's services. */
export type PracticeServices = AppearanceServices &
  QuestionPickerServices &
  TakePlanServices &
  AskAgainServices &
  ReaderServices &
  ModelSheetServices &
  TakeFlowServices &
  Pick<Services, 'openSession' | 'unfinished'>

/**
 * `show` gets one patch per change, never empty, without `undefined`; the first before this returns.
 * @param query may name a question's id; untrusted, as it may come from a link
 */
export function createPracticePresenter(
  services: PracticeServices,
  show: (patch: Patch) => void,
  { question: linkedId }: Query = {},
) {
  const { navigation } = services
  const session = services.openSession({
    guideZone: () => plan.zone,
    onUnwritten: () => show({ isUnwritten: true }),
  })
  const questions = createQuestionPicker(services, show)
  const plan = createTakePlan(services, () => questions.question)
  const reader = createReader(
    services,
    () => session.state,
    showSheet,
    () => questions.question.text,
  )
  const model = createModelSheet(services, () => questions.question, showSheet, reader.openSentences)
  const hearing = createQuestionVoice(services, () => questions.question.text, show)
  const askAgain = createAskAgain(
    services,
    () => session.state,
    () => present(session.state),
  )
  let offered: UnfinishedAttempt | null = null
  let hasRecorded = false
  let isClosed = false
  let wasBarHidden = false
  let isFirstUseShown = false
  const openSheets = new Set<string>()

  function present(state: SessionState): void {
    const { language, settings, nowMs } = services
    const shown = { state, plan: plan.of(state), isPaceShown: settings.current.isPaceShown }
    const view = practiceViewOf(shown, messagesFor(language), nowMs())
    reader.present(state, { ...view, askAgain: askAgain.of(state) })
    fitTabBar()
  }

  /** A patch that may open or close sheet.wxml or model-sheet.wxml. */
  function showSheet(patch: Patch): void {
    show(patch)
    for (const name of ['sheet', 'model'] as const) {
      if (patch[name] === null) openSheets.delete(name)
      else if (name in patch) openSheets.add(name)
    }
    fitTabBar()
  }

  /** Hides the tab bar during a take and while first-use.wxml or a sheet is shown. */
  function fitTabBar(): void {
    const isBarHidden = isFirstUseShown || openSheets.size > 0 || session.state.phase === 'recording'
    if (isBarHidden !== wasBarHidden) navigation.setTabBarVisible(!isBarHidden)
    wasBarHidden = isBarHidden
  }

  const flow = createTakeFlow(services, {
    showFirstUse(isShown) {
      isFirstUseShown = isShown
      show({ isFirstUseShown })
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
      hasRecorded = true
      offerUnfinished()
      plan.begin()
      session.record(questions.question)
    })
  }

  /** Changes the question and empties the page. */
  function change(choose: () => void): void {
    reader.stopPlayback()
    choose()
    show({ isUnwritten: false })
    session.reset()
  }

  /** Offers what earlier launches left unfinished, as it is now, until a take begins. */
  function offerUnfinished(): void {
    const isWanted = !isClosed && !hasRecorded && session.state.phase === 'idle'
    const next = isWanted ? services.unfinished.current() : null
    if (next?.id === offered?.id) return
    offered = next
    show({ unfinished: next && next.kind })
  }

  function applyAppearance(data: AppearanceData): void {
    show({ ...data, language: services.language })
    questions.refresh()
    hearing.refresh()
    present(session.state)
  }

  const appearance = createAppearance(services, ({ words }) => words.title, applyAppearance)
  const unsubscribe = session.subscribe(present)
  // a mock's take may be saved after this page is shown again
  const unsubscribeAttempts = services.attempts.onChanged(questions.refresh)
  if (linkedId !== undefined) questions.open(linkedId)
  void services.unfinished.ready.then(() => {
    // recovery may have found recordings
    if (!isClosed) questions.refresh()
    offerUnfinished()
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

  const takeActs: Readonly<Record<TakeAct, () => void>> = {
    cancel: () => session.cancel(),
    finish: () => session.finish(),
    pause: () => session.pause(),
    resume: () => session.resume(),
  }

  return {
    reader,
    modelScroll: model.scroll,
    acts: {
      ...reader.acts,
      ...model.acts,
      ...hearing.acts,
      ...askAgain.acts,
      ...flow.acts,
      ...dockActs,
      ...takeActs,
      bringBack() {
        reader.stopPlayback()
        session.bringBack()
      },
      star: questions.toggleStar,
      openPlan: () => navigation.openPage('plan'),
      openMock: () => navigation.openMock(),
      openTakes: () => navigation.openTakes(questions.question.id),
      openTopics: () => navigation.openTab('topics'),
      openUnfinished() {
        if (offered) navigation.openAttempt(offered.id)
      },
    },
    /** A card to share: never a recording. */
    share: questions.share,
    /** Queued questions replace the current one, whose answer goes on without the page. */
    shown() {
      appearance.shown()
      // it could not be shown while another page was on top
      if (!wasBarHidden) navigation.setTabBarVisible(true)
      void flow.recheck()
      offerUnfinished()
      const queued = services.questions.takeQueued()
      if (queued.length === 0) return questions.refresh()
      change(() => questions.ask(queued))
    },
    hidden() {
      session.keepCancelled()
      reader.pause()
    },
    /** Saves a take in progress; an answer goes on. */
    close() {
      isClosed = true
      flow.close()
      appearance.close()
      unsubscribe()
      unsubscribeAttempts()
      reader.close()
      session.leave()
    },
  }
}
