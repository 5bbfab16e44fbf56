// A state and what was planned → what the transfer page shows, in the student's language.
import type { DockButton } from '../../components/action-dock/action-dock'
import { AppError } from '../../core/errors'
import { dayText, dateAndTimeText, sizeText } from '../../i18n/day'
import { format, type Messages, type Sentence } from '../../i18n/index'
import { ArchiveError } from './archive/archive-error'
import type { ArchiveContents, ImportResult } from './archive/import-run'
import type { Planned, RunningExport, ExportStep, Scope, TransferState, Trouble } from './transfer-state'
import type { TransferWords, TroubleKey } from './words/transfer-words'

export type TransferAct = Scope | 'send' | 'resume' | 'stop' | 'choose' | 'bring' | 'makeRoom' | 'back'

export interface TransferView {
  readonly screen: 'start' | 'work'
  readonly scopes: readonly {
    readonly id: Scope
    readonly label: string
    readonly detail: string
    readonly value: string
  }[]
  readonly notice: { readonly heading: string; readonly body: string; readonly action: string } | null
  readonly head: { readonly title: string; readonly body: string; readonly isDone: boolean } | null
  /** While something runs, 0 … 100; null otherwise. */
  readonly progress: { readonly percent: number; readonly text: string } | null
  readonly rows: readonly WorkRow[]
  readonly buttons: readonly DockButton<TransferAct>[]
}

interface WorkRow {
  readonly label: string
  readonly value: string
  readonly isDone: boolean
  /** Label of what makes this part again; `''` for a row that is only to read. */
  readonly again: string
}

interface Reader {
  readonly messages: Messages
  readonly words: TransferWords
  readonly nowMs: number
}

interface Shown {
  readonly state: TransferState
  readonly plans: Readonly<Record<Scope, Planned>>
  readonly trouble: Trouble | null
}

type Screen = Pick<TransferView, 'head' | 'progress' | 'rows' | 'buttons'>
type Button = DockButton<TransferAct>

export function transferViewOf({ state, plans, trouble }: Shown, reader: Reader): TransferView {
  const scopes = (['everything', 'texts'] as const).map((scope) => scopeOf(scope, plans[scope], reader))
  const notice = trouble && noticeOf(trouble, reader)
  if (state.at === 'start')
    return { screen: 'start', scopes, notice, head: null, progress: null, rows: [], buttons: [] }
  return { screen: 'work', scopes, notice, ...screenOf(state, reader) }
}

function scopeOf(id: Scope, plan: Planned, { words: { page } }: Reader): TransferView['scopes'][number] {
  const label = page[id]
  if (plan === null) return { id, label, detail: '', value: '…' }
  if (plan instanceof AppError) return { id, label, detail: '', value: page.noRoom }
  const { attemptCount: n, recordingCount: r, phraseCount: p, sizeBytes, parts } = plan
  const detail = format(id === 'everything' ? page.holds : page.holdsTexts, { n, r, p })
  const size = sizeText(sizeBytes)
  const value = parts.length === 1 ? size : format(page.sizeInParts, { size, n: parts.length })
  return { id, label, detail, value }
}

function noticeOf(trouble: Trouble, { words }: Reader): TransferView['notice'] {
  const { title, way } = sentenceOf(trouble, words)
  const isFull = trouble.error instanceof AppError && trouble.error.code === 'storage-full'
  return { heading: title, body: way, action: isFull ? words.page.makeRoom : '' }
}

function sentenceOf({ during, error }: Trouble, words: TransferWords): Sentence {
  if (error instanceof ArchiveError) return words.faults[error.fault]
  const ofCode: Partial<Record<AppError['code'], TroubleKey>> = {
    'storage-full': 'full',
    'privacy-undeclared': 'undeclared',
    'privacy-refused': 'refused',
  }
  const otherwise = {
    export: 'unwritten',
    share: 'unshared',
    choose: error.code === 'recording-unreadable' ? 'gone' : 'unchosen',
    import: 'interrupted',
  } as const
  return words.troubles[ofCode[error.code] ?? otherwise[during]]
}

function screenOf(state: Exclude<TransferState, { at: 'start' }>, reader: Reader): Screen {
  const { page } = reader.words
  switch (state.at) {
    case 'export':
      return exportScreen(state, state.step, reader)
    case 'opening':
      return { head: headOf(page.opening, ''), progress: null, rows: [], buttons: [] }
    case 'contents':
      return contentsScreen(state.contents, reader)
    case 'importing': {
      const head = headOf(page.bringing, page.bringingWay)
      const progress = progressOf(state.fraction, page.percent)
      return { head, progress, rows: [], buttons: [button('stop', page.stop)] }
    }
    case 'imported':
      return importedScreen(state.contents, state.result, reader)
  }
}

function exportScreen({ plan, sent }: RunningExport, step: ExportStep, { words: { page } }: Reader): Screen {
  const all = plan.parts.length
  const isOne = all === 1
  const rowOf = ({ sizeBytes }: { readonly sizeBytes: number }, index: number): WorkRow => {
    const isDone = sent.has(index)
    const isHere = step.kind !== 'done' && step.part === index
    const ready = isHere && step.kind === 'ready' ? page.partReady : sizeText(sizeBytes)
    return {
      label: format(page.partName, { n: index + 1 }),
      value: isDone ? page.partSent : ready,
      isDone,
      again: isDone && step.kind !== 'writing' ? page.partAgain : '',
    }
  }
  const rows = isOne && step.kind !== 'done' ? [] : plan.parts.map(rowOf)
  const shown = { progress: null, rows }
  if (step.kind === 'done') {
    const title = isOne ? page.sent : format(page.sentAll, { n: all })
    return { ...shown, head: headOf(title, page.sentWay, true), buttons: [primary('back', page.done)] }
  }
  const place = { n: step.part + 1, all }
  const titleOf = (one: string, ofMany: string): string => (isOne ? one : format(ofMany, place))
  switch (step.kind) {
    case 'writing':
      return {
        ...shown,
        head: headOf(titleOf(page.making, page.makingPart), page.makingWay),
        progress: progressOf(step.fraction, page.percent),
        buttons: [button('stop', page.stop)],
      }
    case 'ready':
      return {
        ...shown,
        head: headOf(titleOf(page.ready, page.readyPart), page.readyWay),
        buttons: [button('back', page.back), primary('send', page.send)],
      }
    case 'waiting': {
      const head =
        sent.size === 0
          ? headOf(page.stopped, page.stoppedWay)
          : headOf(format(page.unfinished, { n: sent.size, all }), page.unfinishedWay)
      return { ...shown, head, buttons: [button('back', page.back), primary('resume', page.goOn)] }
    }
  }
}

function contentsScreen(contents: ArchiveContents, reader: Reader): Screen {
  const { page } = reader.words
  const { isKnown, changedAttemptCount, newRecordingBytes, freeBytes } = contents
  const lines = [
    ...(changedAttemptCount > 0 ? [format(page.gains, { n: changedAttemptCount })] : []),
    ...(newRecordingBytes > freeBytes
      ? [format(page.roomShort, { size: sizeText(newRecordingBytes), room: sizeText(freeBytes) })]
      : []),
  ]
  return {
    head: headOf(isKnown ? page.known : page.contents, lines.join('\n'), isKnown),
    progress: null,
    rows: contentsRows(contents, reader),
    buttons: isKnown
      ? [button('back', page.back), primary('choose', page.chooseOther)]
      : [button('back', page.back), primary('bring', page.bring)],
  }
}

function contentsRows(contents: ArchiveContents, { words: { page }, messages, nowMs }: Reader): WorkRow[] {
  const { part, partCount, sinceMs, untilMs, unreadableCount } = contents
  const row = (label: string, value: string): WorkRow[] => [{ label, value, isDone: false, again: '' }]
  const counted = (label: string, n: number, m: number): WorkRow[] =>
    n === 0 ? [] : row(label, format(m === 0 ? page.noneNew : m === n ? page.allNew : page.someNew, { n, m }))
  const dayOf = (ms: number): string => dayText(messages, ms, nowMs)
  return [
    ...counted(page.attempts, contents.attemptCount, contents.newAttemptCount),
    ...counted(page.recordings, contents.recordingCount, contents.newRecordingCount),
    ...counted(page.phrases, contents.phraseCount, contents.newPhraseCount),
    ...(sinceMs === null || untilMs === null
      ? []
      : row(page.days, daysText(dayOf(sinceMs), dayOf(untilMs), page.dayToDay))),
    ...(contents.hasLaterSettings ? row(page.settings, page.settingsLater) : []),
    ...(unreadableCount > 0 ? row(page.unreadable, format(page.leftOut, { n: unreadableCount })) : []),
    ...row(page.exportedAt, dateAndTimeText(messages, contents.exportedAtMs, nowMs)),
    ...(partCount > 1 ? row(page.part, format(page.partOf, { n: part, all: partCount })) : []),
  ]
}

function daysText(from: string, to: string, text: string): string {
  return from === to ? from : format(text, { from, to })
}

function importedScreen(
  contents: ArchiveContents,
  result: ImportResult,
  { words: { page } }: Reader,
): Screen {
  const { part: n, partCount: all } = contents
  const counts = [
    [page.addedAttempts, result.newAttemptCount],
    [page.changedAttempts, result.changedAttemptCount],
    [page.addedRecordings, result.newRecordingCount],
    [page.addedPhrases, result.newPhraseCount],
    [page.refusedRecordings, result.refusedRecordingCount],
    [page.refusedPhrases, result.refusedPhraseCount],
  ] as const
  const rows = counts
    .filter(([, count]) => count > 0)
    .map(([text, count]) => ({ label: format(text, { n: count }), value: '', isDone: false, again: '' }))
  const shown = { progress: null, rows }
  const done = button('back', page.done)
  if (result.end !== 'done') {
    const isFull = result.end === 'full'
    const [title, way] = isFull ? [page.broughtFull, page.broughtFullWay] : [page.broughtStopped, page.added]
    const room = isFull ? [button('makeRoom', page.makeRoom)] : []
    const buttons = [isFull ? undefined : done, ...room, primary('bring', page.goOn)]
    return {
      ...shown,
      head: headOf(title, `${way}\n${page.nothingDeleted}`),
      buttons: buttons.filter((one): one is Button => one !== undefined),
    }
  }
  const title = rows.length === 0 ? page.broughtNothing : page.brought
  const others = all > 1 ? [format(page.otherParts, { n, all })] : []
  return {
    ...shown,
    head: headOf(title, [page.nothingDeleted, ...others].join('\n'), true),
    buttons: all > 1 ? [done, primary('choose', page.chooseNext)] : [{ ...done, primary: true }],
  }
}

function headOf(title: string, body: string, isDone = false): NonNullable<TransferView['head']> {
  return { title, body, isDone }
}

/** Whole: a page is not painted for less. */
function progressOf(fraction: number, text: string): NonNullable<TransferView['progress']> {
  const percent = Math.floor(Math.min(1, Math.max(0, fraction)) * 100)
  return { percent, text: format(text, { n: percent }) }
}

function button(id: TransferAct, label: string): Button {
  return { id, label, icon: '', primary: false }
}

function primary(id: TransferAct, label: string): Button {
  return { ...button(id, label), primary: true }
}
