// One attempt, its session and taps → patches for setData: all of the attempt page's logic, without WeChat.
import type { Services } from '../../services'
import { answersWithText, answerToRead } from '../../core/attempts/attempt'
import { questionOf } from '../../core/questions/bank'
import type { GuideZone } from '../../core/recording/pace'
import { endedStateOf, withAnswer } from '../../core/attempts/attempt-session'
import { isAnswering, type EndedState, type SessionState } from '../../core/session/session-state'
import { dateAndTimeText } from '../../i18n/day'
import { messagesFor, type Messages } from '../../i18n/index'
import { zoneLabelsOf } from '../../i18n/pace'
import { topicText } from '../../i18n/topic'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import {
  createModelSheet,
  type ModelScroll,
  type ModelSheet,
  type ModelSheetServices,
} from '../../presentation/model-answer/model-sheet'
import type { Patch } from '../../presentation/patch'
import { createQuestionVoice } from '../../presentation/voice/question-voice'
import type { PagePresenter, Query } from '../../presentation/presented'
import { createAskAgain, type AskAgainServices } from '../../presentation/reading/ask-again'
import { createReader, type Reader, type ReaderServices } from '../../presentation/reading/reader'
import { plannedTake, takesOf } from '../../core/progress/takes'
import { attemptViewOf, choicesOf, type AttemptAct } from './attempt-view'

/** What this page needs of the app's services. */
export type AttemptServices = AppearanceServices &
  ReaderServices &
  AskAgainServices &
  ModelSheetServices &
  Pick<
    Services,
    'attempts' | 'speechOf' | 'openSession' | 'nowMs' | 'questions' | 'navigation' | 'unfinished'
  >

interface AttemptPresenter extends PagePresenter {
  /** Shows the answer and plays the recording; undefined if there is no such attempt. */
  readonly reader: Reader | undefined
  readonly modelScroll?: ModelScroll
  readonly acts: Partial<
    Reader['acts'] &
      ModelSheet &
      ReturnType<typeof createAskAgain>['acts'] &
      Record<AttemptAct | 'hearQuestion', () => void>
  > & {
    back(): void
    /** Shows the takes of its question side by side. */
    openTakes?(): void
    /** Shows another of the attempt's answers. */
    chooseAnswer?(data: Pick<ActData, 'index'>): void
  }
}

/**
 * `show` gets one patch per change, never empty, without `undefined`; the first before this returns.
 * @param query the attempt's id; untrusted, as it may come from a link
 */
export function createAttemptPresenter(
  services: AttemptServices,
  show: (patch: Patch) => void,
  { id = '' }: Query,
): AttemptPresenter {
  const { navigation, dialogs } = services
  const back = (): void => navigation.back('history')
  const found = services.attempts.get(id)

  if (!found) {
    const appearance = createAppearance(
      services,
      ({ words }) => words.history,
      (data) => show({ ...data, screen: 'missing' }),
    )
    return { reader: undefined, acts: { back }, ...appearance }
  }

  let attempt = found
  services.unfinished.seen(id)
  const { question, recording } = attempt
  const open = () => services.openSession({ attempt, onUnwritten: () => setUnwritten(true) })
  let session = open()
  const noRecording = { id, filePath: '', durationMs: attempt.durationMs, sizeBytes: 0, levels: [] }
  const current = (): SessionState => (recording ? session.state : endedStateOf(attempt, noRecording))
  /** What the student chose instead of the answer to read, until the session goes on. */
  let chosen: { readonly index: number; readonly state: EndedState } | null = null
  const reader = createReader(
    services,
    () => chosen?.state ?? current(),
    (patch) => {
      show(patch)
      if (patch.playbackProblem) void checkAudio()
    },
    () => question?.text ?? '',
  )
  const model = createModelSheet(services, () => question, show, reader.openSentences)
  const hearing = createQuestionVoice(services, () => question?.text ?? null, show)
  const askAgain = createAskAgain(services, current, present)
  let isGone = false
  let isErasing = false
  let isLost = false
  let isUnwritten = false
  /** Undefined until it is known, or if it cannot be known. */
  let { speech } = attempt
  let isMeasuring = speech === undefined && recording !== null

  function setUnwritten(isNowUnwritten: boolean): void {
    isUnwritten = isNowUnwritten
    show({ isUnwritten })
  }

  /** That of its take: shorter if the same was said before it. */
  function guideZone(): GuideZone {
    const zone = services.settings.current.guideZone
    return question
      ? plannedTake(question.id, services.attempts.list(), attempt.createdAtMs, zone).zone
      : zone
  }

  function present(): void {
    const state = current()
    // deleted: deleting it here already goes back
    if (!('recording' in state)) {
      if (!isErasing) show({ screen: 'missing' })
      return
    }
    const messages = messagesFor(services.language)
    const takeCount = question ? takesOf(question.id, services.attempts.list()).length : 0
    const shown = { attempt, state, chosen: chosen?.state ?? state, isLost, speech, isMeasuring, takeCount }
    const view = {
      ...attemptViewOf(shown, messages, guideZone(), services.nowMs()),
      choices: choices(state, messages),
      hasSound: recording !== null && !isLost,
      askAgain: askAgain.of(state),
    }
    reader.present(shown.chosen, view)
  }

  /** An answer that could not be written is shown, but is not among those of the attempt. */
  function choices(state: SessionState, messages: Messages): ReturnType<typeof choicesOf> {
    const stored = isAnswering(state) || isUnwritten ? null : services.attempts.get(id)
    if (!stored) return null
    const answers = answersWithText(stored)
    return choicesOf(answers, chosen ? (answers[chosen.index] ?? null) : answerToRead(stored), messages)
  }

  function chooseAnswer({ index }: Pick<ActData, 'index'>): void {
    const state = current()
    const stored = services.attempts.get(id)
    const answer = stored && answersWithText(stored)[index]
    if (!answer || state.phase !== 'ended') return
    chosen = answer === answerToRead(stored) ? null : { index, state: withAnswer(state, answer) }
    present()
  }

  function followSession(): void {
    chosen = null
    present()
  }

  /** Its answer may be completed without the page: see core/attempts/resumed-answers.ts. */
  function followLog(): void {
    const { state } = session
    if (state.phase !== 'ended' || state.reason !== 'interrupted') return
    const stored = services.attempts.get(id)
    if (!stored?.answers.some(({ logid, status }) => logid === state.logid && status === 'done')) return
    const before = session
    attempt = stored
    session = open()
    unsubscribe()
    unsubscribe = session.subscribe(followSession)
    before.leave()
    followSession()
  }

  /** The phone may have lost the file. That is not stored, as the file may be back next time. */
  async function checkAudio(): Promise<void> {
    const hasAudio = await services.attempts.hasAudio(id)
    const isMissing = !hasAudio && services.attempts.get(id) !== null
    if (isGone || isMissing === isLost) return
    isLost = isMissing
    show({ isLost })
    present()
  }

  async function measure(): Promise<void> {
    speech = await services.speechOf(id)
    isMeasuring = false
    if (!isGone) present()
  }

  async function erase(): Promise<void> {
    const { words } = messagesFor(services.language)
    const isAgreed = await dialogs.confirm({
      title: words.removeAttemptTitle,
      content: words.removeAttemptContent,
      yes: words.deleteShort,
      no: words.cancelShort,
      isDanger: true,
    })
    if (!isAgreed || isGone) return
    reader.stopPlayback()
    isErasing = true
    try {
      await services.attempts.remove([id])
      if (!isGone) back()
    } catch {
      isErasing = false
      await dialogs.confirm({ title: words.notAllDeleted, content: words.notAllDeletedWay, yes: words.ok })
    }
  }

  const dockActs: Readonly<Record<AttemptAct, () => void>> = {
    delete: () => void erase(),
    send() {
      setUnwritten(false)
      session.send()
    },
    stop: () => session.stop(),
    speak() {
      if (!question) return
      services.questions.queue(question)
      navigation.openTab('practice')
    },
  }

  function applyAppearance(data: AppearanceData, { words }: Messages): void {
    const { language } = services
    show({
      ...data,
      question: {
        topic: question ? topicText(question.topic, language) : '',
        text: question?.text ?? words.recoveredRecording,
        gloss: question && language === 'zh' ? question.gloss : '',
        isKnown: question !== null,
        hasModelAnswer: question !== null && questionOf(question.id) !== null,
      },
      hasAudio: recording !== null,
      zoneLabels: zoneLabelsOf(words, guideZone()),
    })
    hearing.refresh()
    present()
  }

  const title = (messages: Messages): string =>
    dateAndTimeText(messages, attempt.createdAtMs, services.nowMs())
  const appearance = createAppearance(services, title, applyAppearance)
  let unsubscribe = session.subscribe(followSession)
  const unsubscribeLog = services.attempts.onChanged(followLog)
  if (recording) void checkAudio()
  if (isMeasuring) void measure()

  return {
    reader,
    modelScroll: model.scroll,
    acts: {
      ...reader.acts,
      ...model.acts,
      ...hearing.acts,
      ...askAgain.acts,
      ...dockActs,
      ...{ chooseAnswer, back },
      openTakes() {
        if (question) navigation.openTakes(question.id)
      },
    },
    shown: () => appearance.shown(),
    hidden: () => reader.pause(),
    close() {
      isGone = true
      appearance.close()
      unsubscribe()
      unsubscribeLog()
      reader.close()
      session.leave()
    },
  }
}
