// The transfer page with a scripted export, import and chat: what it shows, asks for and leaves behind.
import { AppError } from '../../../miniprogram/core/errors'
import type { Language } from '../../../miniprogram/i18n/language'
import { ArchiveError, type ArchiveFault } from '../../../miniprogram/pages/transfer/archive/archive-error'
import type { ArchiveFile, ExportPlan } from '../../../miniprogram/pages/transfer/archive/export-run'
import type { ArchiveContents, ImportResult } from '../../../miniprogram/pages/transfer/archive/import-run'
import type { Watcher } from '../../../miniprogram/pages/transfer/archive/ports'
import {
  createTransferPresenter,
  type TransferPageServices,
} from '../../../miniprogram/pages/transfer/transfer-presenter'
import type { TransferServices } from '../../../miniprogram/pages/transfer/transfer-services'
import type { TransferView } from '../../../miniprogram/pages/transfer/transfer-view'
import { wordsFor } from '../../../miniprogram/pages/transfer/words/index'
import { applyPatch } from '../apply-patch'
import { createFakeDialogs, settlePhone } from '../attempt-services'
import { createFakeAppearance, withAppearance } from '../fake-appearance'
import { at, summary } from '../history/summaries'

const megabyte = 1024 * 1024
const nowMs = at(23, 18)

function planOf(...partMegabytes: number[]): ExportPlan {
  const parts = partMegabytes.map((size, index) => ({ ids: [`${index}`], sizeBytes: size * megabyte }))
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
  const counts = { attemptCount: 3, recordingCount: 2, phraseCount: 1 }
  return { exportedAtMs: nowMs, hasRecordings: true, ...counts, sizeBytes, parts }
}

const contents: ArchiveContents = {
  ...{ exportedAtMs: nowMs, part: 1, partCount: 1 },
  ...{ attemptCount: 5, newAttemptCount: 2, changedAttemptCount: 0 },
  ...{ recordingCount: 4, newRecordingCount: 4, newRecordingBytes: 3 * megabyte },
  ...{ phraseCount: 1, newPhraseCount: 0, unreadableCount: 0, hasLaterSettings: false },
  ...{ sinceMs: at(3), untilMs: at(22), isKnown: false, freeBytes: 100 * megabyte },
}

const result: ImportResult = {
  ...{ newAttemptCount: 2, changedAttemptCount: 0, newRecordingCount: 4, newPhraseCount: 0 },
  ...{ refusedPhraseCount: 0, refusedRecordingCount: 0, end: 'done' },
}

interface Pending<Value> {
  readonly watcher: Watcher
  settle(value: Value): Promise<void>
  fail(error: Error): Promise<void>
}

function createPhone(language: Language = 'en') {
  const dialogs = createFakeDialogs()
  const services = withAppearance(createFakeAppearance(language), {
    ...{ dialogs, nowMs: () => nowMs },
    attempts: {
      list: () => phone.ids.map((id) => summary(1, { id })),
      removeAudio: () => Promise.resolve(),
    },
  }) as unknown as TransferPageServices
  const pending = <Value>(watcher: Watcher, keep: (run: Pending<Value>) => void): Promise<Value> =>
    new Promise((resolve, reject) =>
      keep({
        watcher,
        async settle(value) {
          resolve(value)
          await settlePhone()
        },
        async fail(error) {
          reject(error)
          await settlePhone()
        },
      }),
    )
  const transfer: TransferServices = {
    exporting: () => ({
      plan: (hasRecordings) => (hasRecordings ? phone.plan() : Promise.resolve(planOf(1))),
      write: (_plan, part, watcher) => {
        phone.log.push(`write ${part + 1}`)
        return pending<ArchiveFile | null>(watcher, (run) => (phone.writing = run))
      },
    }),
    importing: {
      open: async (filePath) => {
        phone.log.push(`open ${filePath}`)
        await Promise.resolve()
        if (phone.fault) throw phone.fault
        return {
          contents: phone.contents,
          import: (watcher) => pending<ImportResult>(watcher, (run) => (phone.importing = run)),
        }
      },
    },
    chat: {
      share(filePath, fileName) {
        phone.log.push(`share ${filePath} as ${fileName}`)
        return phone.share()
      },
      choose: () => phone.choose(),
    },
    files: {
      remove(filePath) {
        phone.log.push(`remove ${filePath}`)
        return Promise.resolve()
      },
    },
    keepScreenOn: (isOn) => void phone.screen.push(isOn),
    unfinished: null,
  }
  const phone = {
    dialogs,
    ids: ['0', '1', '2'],
    log: [] as string[],
    screen: [] as boolean[],
    plan: () => Promise.resolve(planOf(50, 40)),
    share: () => Promise.resolve(true),
    choose: (): ReturnType<TransferServices['chat']['choose']> =>
      Promise.resolve({ filePath: 'wxfile://tmp/a.zip', name: 'a.zip', sizeBytes: 7 }),
    contents,
    fault: null as Error | null,
    writing: undefined as Pending<ArchiveFile | null> | undefined,
    importing: undefined as Pending<ImportResult> | undefined,
    async open() {
      const view = {} as TransferView
      const page = createTransferPresenter(services, transfer, (patch) =>
        applyPatch(view as unknown as Record<string, unknown>, patch),
      )
      await settlePhone()
      const act = async (name: keyof typeof page.acts, data = {}): Promise<void> => {
        void page.acts[name](data as ActData)
        await settlePhone()
      }
      return { view, page, act }
    },
  }
  return phone
}

const file = (part: number): ArchiveFile => ({
  ...{ filePath: `wxfile://usr/archives/${part}.zip`, fileName: `practice ${part}.zip`, sizeBytes: megabyte },
})
const buttonsOf = ({ buttons }: TransferView): string[] => buttons.map(({ id }) => id)
const rowsOf = ({ rows }: TransferView): string[] => rows.map(({ label, value }) => `${label}: ${value}`)

test('says before it starts what goes along, how large it is, and in how many files', async () => {
  const { view } = await createPhone().open()
  expect(view.scopes).toEqual([
    {
      id: 'everything',
      label: 'Everything',
      detail: '3 attempts, 2 recordings, 1 phrase',
      value: '90 MB in 2 files',
    },
    { id: 'texts', label: 'Without recordings', detail: '3 attempts, 1 phrase', value: '1 MB' },
  ])
  expect(view).toMatchObject({ screen: 'start', notice: null, head: null, buttons: [] })
})

test('part after part is made, sent with a tap, ticked and deleted; then all are sent', async () => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('everything')
  expect(view.head?.title).toBe('Making part 1 of 2')
  expect(buttonsOf(view)).toEqual(['stop'])
  phone.writing?.watcher.progress(0.417)
  expect(view.progress).toEqual({ percent: 41, text: '41 %' })
  await phone.writing?.settle(file(1))
  expect(rowsOf(view)).toEqual(['Part 1: Ready', 'Part 2: 40 MB'])
  expect(buttonsOf(view)).toEqual(['back', 'send'])
  expect(phone.screen).toEqual([true, false])

  await act('send')
  expect(rowsOf(view)).toEqual(['Part 1: Sent', 'Part 2: 40 MB'])
  await phone.writing?.settle(file(2))
  await act('send')
  expect(view.head).toMatchObject({ title: 'All 2 parts are sent', isDone: true })
  expect(view.rows.map(({ again }) => again)).toEqual(['Again', 'Again'])
  expect(phone.log).toEqual([
    'write 1',
    'share wxfile://usr/archives/1.zip as practice 1.zip',
    'remove wxfile://usr/archives/1.zip',
    'write 2',
    // it stays: WeChat may still be reading it
    'share wxfile://usr/archives/2.zip as practice 2.zip',
  ])

  await act('again', { index: 0 })
  await phone.writing?.settle(file(1))
  expect(rowsOf(view)).toEqual(['Part 1: Ready', 'Part 2: Sent'])
})

test('the file is shared within the tap itself', async () => {
  const phone = createPhone()
  const { page, act } = await phone.open()
  await act('everything')
  await phone.writing?.settle(file(1))
  void page.acts.send()
  expect(phone.log).toContain('share wxfile://usr/archives/1.zip as practice 1.zip')
})

test('a chat that was not chosen changes nothing; one that WeChat cannot reach says so', async () => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('everything')
  await phone.writing?.settle(file(1))
  phone.share = () => Promise.resolve(false)
  await act('send')
  expect(view).toMatchObject({ notice: null, head: { title: 'Part 1 of 2 is ready' } })
  phone.share = () => Promise.reject(new AppError('unsupported'))
  await act('send')
  expect(view.notice?.heading).toBe('WeChat couldn’t send the file')
  expect(buttonsOf(view)).toEqual(['back', 'send'])
  expect(phone.log.filter((entry) => entry.startsWith('remove'))).toEqual([])
})

test('Stop ends it, and Go on starts that part again', async () => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('everything')
  expect(phone.writing?.watcher.isStopped()).toBe(false)
  await act('stop')
  expect(phone.writing?.watcher.isStopped()).toBe(true)
  await phone.writing?.settle(null)
  expect(view).toMatchObject({ progress: null, head: { title: 'Not made yet' } })
  await act('resume')
  expect(phone.log).toEqual(['write 1', 'write 1'])
  expect(phone.writing?.watcher.isStopped()).toBe(false)
  await act('stop')
  await phone.writing?.settle(null)
  await act('back')
  expect(view.screen).toBe('start')
})

test.each([
  [new AppError('storage-full'), 'There’s no room for the file', 'Make room'],
  [new AppError('recording-unreadable'), 'The file could not be made', ''],
])('%s while it is made says so, and leaves a way', async (error, heading, action) => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('everything')
  await phone.writing?.fail(error)
  expect(view.notice).toMatchObject({ heading, action })
  expect(buttonsOf(view)).toEqual(['back', 'resume'])
  expect(phone.screen).toEqual([true, false])
})

test('without room even for the smallest part nothing starts; after making room it is measured again', async () => {
  const phone = createPhone()
  phone.plan = () => Promise.reject(new AppError('storage-full'))
  const { view, act } = await phone.open()
  expect(view.scopes[0]?.value).toBe('No room')
  await act('everything')
  expect(view).toMatchObject({ screen: 'start', notice: { action: 'Make room' } })
  expect(phone.log).toEqual([])
  phone.plan = () => Promise.resolve(planOf(3))
  phone.dialogs.choice = 0
  await act('makeRoom')
  expect(view).toMatchObject({ notice: null, scopes: [{ value: '3 MB' }, {}] })
})

test('leaving stops it and deletes what was not sent; coming back shows what was', async () => {
  const phone = createPhone()
  const first = await phone.open()
  await first.act('everything')
  await phone.writing?.settle(file(1))
  await first.act('send')
  first.page.close()
  expect(phone.writing?.watcher.isStopped()).toBe(true)
  await phone.writing?.settle(null)

  const second = await phone.open()
  expect(second.view.head?.title).toBe('1 of 2 parts sent')
  expect(rowsOf(second.view)).toEqual(['Part 1: Sent', 'Part 2: 40 MB'])
  await second.act('resume')
  await phone.writing?.settle(file(2))
  second.page.close()
  expect(phone.log.slice(-2)).toEqual(['write 2', 'remove wxfile://usr/archives/2.zip'])

  // the attempt of a part that is still to be sent was deleted
  phone.ids = ['0']
  expect((await phone.open()).view.screen).toBe('start')
})

test('a part that is ready only after the page was left is deleted', async () => {
  const phone = createPhone()
  const { page, act } = await phone.open()
  await act('everything')
  page.close()
  await phone.writing?.settle(file(1))
  expect(phone.log).toEqual(['write 1', 'remove wxfile://usr/archives/1.zip'])
  expect((await phone.open()).view.screen).toBe('start')
})

test('shows what is in a file before it writes anything; then adds it, and says what it added', async () => {
  const phone = createPhone()
  phone.contents = { ...contents, changedAttemptCount: 1, hasLaterSettings: true, unreadableCount: 2 }
  const { view, act } = await phone.open()
  await act('choose')
  expect(view.head).toMatchObject({
    title: 'In this file',
    body: '1 attempt that is here gains an answer or a recording.',
  })
  expect(rowsOf(view)).toEqual([
    'Attempts: 5, 2 new',
    'Recordings: 4, all new',
    'Phrases: 1, none new',
    'From: 3 Nov to Yesterday',
    'Settings: changed later than here',
    'Unreadable: 2, left out',
    'Exported: 23 Nov 18:00',
  ])
  expect(phone.importing).toBeUndefined()
  await act('bring')
  phone.importing?.watcher.progress(0.5)
  expect(view).toMatchObject({ progress: { percent: 50 }, head: { title: 'Adding to what is here' } })
  expect(phone.screen).toEqual([true])
  await phone.importing?.settle(result)
  expect(phone.screen).toEqual([true, false])
  expect(view.head).toEqual({ title: 'It is all here', body: 'Nothing was deleted.', isDone: true })
  expect(rowsOf(view)).toEqual(['2 attempts added: ', '4 recordings added: '])
  await act('back')
  expect(view.screen).toBe('start')
})

test('the next part can be chosen at once', async () => {
  const phone = createPhone()
  phone.contents = { ...contents, partCount: 3 }
  const { view, act } = await phone.open()
  await act('choose')
  expect(rowsOf(view)).toContain('Part: 1 of 3')
  await act('bring')
  await phone.importing?.settle(result)
  expect(view.head?.body).toBe(
    'Nothing was deleted.\nThis was part 1 of 3. The others may come in any order.',
  )
  expect(buttonsOf(view)).toEqual(['back', 'choose'])
})

test('a file that is here already, or for which there is little room, says so', async () => {
  const phone = createPhone()
  phone.contents = { ...contents, isKnown: true }
  const known = await phone.open()
  await known.act('choose')
  expect(known.view.head?.title).toBe('Everything in it is here already')
  expect(buttonsOf(known.view)).toEqual(['back', 'choose'])

  phone.contents = { ...contents, newRecordingBytes: 30 * megabyte, freeBytes: 20 * megabyte }
  await known.act('choose')
  expect(known.view.head?.body).toMatch(/need 30 MB, and there is room for 20 MB/)
})

test.each([
  ['stopped', 'Stopped', ['back', 'bring']],
  ['full', 'There is no more room', ['makeRoom', 'bring']],
] as const)('an import that ended %s can go on', async (end, title, buttons) => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('choose')
  await act('bring')
  await act('stop')
  expect(phone.importing?.watcher.isStopped()).toBe(true)
  await phone.importing?.settle({ ...result, end })
  expect(view.head).toMatchObject({ title, isDone: false })
  expect(view.head?.body).toMatch(/Nothing was deleted\.$/)
  expect(buttonsOf(view)).toEqual(buttons)
  const before = phone.importing
  await act('bring')
  expect(phone.importing).not.toBe(before)
})

test('a failure in the middle of an import shows what was in the file, and can be repeated', async () => {
  const phone = createPhone()
  const { view, act } = await phone.open()
  await act('choose')
  await act('bring')
  await phone.importing?.fail(new AppError('recording-unreadable'))
  expect(view).toMatchObject({
    notice: { heading: 'The import did not finish' },
    head: { title: 'In this file' },
  })
  expect(buttonsOf(view)).toContain('bring')
})

const faults = Object.keys(wordsFor('en').faults) as ArchiveFault[]

test.each([
  ...(['zh', 'en'] as const).flatMap((language) =>
    faults.map(
      (fault) => [language, fault, new ArchiveError(fault, 'x'), wordsFor(language).faults[fault]] as const,
    ),
  ),
  ['en', 'gone', new AppError('recording-unreadable'), wordsFor('en').troubles.gone] as const,
])('%s: %s has its sentence, and another file can be chosen', async (language, _, error, { title, way }) => {
  const phone = createPhone(language)
  phone.fault = error
  const { view, act } = await phone.open()
  await act('choose')
  expect(view).toMatchObject({ screen: 'start', notice: { heading: title, body: way } })
})

test.each([
  ['privacy-undeclared', 'This mini program can’t choose files yet'],
  ['privacy-refused', 'You haven’t agreed to the privacy guide'],
  ['unsupported', 'WeChat couldn’t show your chats'],
] as const)('%s when a file is to be chosen', async (code, heading) => {
  const phone = createPhone()
  phone.choose = () => Promise.reject(new AppError(code))
  const { view, act } = await phone.open()
  await act('choose')
  expect(view).toMatchObject({ screen: 'start', notice: { heading } })
  phone.choose = () => Promise.resolve(null)
  await act('choose')
  expect(view.screen).toBe('start')
})
