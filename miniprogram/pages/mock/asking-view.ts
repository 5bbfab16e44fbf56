// The current question of the mock set → what the page shows while it is asked or waits for a tap.
import type { AppError } from '../../core/errors'
import type { MockState } from '../../core/mock/mock-state'
import { askedIndex, totalSpokenMs, type MockItem } from '../../core/mock/mock-set'
import type { Language } from '../../i18n/language'
import { format, type Messages } from '../../i18n/index'
import { topicText } from '../../i18n/topic'
import { clockText } from '../../i18n/time'
import {
  failureViewOf,
  hintOf,
  noTake,
  recoveryOf,
  takeViewOf,
  type FailureView,
  type Recovery,
  type TakeControl,
  type TakeView,
} from '../../presentation/take/take-view'

/** `kind` is a WXSS class; a chip without an icon shows its number. */
export interface ChipView {
  readonly number: number
  readonly kind: 'current' | 'ready' | 'writing' | 'queued' | 'failed' | 'skipped' | 'open'
  readonly icon: string
}

/** What the round buttons do. */
export type AskingAct = 'answerNow' | 'end' | 'done' | 'resume' | 'continue' | 'skip'

export interface AskingView extends TakeView {
  /** `Question 5`, then `/ 12`. */
  number: string
  count: string
  total: string
  chips: readonly ChipView[]
  /** The state of the answers so far. */
  progress: string
  question: { topic: string; text: string }
  /** The voice asks it: the text is hidden until the student wants it, or cannot have heard it. */
  isHidden: boolean
  /** Where the voice is; `''` where the question is read. */
  voice: '' | 'coming' | 'speaking' | 'heard' | 'failed'
  voiceLabel: string
  /** Why there is no take; null during a take, or if only a tap is missing. */
  failure: (FailureView & { out: { act: Recovery['act'] | 'privacy'; label: string } | null }) | null
  controls: readonly TakeControl<AskingAct>[]
}

/** @param isRevealed the student has asked for the text, or says nothing */
export function askingViewOf(
  state: MockState,
  language: Language,
  messages: Messages,
  isRevealed: boolean,
): AskingView {
  const { words } = messages
  const { set, take, error } = state
  const items = set?.items ?? []
  // the last one's recording may be answered and have failed: the summary waits for a tap
  const asked = set ? (askedIndex(set) ?? items.length - 1) : 0
  const question = items[asked]?.question
  const isLast = asked === items.length - 1
  const chips = items.map((item, index) => chipOf(item, index, asked, state))
  const { voice } = state
  const isAsking = state.phase === 'asking'
  const drawn = takeViewOf(
    take ?? noTake,
    words.thisQuestion,
    take ? hintOf(take, '', messages) : error || isAsking ? '' : words.speechSaved,
    messages,
  )
  return {
    ...drawn,
    ...(isAsking && { statusLabel: words.listen }),
    isHidden: !isRevealed && (isAsking || voice === 'heard'),
    voice: voice === 'read' ? '' : voice,
    voiceLabel: voice === 'failed' ? words.questionNotHeard : isAsking ? words.listen : '',
    number: format(words.questionNumber, { n: asked + 1 }),
    count: `/ ${items.length}`,
    total: format(words.totalTime, { n: clockText((set ? totalSpokenMs(set) : 0) + drawn.elapsedMs) }),
    chips,
    progress: progressOf(chips, messages),
    question: { topic: question ? topicText(question.topic, language) : '', text: question?.text ?? '' },
    failure: error && { ...failureViewOf(error, messages), out: outOf(error, messages) },
    controls: controlsOf(state, asked + 1, isLast, messages),
  }
}

/** While the take is being saved, nothing can be tapped. */
function controlsOf(
  state: MockState,
  question: number,
  isLast: boolean,
  messages: Messages,
): TakeControl<AskingAct>[] {
  const { words } = messages
  const isStopping = state.take?.status === 'stopping'
  const side = { look: 'side', isOff: isStopping, question } as const
  return [
    { ...side, id: 'end', label: words.end, icon: 'close' },
    { ...mainOf(state, isLast, messages), question },
    { ...side, id: 'skip', label: words.skip, icon: 'skip' },
  ]
}

function mainOf(
  { phase, take, error }: MockState,
  isLast: boolean,
  { words }: Messages,
): Omit<TakeControl<AskingAct>, 'question'> {
  const speak = { look: 'speak', icon: 'mic', isOff: false } as const
  if (phase === 'asking') return { ...speak, id: 'answerNow', label: words.answerNow }
  if (take?.status === 'paused') return { ...speak, id: 'resume', label: words.resume }
  if (take) {
    const label = isLast ? words.doneLast : words.doneNext
    return { id: 'done', label, icon: '', look: 'finish', isOff: take.status !== 'live' }
  }
  const again = error?.code === 'storage-full' ? words.saveAgain : words.retry
  return { ...speak, id: 'continue', label: error ? again : words.tapToContinue }
}

/** A button that helps with a failure; null if the only remedy is to try again. */
function outOf(error: AppError, messages: Messages): NonNullable<AskingView['failure']>['out'] {
  if (error.code === 'privacy-refused') return { act: 'privacy', label: messages.words.privacy }
  return recoveryOf(error, messages)
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

/** What is ready, in progress or failed; before the first answer, that answers will follow. */
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
  // left out while another is written: the chips show it, and a longer line would move the question during a take
  if (failedCount > 0 && !writing) clauses.push(format(words.failedCount, { n: failedCount }))
  return clauses.length > 0 ? clauses.join(clauseComma) : words.answersFollow
}
