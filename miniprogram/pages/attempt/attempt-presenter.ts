// One attempt, its session and the taps → setData's patches: everything the attempt page does, without its framework.
import type { Services } from '../../services'
import type { SessionState } from '../../core/session/session-state'
import { dateAndTimeText } from '../../i18n/day'
import { messagesFor, type Messages } from '../../i18n/index'
import { zoneLabelsOf } from '../../i18n/pace'
import { createAppearance, type AppearanceData, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import type { Query } from '../../presentation/presented'
import { createReader } from '../../presentation/reading/reader'
import { attemptViewOf, silentStateOf, type AttemptIntent, type AttemptView } from './attempt-view'

/** What this page needs of the app's services. */
export type AttemptServices = AppearanceServices &
  Pick<
    Services,
    | 'attempts'
    | 'openSession'
    | 'player'
    | 'nowMs'
    | 'questions'
    | 'copy'
    | 'navigation'
    | 'dialogs'
    | 'phrases'
  >

/** `show` gets one patch per change, never empty, never with `undefined`; the first before this returns. */
export function createAttemptPresenter(
  services: AttemptServices,
  show: (patch: Patch) => void,
  { id = '' }: Query,
) {
  const { navigation, dialogs } = services
  const back = (): void => navigation.back('history')
  const found = services.attempts.get(id)

  if (!found) {
    const appearance = createAppearance(
      services,
      'attempt',
      ({ words }) => words.history,
      (data) => show({ ...data, screen: 'missing' }),
    )
    const nothing = (): void => undefined
    const acts = { ...{ delete: nothing, send: nothing, stop: nothing, speak: nothing }, back }
    return { reader: undefined, acts, hidden: nothing, ...appearance }
  }

  const attempt = found
  const { question, recording } = attempt
  const session = services.openSession({ attempt, onUnwritten: () => show({ isUnwritten: true }) })
  const current = (): SessionState => (recording ? session.state : silentStateOf(attempt))
  const reader = createReader<AttemptView>(
    services,
    current,
    (patch) => {
      show(patch)
      if (patch.playbackProblem) void checkAudio()
    },
    () => question?.text ?? '',
  )
  let isGone = false
  let isErasing = false
  let isLost = false

  function present(): void {
    const state = current()
    // deleted: from here the way leads back anyway
    if (state.phase === 'idle') {
      if (!isErasing) show({ screen: 'missing' })
      return
    }
    const { language, settings } = services
    reader.present(state, attemptViewOf(attempt, state, messagesFor(language), settings.current, isLost))
  }

  /** The phone may have lost the file; nothing is written of it, as it may have found it by the next time. */
  async function checkAudio(): Promise<void> {
    const hasAudio = await services.attempts.hasAudio(id)
    const isMissing = !hasAudio && services.attempts.get(id) !== null
    if (isGone || isMissing === isLost) return
    isLost = isMissing
    show({ isLost })
    present()
  }

  async function erase(): Promise<void> {
    const { words } = messagesFor(services.language)
    const isAgreed = await dialogs.confirm({
      title: words.removeOneTitle,
      content: words.removeOneContent,
      yes: words.deleteShort,
      no: words.cancelShort,
      isDanger: true,
    })
    if (!isAgreed || isGone) return
    reader.silence()
    isErasing = true
    try {
      await services.attempts.remove([id])
      if (!isGone) back()
    } catch {
      isErasing = false
      await dialogs.confirm({ title: words.notAllDeleted, content: words.notAllDeletedWay, yes: words.ok })
    }
  }

  const acts: Readonly<Record<AttemptIntent | 'back', () => void>> = {
    back,
    delete: () => void erase(),
    send() {
      show({ isUnwritten: false })
      session.send()
    },
    stop: () => session.stop(),
    speak() {
      if (!question) return
      services.questions.ask(question)
      navigation.openTab('practice')
    },
  }

  function applyAppearance(data: AppearanceData<'attempt'>, { words }: Messages): void {
    const isChinese = services.language === 'zh'
    show({
      ...data,
      question: {
        topic: question
          ? isChinese
            ? `${question.topic.en} · ${question.topic.zh}`
            : question.topic.en
          : '',
        text: question?.text ?? words.foundTake,
        gloss: question && isChinese ? question.gloss : '',
        isKnown: question !== null,
      },
      hasAudio: recording !== null,
      zoneLabels: zoneLabelsOf(words, services.settings.current.guideZone),
    })
    present()
  }

  const title = (messages: Messages): string =>
    dateAndTimeText(messages, attempt.createdAtMs, services.nowMs())
  const appearance = createAppearance(services, 'attempt', title, applyAppearance)
  const unsubscribe = session.subscribe(present)
  if (recording) void checkAudio()

  return {
    reader,
    acts,
    shown: () => appearance.shown(),
    hidden: () => reader.pause(),
    /** The answer is closed and saved. */
    close() {
      isGone = true
      appearance.close()
      unsubscribe()
      services.player.destroy()
      session.leave()
    },
  }
}
