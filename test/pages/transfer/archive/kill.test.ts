// Export and import, killed at each call of a port, stopped at each piece, and without room: what was there stays, a second time completes it.
import { AppError } from '../../../../miniprogram/core/errors'
import {
  archiveFolder,
  createTransferPhone,
  fill,
  manyAttempts,
  send,
  stateOf,
  watcher,
} from './transfer-phone'
import type { TransferPhone } from './transfer-phone'

const student = manyAttempts(3, 3)

async function full(): Promise<TransferPhone> {
  const phone = createTransferPhone()
  await fill(phone, student)
  return phone
}

/** With an attempt of its own. */
async function receiver(): Promise<{ phone: TransferPhone; path: string }> {
  const phone = createTransferPhone()
  const { attempts, recordings } = manyAttempts(4, 3)
  const own = attempts.slice(3)
  await fill(phone, { ...student, attempts: own, recordings, phrases: [], stars: [] })
  const [path = ''] = await send(await full(), phone)
  return { phone, path }
}

const archivesOn = ({ files }: TransferPhone) =>
  [...files.keys()].filter((path) => path.startsWith(archiveFolder))

test('an import killed at any call', async () => {
  const whole = await receiver()
  const opened = await whole.phone.launch().importing.open(whole.path)
  await opened.import(watcher)
  const callCount = whole.phone.calls
  expect(callCount).toBeGreaterThan(30)
  const wanted = await stateOf(whole.phone)
  expect(wanted.attempts).toHaveLength(4)
  expect(wanted.recordings).toHaveLength(4)

  for (let calls = 0; calls < callCount; calls++) {
    const { phone, path } = await receiver()
    const before = await stateOf(phone)
    const dying = phone.launch(calls)
    await dying.importing
      .open(path)
      .then((archive) => archive.import(watcher))
      .catch(() => undefined)
    const after = await stateOf(phone)
    expect(after.recordings).toEqual(expect.arrayContaining(before.recordings))
    for (const attempt of before.attempts) expect(after.attempts).toContainEqual(attempt)
    // none of another's recordings without its question
    for (const attempt of after.attempts) expect(attempt.question).not.toBeNull()
    await (await phone.launch().importing.open(path)).import(watcher)
    expect(await stateOf(phone)).toEqual(wanted)
    await phone.launch().archives.clear()
    expect(archivesOn(phone)).toEqual([])
  }
})

test('an export killed at any call changes nothing', async () => {
  const phone = await full()
  const before = await stateOf(phone)
  const { exporting } = phone.launch()
  await exporting.write(await exporting.plan(true), 0, watcher)
  const callCount = phone.calls
  for (let calls = 0; calls < callCount; calls++) {
    const dying = phone.launch(calls).exporting
    await dying
      .plan(true)
      .then((plan) => dying.write(plan, 0, watcher))
      .catch(() => undefined)
    expect(await stateOf(phone)).toEqual(before)
  }
})

test('stopped at any moment: an export leaves no file, an import what it has', async () => {
  const after = (asked: number) => ({ progress: () => undefined, isStopped: () => --asked < 0 })
  const phone = await full()
  let isWhole = false
  for (let asked = 0; !isWhole; asked++) {
    const { exporting } = phone.launch()
    isWhole = (await exporting.write(await exporting.plan(true), 0, after(asked))) !== null
    expect(archivesOn(phone)).toHaveLength(isWhole ? 1 : 0)
  }
  const { phone: other, path } = await receiver()
  let end = ''
  for (let asked = 0; end !== 'done'; asked++) {
    const opened = await other.launch().importing.open(path)
    end = (await opened.import(after(asked))).end
    expect(archivesOn(other)).toEqual([])
  }
  expect((await stateOf(other)).recordings).toHaveLength(4)
})

test('no room for files: what fits is there, and the rest comes with more room', async () => {
  const { phone, path } = await receiver()
  const used = [...phone.files.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  phone.limitBytes = used + 3 * 72 + 10
  const opened = await phone.launch().importing.open(path)
  expect(opened.contents).toMatchObject({ newRecordingCount: 3, newRecordingBytes: 3 * 3 * 72 })
  expect(opened.contents.freeBytes).toBeLessThan(opened.contents.newRecordingBytes)
  expect(await opened.import(watcher)).toMatchObject({
    end: 'full',
    newAttemptCount: 3,
    newRecordingCount: 1,
  })
  expect(archivesOn(phone)).toEqual([])
  expect((await stateOf(phone)).recordings).toHaveLength(2)
  phone.limitBytes = Infinity
  expect(await opened.import(watcher)).toMatchObject({
    end: 'done',
    newAttemptCount: 0,
    newRecordingCount: 2,
  })
})

test('no room for texts: what is there stays', async () => {
  const { phone, path } = await receiver()
  const before = await stateOf(phone)
  phone.storageLimit = [...phone.stored].reduce((sum, [key, json]) => sum + key.length + json.length, 0) + 700
  const opened = await phone.launch().importing.open(path)
  expect((await opened.import(watcher)).end).toBe('full')
  const after = await stateOf(phone)
  for (const attempt of before.attempts) expect(after.attempts).toContainEqual(attempt)
  phone.storageLimit = Infinity
  expect((await opened.import(watcher)).end).toBe('done')
  expect((await stateOf(phone)).attempts).toHaveLength(4)
})

test('no room for an export: said before anything is written', async () => {
  const phone = await full()
  phone.limitBytes = 1024 * 1024
  const { exporting } = phone.launch()
  await expect(exporting.plan(true)).rejects.toMatchObject({ code: 'storage-full' })
  expect(archivesOn(phone)).toEqual([])
  phone.limitBytes = Infinity
  const plan = await exporting.plan(true)
  phone.limitBytes = 700
  await expect(exporting.write(plan, 0, watcher)).rejects.toBeInstanceOf(AppError)
  expect(archivesOn(phone)).toEqual([])
})

test('recordings that are gone or deleted meanwhile are left out', async () => {
  const phone = await full()
  const { exporting, attempts } = phone.launch()
  const plan = await exporting.plan(true)
  expect(plan).toMatchObject({ attemptCount: 3, recordingCount: 3 })
  const [newest, lost] = attempts.list()
  phone.files.delete(`wxfile://usr/recordings/${lost?.id}.mp3`)
  await attempts.remove([newest?.id ?? ''])
  const archive = await exporting.write(plan, 0, watcher)
  const empty = createTransferPhone()
  empty.files.set(
    'wxfile://tmp/a.zip',
    phone.files.get(archive?.filePath ?? '') ?? { sizeBytes: 0, read: () => new Uint8Array(0) },
  )
  const opened = await empty.launch().importing.open('wxfile://tmp/a.zip')
  expect(opened.contents).toMatchObject({ attemptCount: 2, recordingCount: 1 })
})
