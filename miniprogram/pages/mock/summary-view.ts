// A mock set → its summary: figures, a row per question, the buttons.
import type { DockButton } from '../../components/action-dock/action-dock'
import { AppError } from '../../core/errors'
import type { MockState } from '../../core/mock/mock-state'
import type { MockAnswer } from '../../core/mock/mock-answers'
import { askedIndex, spokenMsOf, totalSpokenMs, type MockItem, type MockSet } from '../../core/mock/mock-set'
import { paceOf, type GuideZone } from '../../core/recording/pace'
import { format, type Messages } from '../../i18n/index'
import { mayBeSent } from '../../i18n/sentences'
import { clockText, wholeSeconds } from '../../i18n/time'
import { trackOf, type TrackView } from '../../presentation/track'

/** What the dock's buttons do. */
export type DockAct = 'new' | 'continue' | 'send'

export interface RowView {
  readonly number: number
  readonly question: string
  /** `''`: nothing was said. */
  readonly seconds: string
  readonly track: TrackView
  /** A WXSS class; `writing` has a spinner. */
  readonly status: 'good' | 'bad' | 'quiet' | 'writing'
  readonly icon: string
  readonly label: string
  /** The attempt that a tap opens; `''` if there is none. */
  readonly attemptId: string
}

export interface SummaryView {
  figures: readonly { value: string; label: string }[]
  rows: readonly RowView[]
  /** At most two, which fit on one row. */
  buttons: readonly DockButton[]
  /** The way that found no room in the dock, below the rows; null for none. */
  other: { readonly act: DockAct; readonly label: string } | null
}

const dockMax = 2

export function summaryViewOf(state: MockState, guideZone: GuideZone, messages: Messages): SummaryView {
  const { words } = messages
  const { set } = state
  if (!set) return { figures: [], rows: [], buttons: [], other: null }
  const spoken = spokenMsOf(set)
  const inZone = spoken.filter((durationMs) => paceOf(durationMs, guideZone) === 'inside').length
  return {
    figures: [
      { value: String(spoken.length), label: words.answersFigure },
      { value: clockText(totalSpokenMs(set)), label: words.totalFigure },
      { value: String(inZone), label: words.inZoneFigure },
    ],
    rows: set.items.map((item, index) => rowOf(item, index + 1, state, guideZone, messages)),
    ...waysOf(set, state, messages),
  }
}

/** The attempts that Send sends, in the order of the questions: those without a complete answer that may still get one. */
export function sendable(state: MockState): { ids: string[]; hasFailed: boolean } {
  const answers = (state.set?.items ?? []).flatMap(({ outcome }) =>
    outcome.kind === 'answered' ? [{ id: outcome.attemptId, answer: state.answerOf(outcome.attemptId) }] : [],
  )
  const wanted = answers.filter(({ answer }) => isSendable(answer))
  return {
    ids: wanted.map(({ id }) => id),
    hasFailed: wanted.some(({ answer }) => answer.status === 'failed'),
  }
}

function isSendable({ status, error, hasAudio }: MockAnswer): boolean {
  if (!hasAudio || (status !== 'failed' && status !== 'unsent')) return false
  return mayBeSent(error && new AppError(error.code, error))
}

function waysOf(set: MockSet, state: MockState, { words }: Messages): Pick<SummaryView, 'buttons' | 'other'> {
  const { ids, hasFailed } = sendable(state)
  const ways: { id: DockAct; label: string; icon: string }[] = [{ id: 'new', label: words.newSet, icon: '' }]
  if (askedIndex(set) !== null) ways.push({ id: 'continue', label: words.mockContinueShort, icon: 'mic' })
  if (ids.length > 0) {
    const label = format(hasFailed ? words.sendAgainCount : words.sendCount, { n: ids.length })
    ways.push({ id: 'send', label, icon: hasFailed ? 'redo' : 'send' })
  }
  const buttons = ways.slice(-dockMax).map((way, index, docked) => ({
    ...way,
    primary: index === docked.length - 1,
  }))
  const [first] = ways
  return { buttons, other: first && ways.length > dockMax ? { act: first.id, label: first.label } : null }
}

function rowOf(
  { question, outcome }: MockItem,
  number: number,
  state: MockState,
  guideZone: GuideZone,
  messages: Messages,
): RowView {
  const durationMs = outcome.kind === 'open' ? 0 : outcome.durationMs
  const attemptId = outcome.kind === 'open' ? null : outcome.attemptId
  const answer = attemptId === null ? null : state.answerOf(attemptId)
  return {
    number,
    question: question.text,
    seconds: durationMs > 0 ? format(messages.words.seconds, { n: wholeSeconds(durationMs) }) : '',
    track: trackOf(durationMs, guideZone),
    ...markOf(outcome.kind, answer, messages),
    attemptId: attemptId !== null && answer?.status !== 'gone' ? attemptId : '',
  }
}

function markOf(
  kind: MockItem['outcome']['kind'],
  answer: MockAnswer | null,
  { words }: Messages,
): Pick<RowView, 'status' | 'icon' | 'label'> {
  if (kind === 'open') return { status: 'quiet', icon: '', label: words.answerOpen }
  if (kind === 'skipped' || !answer) {
    const isKept = answer && answer.status !== 'gone'
    return { status: 'quiet', icon: 'skip', label: isKept ? words.answerSkippedKept : words.answerSkipped }
  }
  switch (answer.status) {
    case 'ready':
      return { status: 'good', icon: 'check', label: words.answerReady }
    case 'failed':
      return { status: 'bad', icon: 'warn', label: words.answerFailed }
    case 'writing':
      return { status: 'writing', icon: '', label: words.writing }
    case 'queued':
      return { status: 'quiet', icon: '', label: words.answerQueued }
    case 'stopped':
      return { status: 'quiet', icon: 'stop', label: words.answerStopped }
    case 'unsent':
      return { status: 'quiet', icon: 'upload', label: words.notSent }
    case 'gone':
      return { status: 'quiet', icon: '', label: words.answerGone }
  }
}
