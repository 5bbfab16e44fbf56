// A phone in memory with all that a student has: storage, recordings and archives, killed at a chosen call of a port.
import fc from 'fast-check'
import { anyCharacter } from '../../../any-character'
import { createAttemptLog } from '../../../../miniprogram/core/attempts/attempt-log'
import type { Attempt } from '../../../../miniprogram/core/attempts/attempt'
import { attemptVersion, tidied } from '../../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../../miniprogram/core/errors'
import { createPhraseBook } from '../../../../miniprogram/core/phrases/phrase-book'
import type { Phrase } from '../../../../miniprogram/core/phrases/phrase'
import type { KeyValueStore, RecordingFiles } from '../../../../miniprogram/core/ports'
import { createStars } from '../../../../miniprogram/core/questions/stars'
import { createSettings, defaultSettings, type Settings } from '../../../../miniprogram/core/settings'
import { messagesFor } from '../../../../miniprogram/i18n/index'
import { createExporting } from '../../../../miniprogram/pages/transfer/archive/export-run'
import { createImporting } from '../../../../miniprogram/pages/transfer/archive/import-run'
import { pieceBytes, type ArchiveFiles } from '../../../../miniprogram/pages/transfer/archive/ports'
import { wordsFor } from '../../../../miniprogram/pages/transfer/words/index'
import { createFakeClock } from '../../../fakes/fake-clock'

export const nowMs = 1_790_000_000_000
const folder = 'wxfile://usr/recordings/'
export const archiveFolder = 'wxfile://usr/archives/'

/** A file; its bytes are made when they are read, so that a large one takes no memory. */
export interface FakeFile {
  sizeBytes: number
  read(position: number, lengthBytes: number): Uint8Array
}

export function fileOf(bytes: Uint8Array): FakeFile {
  return {
    sizeBytes: bytes.length,
    read: (position, lengthBytes) => bytes.slice(position, position + lengthBytes),
  }
}

export type TransferPhone = ReturnType<typeof createTransferPhone>

export function createTransferPhone() {
  const stored = new Map<string, string>()
  const files = new Map<string, FakeFile>()
  const phone = {
    stored,
    /** By path. */
    files,
    /** Of all files. */
    limitBytes: 200 * 1024 * 1024,
    storageLimit: Infinity,
    /** The largest piece that a port was given or has given. */
    largestPiece: 0,
    /** How many calls the last launch made. */
    calls: 0,
    launch,
  }

  const usedBytes = () => [...files.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const storedSize = () => [...stored].reduce((sum, [key, json]) => sum + key.length + json.length, 0)

  function launch(callsUntilDeath = Infinity) {
    phone.calls = 0
    const call = (): void => {
      if (phone.calls >= callsUntilDeath) throw new Error('killed')
      phone.calls += 1
    }
    const store: KeyValueStore = {
      get(key) {
        const json = stored.get(key)
        return json === undefined ? undefined : (JSON.parse(json) as unknown)
      },
      set(key, value) {
        call()
        const json = JSON.stringify(value)
        const grown = json.length - (stored.get(key)?.length ?? -key.length)
        if (grown > 0 && phone.storageLimit < Infinity && storedSize() + grown > phone.storageLimit) {
          throw new AppError('storage-full')
        }
        stored.set(key, json)
      },
      remove(key) {
        call()
        stored.delete(key)
      },
      keys: () => [...stored.keys()],
      usage: () => ({ usedBytes: 0, limitBytes: 1 }),
    }
    const pathOf = (name: string) => `${folder}${name}.mp3`
    const later = async <T>(run: () => T): Promise<T> => {
      await Promise.resolve()
      call()
      return run()
    }
    const fileAt = (path: string): FakeFile => {
      const file = files.get(path)
      if (!file) throw new AppError('recording-unreadable', { message: path })
      return file
    }
    const recordings: RecordingFiles = {
      pathOf,
      save: () => Promise.reject(new Error('not used')),
      write: () => Promise.reject(new Error('not used')),
      exists: (name) => later(() => files.has(pathOf(name))),
      list: () =>
        later(() =>
          [...files.keys()]
            .filter((path) => path.startsWith(folder))
            .map((filePath) => ({ name: filePath.slice(folder.length, -4), filePath })),
        ),
      read: (path) => later(() => fileAt(path).read(0, Infinity)),
      remove: (name) => later(() => void files.delete(pathOf(name))),
      usage: () => Promise.resolve({ usedBytes: 0, limitBytes: 1 }),
    }
    const own = (path: string): string => {
      if (!path.startsWith(archiveFolder) || path.slice(archiveFolder.length).includes('/'))
        throw new Error(path)
      return path
    }
    const seen = (bytes: Uint8Array): Uint8Array => {
      phone.largestPiece = Math.max(phone.largestPiece, bytes.length)
      if (bytes.length > pieceBytes) throw new Error(`a piece of ${bytes.length} bytes`)
      return bytes
    }
    const archives: ArchiveFiles = {
      create: (name) =>
        later(() => {
          files.set(own(archiveFolder + name), fileOf(new Uint8Array(0)))
          return archiveFolder + name
        }),
      append: (path, bytes) =>
        later(() => {
          if (usedBytes() + bytes.length > phone.limitBytes) throw new AppError('storage-full')
          files.set(own(path), appended(fileAt(path), seen(bytes).slice()))
        }),
      read: (path, position, lengthBytes) =>
        later(() => {
          if (lengthBytes > pieceBytes) throw new Error(`asked for ${lengthBytes} bytes`)
          return seen(fileAt(path).read(position, lengthBytes))
        }),
      sizeOf: (path) => later(() => fileAt(path).sizeBytes),
      remove: (path) => later(() => void files.delete(own(path))),
      keep: (path, name) =>
        later(() => {
          const file = fileAt(own(path))
          files.delete(path)
          if (!files.has(pathOf(name))) files.set(pathOf(name), file)
        }),
      clear: () =>
        later(() =>
          [...files.keys()]
            .filter((path) => path.startsWith(archiveFolder))
            .forEach((path) => files.delete(path)),
        ),
      freeBytes: () => later(() => phone.limitBytes - usedBytes()),
    }
    const clock = createFakeClock(nowMs)
    const attempts = createAttemptLog({ store, files: recordings, clock })
    const phrases = createPhraseBook(store, clock)
    const stars = createStars(store)
    const settings = createSettings(store, clock)
    const recovery =
      callsUntilDeath === Infinity ? attempts.recover() : attempts.recover().catch(() => undefined)
    const belongings = { recovery, attempts, phrases, stars, settings }
    const texts = { language: 'en' as const, messages: messagesFor('en'), words: wordsFor('en') }
    return {
      ...{ belongings, attempts, phrases, stars, settings, archives, recovery },
      exporting: createExporting({ belongings, files: archives, clock, texts }),
      importing: createImporting({ belongings, files: archives }),
    }
  }
  return phone
}

/** Linked pieces: appending copies nothing. */
function appended(before: FakeFile, bytes: Uint8Array): FakeFile {
  const pieces = (before as FakeFile & { pieces?: Uint8Array[] }).pieces ?? [before.read(0, before.sizeBytes)]
  pieces.push(bytes)
  const file = {
    pieces,
    sizeBytes: before.sizeBytes + bytes.length,
    read(position: number, lengthBytes: number): Uint8Array {
      const end = Math.min(this.sizeBytes, position + lengthBytes)
      const all = new Uint8Array(Math.max(0, end - position))
      let start = 0
      for (const piece of pieces) {
        const from = Math.max(position, start)
        const to = Math.min(end, start + piece.length)
        if (from < to) all.set(piece.subarray(from - start, to - start), from - position)
        start += piece.length
      }
      return all
    },
  }
  return file
}

export const watcher = { progress: () => undefined, isStopped: () => false }

export interface Student {
  readonly attempts: readonly Attempt[]
  /** By id: how many frames its recording has. */
  readonly recordings: ReadonlyMap<string, number>
  readonly phrases: readonly Phrase[]
  readonly stars: readonly string[]
  readonly settings: Settings
}

/** MPEG-2.5, 8 kHz, 8 kb/s: frames of 72 bytes. */
export function mp3Of(frames: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(72 * frames)
  for (let at = 0; at < bytes.length; at++) bytes[at] = (seed * 31 + at * 7) & 0x7f
  for (let frame = 0; frame < frames; frame++) bytes.set([0xff, 0xe3, 0x18, 0xc4], frame * 72)
  return bytes
}

export async function fill(phone: TransferPhone, student: Student): Promise<void> {
  const { attempts, phrases, stars, settings, recovery } = phone.launch()
  await recovery
  const all = student.attempts.map((attempt) => {
    const frames = student.recordings.get(attempt.id)
    if (frames === undefined) return attempt
    const bytes = mp3Of(frames, Number(attempt.id))
    phone.files.set(`${folder}${attempt.id}.mp3`, fileOf(bytes))
    return { ...attempt, recording: { filePath: '', isKept: true, sizeBytes: bytes.length, levels: [0.5] } }
  })
  attempts.adopt(all, (_mine, theirs) => theirs)
  phrases.adopt([...student.phrases].sort((one, other) => other.savedAtMs - one.savedAtMs))
  stars.add(student.stars)
  settings.adopt(student.settings)
}

/** All that a student has, as a new launch finds it. */
export async function stateOf(phone: TransferPhone) {
  const { attempts, phrases, stars, settings, recovery } = phone.launch()
  await recovery
  const ids = attempts.list().map(({ id }) => id)
  return {
    attempts: ids.sort().map((id) => {
      const attempt = attempts.get(id)
      return { ...attempt, recording: attempt?.recording && { ...attempt.recording, filePath: '' } }
    }),
    recordings: [...phone.files]
      .filter(([path]) => path.startsWith(folder))
      .map(([path, file]) => [path, Buffer.from(file.read(0, file.sizeBytes)).toString('base64')])
      .sort(),
    phrases: [...phrases.list()].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    stars: [...stars.current].sort(),
    settings: { ...settings.current, transport: null },
  }
}

/** The archives' paths; they lie on the phone that receives them, as files from a chat. */
export async function send(from: TransferPhone, to: TransferPhone, hasRecordings = true): Promise<string[]> {
  const { exporting } = from.launch()
  const plan = await exporting.plan(hasRecordings)
  const paths: string[] = []
  for (const index of plan.parts.keys()) {
    const archive = await exporting.write(plan, index, watcher)
    if (!archive) throw new Error('stopped')
    const file = from.files.get(archive.filePath)
    if (!file) throw new Error('no file')
    from.files.delete(archive.filePath)
    const path = `wxfile://tmp/${nextFile++}.zip`
    to.files.set(path, file)
    paths.push(path)
  }
  return paths
}

let nextFile = 0

export async function receive(phone: TransferPhone, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const opened = await phone.launch().importing.open(path)
    expect((await opened.import(watcher)).end).toBe('done')
    phone.files.delete(path)
  }
}

const anyText = fc.string({ unit: anyCharacter, maxLength: 12 })
const anyQuestion = fc.record({
  id: anyText,
  topic: fc.record({ en: anyText, zh: anyText }),
  text: fc.oneof(anyText, fc.constantFrom('What do you like?', '<script>alert(1)</script>', '../../x')),
  gloss: anyText,
})
const anyAnswer = fc.record({
  status: fc.constantFrom('done' as const, 'gap' as const, 'stopped' as const, 'network' as const),
  text: anyText,
})
/** Few ids, so that two students share some. */
const anyId = fc.integer({ min: 0, max: 8 }).map((number) => String(1_780_000_000_000 + number * 60_000))

export const anyStudent: fc.Arbitrary<Student> = fc
  .record({
    attempts: fc.uniqueArray(
      fc.record({
        id: anyId,
        question: fc.option(anyQuestion),
        durationMs: fc.nat(100_000),
        answers: fc.array(anyAnswer, { maxLength: 5 }),
        hasRecording: fc.boolean(),
        askAgain: fc.constantFrom(undefined, 'soon' as const, 'later' as const),
        speech: fc.constantFrom(undefined, null, { firstWordMs: 1, lastWordMs: 9, pauses: [], levelDb: -20 }),
      }),
      { selector: ({ id }) => id, maxLength: 7 },
    ),
    phrases: fc.uniqueArray(
      fc.record({
        ...{ before: fc.constantFrom('', 'I '), text: fc.constantFrom('like tea', 'do', '汉字 <b>') },
        ...{ after: fc.constantFrom('', '.'), question: fc.constantFrom('', 'Why?') },
        origin: fc.constantFrom('answer' as const, 'model-answer' as const),
        savedAtMs: fc.integer({ min: 1, max: 50 }),
        memory: fc.option(
          fc.record({
            stability: fc.integer({ min: 1, max: 9 }),
            difficulty: fc.integer({ min: 1, max: 9 }),
            lastAtMs: fc.integer({ min: 1, max: 9 }),
          }),
        ),
      }),
      { selector: ({ before, text, after }) => before + text + after },
    ),
    stars: fc.uniqueArray(fc.constantFrom('weather', 'home', 'tea', 'work')),
    settings: fc.record({
      language: fc.constantFrom('system' as const, 'zh' as const, 'en' as const),
      minutesADay: fc.constantFrom(5, 10, 30),
      examDate: fc.constantFrom(null, '2026-12-19'),
      changedAtMs: fc.nat(3),
    }),
  })
  .map(({ attempts, phrases, stars, settings }) => ({
    attempts: attempts.map(({ hasRecording: _has, answers, askAgain, speech, ...attempt }): Attempt => ({
      ...attempt,
      version: attemptVersion,
      createdAtMs: Number(attempt.id),
      recording: null,
      ...(speech !== undefined && { speech }),
      answers: tidied(
        answers.map((answer, at) => ({
          ...answer,
          logid: String(Number(attempt.id) + at),
          ...{ transport: 'inline' as const, uidSource: null, error: null },
        })),
      ),
      error: null,
      ...(askAgain && { askAgain }),
    })),
    // one id, one recording
    recordings: new Map(
      attempts.flatMap(({ id, hasRecording }) =>
        hasRecording ? [[id, 1 + ((Number(id) / 60_000) % 20)]] : [],
      ),
    ),
    phrases,
    stars,
    settings: { ...defaultSettings, ...settings },
  }))

/** Each with a recording of so many frames. */
export function manyAttempts(count: number, frames: number): Student {
  const [sample] = fc.sample(anyStudent, { seed: 7, numRuns: 1 })
  if (!sample) throw new Error('no sample')
  const ids = Array.from({ length: count }, (_, at) => String(1_780_000_000_000 + at * 1000))
  const question = {
    id: 'home',
    topic: { en: 'Home', zh: '家' },
    text: 'Do you like your home?',
    gloss: '你喜欢家吗？',
  }
  return {
    ...sample,
    attempts: ids.map((id) => ({
      ...{ version: 2 as const, id, question, createdAtMs: Number(id), durationMs: 30_000, recording: null },
      answers: [
        {
          ...{ status: 'done' as const, logid: id, transport: 'inline' as const, uidSource: null },
          ...{ text: `You said: I do.\n\nBetter: I am fond of it. ${id}`, error: null },
        },
      ],
      error: null,
    })),
    recordings: new Map(ids.map((id) => [id, frames])),
  }
}
