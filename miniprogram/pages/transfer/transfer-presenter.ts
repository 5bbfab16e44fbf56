// Exports, imports and taps → patches for setData: all of the transfer page's logic, without WeChat.
import { AppError, toAppError } from '../../core/errors'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { offerRoom } from '../../presentation/offer-room'
import { diffing, type Patch } from '../../presentation/patch'
import { ArchiveError } from './archive/archive-error'
import type { ArchiveFile } from './archive/export-run'
import type { OpenedArchive } from './archive/import-run'
import type { Watcher } from './archive/ports'
import type { TransferServices } from './transfer-services'
import {
  nextPart,
  type Planned,
  type RunningExport,
  type Scope,
  type TransferState,
  type Trouble,
} from './transfer-state'
import { transferViewOf, type TransferAct, type TransferView } from './transfer-view'
import { wordsFor } from './words/index'

/** What this page needs of the app's services. */
export type TransferPageServices = AppearanceServices & Pick<Services, 'attempts' | 'dialogs' | 'nowMs'>

/** `show` gets one patch per change, never empty; the first before this returns. */
export function createTransferPresenter(
  services: TransferPageServices,
  transfer: TransferServices,
  show: (patch: Patch) => void,
) {
  const showView = diffing<TransferView>(show)
  const plans: Record<Scope, Planned> = { everything: null, texts: null }
  let state: TransferState = { at: 'start' }
  let trouble: Trouble | null = null
  let opened: OpenedArchive | null = null
  /** Nothing says when WeChat has read a file that it sends: it stays until its room may be needed, or the next launch. */
  let lastSent: ArchiveFile | null = null
  /** Of the run that is going on. */
  let isStopped = false
  let isClosed = false

  function present(): void {
    if (isClosed) return
    const { language } = services
    const reader = { messages: messagesFor(language), words: wordsFor(language), nowMs: services.nowMs() }
    showView(transferViewOf({ state, plans, trouble }, reader))
  }

  function go(next: TransferState, failed: Trouble | null = null): void {
    ;[state, trouble] = [next, failed]
    present()
  }

  function fail(during: Trouble['during'], error: unknown): Trouble {
    return { during, error: error instanceof ArchiveError ? error : toAppError(error, 'unsupported') }
  }

  async function measure(): Promise<void> {
    const exporting = transfer.exporting()
    const plan = (isWithRecordings: boolean): Promise<Planned> =>
      exporting.plan(isWithRecordings).catch((error: unknown) => toAppError(error, 'recording-unreadable'))
    plans.everything = await plan(true)
    plans.texts = await plan(false)
    present()
  }

  /** The screen stays on; `at` shows how far it is. */
  async function run<Result>(
    at: (fraction: number) => TransferState,
    work: (watcher: Watcher) => Promise<Result>,
  ): Promise<Result> {
    isStopped = false
    go(at(0))
    transfer.keepScreenOn(true)
    try {
      return await work({
        progress: (fraction) => {
          if (!isStopped) go(at(fraction))
        },
        isStopped: () => isStopped || isClosed,
      })
    } finally {
      transfer.keepScreenOn(false)
    }
  }

  async function write(exported: RunningExport, part: number): Promise<void> {
    const waiting = { ...exported, at: 'export', step: { kind: 'waiting', part } } as const
    try {
      const file = await run(
        (fraction) => ({ ...exported, at: 'export', step: { kind: 'writing', part, fraction } }),
        async (watcher) => {
          if (lastSent) await transfer.files.remove(lastSent.filePath).catch(ignore)
          lastSent = null
          return transfer.exporting().write(exported.plan, part, watcher)
        },
      )
      if (file === null) return go(waiting)
      if (isClosed) return void transfer.files.remove(file.filePath).catch(ignore)
      go({ ...exported, at: 'export', step: { kind: 'ready', part, file } })
    } catch (error) {
      go(waiting, fail('export', error))
    }
  }

  /** For when the page is left: some parts are in a chat, others are not. */
  function keep(exported: RunningExport): void {
    transfer.unfinished = exported.sent.size > 0 && nextPart(exported) !== null ? exported : null
  }

  /** The next part that was not sent, or none. */
  function goOn(exported: RunningExport): void {
    const part = nextPart(exported)
    keep(exported)
    if (part === null) go({ ...exported, at: 'export', step: { kind: 'done' } })
    else void write(exported, part)
  }

  async function send(): Promise<void> {
    if (state.at !== 'export' || state.step.kind !== 'ready') return
    const { scope, plan, sent, step } = state
    const ready = state
    try {
      const isSent = await transfer.chat.share(step.file.filePath, step.file.fileName)
      // WeChat may take its time: meanwhile the student may have gone on
      if (!isSent || state !== ready) return
      lastSent = step.file
      const exported = { scope, plan, sent: new Set([...sent, step.part]) }
      if (isClosed) keep(exported)
      else goOn(exported)
    } catch (error) {
      if (state === ready) go(ready, fail('share', error))
    }
  }

  /** A file that was not sent is of no use without this page. */
  function dropFile(): void {
    if (state.at === 'export' && state.step.kind === 'ready')
      void transfer.files.remove(state.step.file.filePath).catch(ignore)
  }

  function start(scope: Scope): void {
    const plan = plans[scope]
    if (plan === null) return
    if (plan instanceof AppError) return go(state, fail('export', plan))
    goOn({ scope, plan, sent: new Set() })
  }

  async function choose(): Promise<void> {
    try {
      const file = await transfer.chat.choose()
      if (file === null || isClosed) return
      go({ at: 'opening' })
      opened = await transfer.importing.open(file.filePath)
      go({ at: 'contents', name: file.name, contents: opened.contents })
    } catch (error) {
      go(state.at === 'opening' ? { at: 'start' } : state, fail('choose', error))
    }
  }

  async function bring(): Promise<void> {
    if (!opened || (state.at !== 'contents' && state.at !== 'imported')) return
    const archive = opened
    const { name, contents } = state
    try {
      const result = await run(
        (fraction) => ({ at: 'importing', name, contents, fraction }),
        (watcher) => archive.import(watcher),
      )
      go({ at: 'imported', name, contents, result })
    } catch (error) {
      go({ at: 'contents', name, contents }, fail('import', error))
    }
  }

  function toStart(): void {
    dropFile()
    ;[transfer.unfinished, opened] = [null, null]
    go({ at: 'start' })
    void measure()
  }

  const acts: Readonly<Record<TransferAct, () => Promise<void> | void>> = {
    everything: () => start('everything'),
    texts: () => start('texts'),
    send,
    resume() {
      if (state.at === 'export') goOn(state)
    },
    stop() {
      isStopped = true
    },
    choose,
    bring,
    async makeRoom() {
      if (!(await offerRoom(services)) || isClosed) return
      // what was planned may be gone
      if (state.at === 'export' || state.at === 'start') toStart()
      else go(state)
    },
    back: toStart,
  }

  const appearance = createAppearance(
    services,
    () => wordsFor(services.language).page.title,
    (data) => {
      show({ ...data, t: wordsFor(services.language).page })
      present()
    },
  )
  if (transfer.unfinished && isStillThere(transfer.unfinished, services)) {
    const part = nextPart(transfer.unfinished) ?? 0
    go({ ...transfer.unfinished, at: 'export', step: { kind: 'waiting', part } })
  } else {
    transfer.unfinished = null
  }
  void measure()

  return {
    acts: {
      ...acts,
      /** A part that was sent, once more: perhaps to another chat. */
      again({ index }: ActData) {
        if (state.at !== 'export' || state.step.kind === 'writing') return
        const exported = { ...state, sent: new Set([...state.sent].filter((part) => part !== Number(index))) }
        dropFile()
        keep(exported)
        void write(exported, Number(index))
      },
    },
    shown() {
      appearance.shown()
      // WeChat forgets it when it goes to the background
      if (state.at === 'importing' || (state.at === 'export' && state.step.kind === 'writing'))
        transfer.keepScreenOn(true)
    },
    close() {
      isClosed = true
      dropFile()
      appearance.close()
    },
  }
}

/** Attempts that were deleted since cannot be exported as planned. */
function isStillThere({ plan }: RunningExport, { attempts }: TransferPageServices): boolean {
  const here = new Set(attempts.list().map(({ id }) => id))
  return plan.parts.every(({ ids }) => ids.every((id) => here.has(id)))
}

/** It is deleted at the next launch. */
function ignore(): void {
  return undefined
}
