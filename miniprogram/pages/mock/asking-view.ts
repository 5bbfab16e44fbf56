// A question of the mock set that is being asked, or waits for a tap → what the page shows of it.
import type { AppError } from '../../core/errors'
import type { MockState } from '../../core/mock/mock-state'
import { askedIndex, spokenMs, type MockItem } from '../../core/mock/mock-set'
import { unheardAfterMs } from '../../core/recording/silence'
import type { Language } from '../../i18n/language'
import { format, type Messages } from '../../i18n/index'
import { sentenceForError, recoveryActionFor } from '../../i18n/sentences'
import { clockText } from '../../i18n/time'

/** `kind` is a class of the page; a chip without an icon shows its number. */
export interface ChipView {
  readonly number: number
  readonly kind: 'current' | 'ready' | 'writing' | 'queued' | 'failed' | 'skipped' | 'open'
  readonly icon: string
}

/** What the large button does. */
export type MainIntent = 'done' | 'resume' | 'goOn'
export type OutIntent = 'settings' | 'phone-settings' | 'privacy' | 'copy-problem'

export interface AskingView {
  /** `Question 5`, and of how many. */
  number: string
  count: string
  total: string
  chips: readonly ChipView[]
  /** How the answers to the questions before stand. */
  progress: string
  question: { topic: string; text: string }
  status: 'starting' | 'live' | 'paused' | 'stopping'
  statusLabel: string
  elapsedMs: number
  clock: string
  /** Heights of the live bars, per cent. */
  heights: readonly number[]
  hint: string
  /** The hint says that nobody is heard. */
  isUnheard: boolean
  /** Why there is no take; null while there is one, or where only a tap is missing. */
  failure: {
    icon: string
    title: string
    way: string
    /** Leads out of it, where trying again is not all that there is. */
    out: { intent: OutIntent; label: string } | null
  } | null
  main: { intent: MainIntent; label: string; isOff: boolean }
  /** The take is being kept: there is nothing to choose. */
  isStopping: boolean
}

export function askingViewOf(state: MockState, language: Language, messages: Messages): AskingView {
  const { words } = messages
  const { set, take, error } = state
  const items = set?.items ?? []
  const asked = set ? (askedIndex(set) ?? 0) : 0
  const question = items[asked]?.question
  const elapsedMs = take?.elapsedMs ?? 0
  const isLast = asked === items.length - 1
  const chips = items.map((item, index) => chipOf(item, index, asked, state))
  const status = take?.status ?? 'paused'
  const isUnheard = status === 'live' && (take?.silentMs ?? 0) >= unheardAfterMs
  const statusLabels = {
    starting: words.starting,
    live: words.thisAnswer,
    paused: words.paused,
    stopping: words.stopping,
  }
  return {
    number: format(words.questionNumber, { n: asked + 1 }),
    count: `/ ${items.length}`,
    total: format(words.totalTime, { n: clockText((set ? spokenMs(set) : 0) + elapsedMs) }),
    chips,
    progress: progressOf(chips, messages),
    question: { topic: topicOf(question?.topic, language), text: question?.text ?? '' },
    status,
    statusLabel: statusLabels[status],
    elapsedMs,
    clock: clockText(elapsedMs),
    heights: (take?.levels ?? []).map((level) => Math.round(level * 100)),
    hint: isUnheard ? words.unheard : take || error ? '' : words.takesKept,
    isUnheard,
    failure: error && failureOf(error, messages),
    main: mainOf(state, isLast, messages),
    isStopping: status === 'stopping',
  }
}

function topicOf(topic: { en: string; zh: string } | undefined, language: Language): string {
  if (!topic) return ''
  return language === 'zh' ? `${topic.en} · ${topic.zh}` : topic.en
}

function mainOf({ take, error }: MockState, isLast: boolean, { words }: Messages): AskingView['main'] {
  if (take?.status === 'paused') return { intent: 'resume', label: words.resume, isOff: false }
  if (take) {
    const label = isLast ? words.doneLast : words.doneNext
    return { intent: 'done', label, isOff: take.status !== 'live' }
  }
  const again = error?.code === 'storage-full' ? words.saveAgain : words.retry
  return { intent: 'goOn', label: error ? again : words.tapToGoOn, isOff: false }
}

function failureOf(error: AppError, messages: Messages): AskingView['failure'] {
  const { title, way } = sentenceForError(messages, error)
  const icon = /^(microphone|privacy)/.test(error.code) ? 'mic-off' : 'warn'
  return { icon, title, way, out: outOf(error, messages) }
}

function outOf(error: AppError, { words }: Messages): { intent: OutIntent; label: string } | null {
  if (error.code === 'privacy-refused') return { intent: 'privacy', label: words.privacy }
  switch (recoveryActionFor(error)) {
    case 'settings':
      return { intent: 'settings', label: words.openSettings }
    case 'phone-settings':
      return { intent: 'phone-settings', label: words.openPhoneSettings }
    case 'copy-problem':
      return { intent: 'copy-problem', label: words.copyProblem }
    default:
      return null
  }
}

function chipOf({ outcome }: MockItem, index: number, asked: number, state: MockState): ChipView {
  const number = index + 1
  if (index === asked) return { number, kind: 'current', icon: '' }
  if (outcome.kind === 'open') return { number, kind: 'open', icon: '' }
  if (outcome.kind === 'skipped') return { number, kind: 'skipped', icon: 'skip' }
  const { status } = state.answerOf(outcome.attemptId)
  switch (status) {
    case 'ready':
    case 'stopped':
      return { number, kind: 'ready', icon: 'check' }
    case 'failed':
      return { number, kind: 'failed', icon: 'warn' }
    case 'writing':
      return { number, kind: 'writing', icon: '' }
    default:
      return { number, kind: 'queued', icon: '' }
  }
}

/** What is ready, what is being written, what failed; before the first answer, that there will be some. */
function progressOf(chips: readonly ChipView[], { words, clauseComma }: Messages): string {
  const ready = chips.filter(({ kind }) => kind === 'ready')
  const failedCount = chips.filter(({ kind }) => kind === 'failed').length
  const writing = chips.find(({ kind }) => kind === 'writing')
  const clauses: string[] = []
  const [first] = ready
  if (first) {
    const areFirst = ready.every(({ number }, index) => number === index + 1)
    const sentence = ready.length === 1 ? words.readyOne : areFirst ? words.readyUpTo : words.readyCount
    clauses.push(format(sentence, { n: ready.length === 1 ? first.number : ready.length }))
  }
  if (writing) {
    clauses.push(format(first ? words.writingNumber : words.writingOnly, { n: writing.number }))
  }
  // the chips show it too: a line that grows longer would move the question while it is being answered
  if (failedCount > 0 && !writing) clauses.push(format(words.failedCount, { n: failedCount }))
  return clauses.length > 0 ? clauses.join(clauseComma) : words.answersFollow
}
