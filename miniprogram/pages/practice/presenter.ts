// The session, the player and the taps → setData's patches: everything the page does, without its framework.
import type { Question } from '../../core/questions/bank'
import type { Services } from '../../core/services'
import type { SessionState } from '../../core/session/session-state'
import { messagesFor } from '../../i18n/index'
import { guideText, zoneLabelsOf } from '../../i18n/pace'
import { createLook, type LookData, type LookServices } from '../look'
import { createReader, type Patch, type Reader } from '../reading/reader'
import { viewOf, type Intent, type PracticeView } from './practice-view'

/** What this page needs of the app's services. */
export type PracticeServices = LookServices &
  Pick<
    Services,
    | 'openSession'
    | 'recovery'
    | 'player'
    | 'questions'
    | 'navigation'
    | 'copy'
    | 'openSettings'
    | 'phrases'
    | 'dialogs'
  >

export interface Presenter {
  /** The answer and the recording. */
  readonly reader: Reader<PracticeView>
  press(intent: Intent): void
  cancel(): void
  finish(): void
  pauseOrResume(): void
  another(): void
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
    () => question.text,
  )
  let question: Question = services.questions.next()
  /** The run whose failure was mended in WeChat's settings. */
  let mendedRun: number | null = null
  let interruptedId = ''
  let isClosed = false
  let wasRecording = false

  function present(state: SessionState): void {
    const isMended = state.run === mendedRun && (state.phase === 'idle' || state.phase === 'recorded')
    const view = viewOf(
      isMended ? { ...state, error: null } : state,
      messagesFor(services.language),
      services.settings.current,
    )
    const isRecording = view.screen === 'recording'
    if (isRecording !== wasRecording) services.navigation.setTabBarVisible(!isRecording)
    wasRecording = isRecording
    reader.present(state, view)
  }

  function record(): void {
    reader.silence()
    tellInterrupted('')
    session.record(question)
  }

  function ask(asked: Question): void {
    reader.silence()
    question = asked
    show({ question: questionView(), isUnwritten: false })
    session.reset()
  }

  /** `''`: there is nothing to tell any more. */
  function tellInterrupted(id: string): void {
    if (isClosed || id === interruptedId) return
    interruptedId = id
    show({ hasInterrupted: id !== '' })
  }

  function questionView() {
    const { topic, text, gloss } = question
    return services.language === 'zh'
      ? { topic: `${topic.en} · ${topic.zh}`, text, gloss }
      : { topic: topic.en, text, gloss: '' }
  }

  const intents: Readonly<Record<Intent, () => void>> = {
    record,
    next: () => ask(services.questions.next(question)),
    send() {
      show({ isUnwritten: false })
      session.send()
    },
    stop: () => session.stop(),
    settings: () => {
      void services.openSettings().then((isAllowed) => {
        if (!isAllowed) return
        mendedRun = session.state.run
        present(session.state)
      })
    },
  }

  function dress(data: LookData): void {
    const { guideZone, isPaceShown } = services.settings.current
    show({
      ...data,
      question: questionView(),
      zone: isPaceShown ? guideZone : null,
      guide: isPaceShown ? guideText(data.t, guideZone) : '',
      zoneLabels: zoneLabelsOf(data.t, guideZone),
    })
    present(session.state)
  }

  const look = createLook(services, ({ words }) => words.title, dress)
  const unsubscribe = session.subscribe(present)
  void services.recovery.then(({ interrupted }) => {
    if (session.state.phase === 'idle') tellInterrupted(interrupted[0] ?? '')
  })

  return {
    reader,
    press: (intent) => intents[intent](),
    cancel: () => session.cancel(),
    finish: () => session.finish(),
    pauseOrResume() {
      const { state } = session
      if (state.phase !== 'recording') return
      if (state.status === 'paused') session.resume()
      else session.pause()
    },
    another: intents.next,
    openInterrupted() {
      const id = interruptedId
      tellInterrupted('')
      services.navigation.openAttempt(id)
    },
    shown() {
      look.shown()
      // where it could not be shown again because another page was on top
      if (!wasRecording) services.navigation.setTabBarVisible(true)
      const asked = services.questions.takeAsked()
      if (!asked) return
      // an answer that still grows for the question before is closed, and kept
      session.stop()
      ask(asked)
    },
    hidden: () => reader.pause(),
    close() {
      isClosed = true
      look.close()
      unsubscribe()
      services.player.destroy()
      session.leave()
    },
  }
}
