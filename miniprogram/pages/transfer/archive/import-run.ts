// A file that a chat gave → what is in it, and then all of it merged with what is here.
import { decodeUtf8, toBinary } from '../../../core/answer/utf8'
import type { Attempt } from '../../../core/attempts/attempt'
import { AppError } from '../../../core/errors'
import { isMp3 } from '../../../core/recording/mp3'
import { manifestName, readManifest, type ArchivedAttempt, type Manifest } from './archive'
import { ArchiveError } from './archive-error'
import { mergeAttempts, mergePhrases, mergeSettings } from './merge'
import type { ArchiveFiles, Belongings, Watcher } from './ports'
import { pieceBytes } from './ports'
import { openZip, type ZipEntry, type ZipReader } from './zip-reader'

export interface ImportParts {
  readonly belongings: Belongings
  readonly files: ArchiveFiles
}

/** What an archive has, and what of it would be new here. */
export interface ArchiveContents {
  readonly exportedAtMs: number
  /** 1 … `partCount`. */
  readonly part: number
  readonly partCount: number
  readonly attemptCount: number
  readonly newAttemptCount: number
  /** Attempts that are here already and would gain an answer or a recording. */
  readonly changedAttemptCount: number
  readonly recordingCount: number
  readonly newRecordingCount: number
  /** Of the new recordings. */
  readonly newRecordingBytes: number
  readonly phraseCount: number
  readonly newPhraseCount: number
  /** Entries that cannot be read: they are left out. */
  readonly unreadableCount: number
  /** There, the settings were changed later than here. */
  readonly hasLaterSettings: boolean
  /** Of the oldest and the newest attempt; null without any. */
  readonly sinceMs: number | null
  readonly untilMs: number | null
  /** Importing it would change nothing. */
  readonly isKnown: boolean
  /** Room for files here. */
  readonly freeBytes: number
}

export interface ImportResult {
  readonly newAttemptCount: number
  readonly changedAttemptCount: number
  readonly newRecordingCount: number
  readonly newPhraseCount: number
  /** Beyond what the phrase book holds. */
  readonly refusedPhraseCount: number
  /** Damaged, or no MP3: their attempts are there without them. */
  readonly refusedRecordingCount: number
  /** `full`: there was no room for the rest. What is written stays, and the same import goes on from there. */
  readonly end: 'done' | 'stopped' | 'full'
}

/** An archive whose list of attempts has been read. */
export interface OpenedArchive {
  readonly contents: ArchiveContents
  /** May be repeated. Rejects with AppError `recording-unreadable` if the file is gone. */
  import(watcher: Watcher): Promise<ImportResult>
}

export interface Importing {
  /** Writes nothing. Rejects with ArchiveError, or with AppError `recording-unreadable` if the file cannot be read. */
  open(filePath: string): Promise<OpenedArchive>
}

const manifestMaxBytes = 24 * 1024 * 1024
/** Ten minutes at the best rate that a phone records with have 24 MB; this app's have 4. */
const recordingMaxBytes = 24 * 1024 * 1024
/** Each writes its entries, and their pages of the index once. */
const batchLength = 50
/** So many files at most have no attempt that refers to them: after a kill, the next launch deletes these. */
const savedBatchLength = 10
const incomingName = 'incoming.mp3'

interface Archive {
  readonly filePath: string
  readonly zip: ZipReader
  readonly manifest: Manifest
  readonly entryOf: (file: string) => ZipEntry | undefined
}

interface Wanted {
  readonly archived: ArchivedAttempt
  readonly entry: ZipEntry
}

export function createImporting({ belongings, files }: ImportParts): Importing {
  const { attempts, phrases, stars, settings } = belongings

  async function openArchive(filePath: string): Promise<Archive> {
    const sizeBytes = await files.sizeOf(filePath)
    const read = (position: number, lengthBytes: number) => files.read(filePath, position, lengthBytes)
    const zip = await openZip({ sizeBytes, read })
    const found = manifestIn(zip)
    const json: string[] = []
    await zip.read(found, (piece) => Promise.resolve(void json.push(toBinary(piece))))
    const manifest = readManifest(decodeUtf8(json.join('')))
    // whoever unpacked it and packed it again may have packed the folder
    const folder = found.name.slice(0, -manifestName.length)
    return { filePath, zip, manifest, entryOf: (file) => zip.entries.get(folder + file) }
  }

  /** Those that are not here, or whose files the phone has lost. */
  async function wantedIn({ manifest, entryOf }: Archive): Promise<Wanted[]> {
    const wanted: Wanted[] = []
    for (const archived of manifest.attempts) {
      const entry = archived.file === null ? undefined : entryOf(archived.file)
      if (!entry || entry.sizeBytes === 0 || entry.sizeBytes > recordingMaxBytes) continue
      if (!(await attempts.hasAudio(archived.attempt.id))) wanted.push({ archived, entry })
    }
    return wanted
  }

  async function contentsOf(archive: Archive): Promise<ArchiveContents> {
    const { manifest, entryOf } = archive
    const wanted = await wantedIn(archive)
    const wantedIds = new Set(wanted.map(({ archived }) => archived.attempt.id))
    const all = manifest.attempts.map(({ attempt }) => attempt)
    const isHere = ({ id }: Attempt) => attempts.get(id) !== null
    const gains = (attempt: Attempt) => {
      const mine = attempts.get(attempt.id)
      return mine !== null && (wantedIds.has(attempt.id) || mergeAttempts(mine, attempt) !== mine)
    }
    const newAttemptCount = all.filter((attempt) => !isHere(attempt)).length
    const changedAttemptCount = all.filter(gains).length
    const book = mergePhrases(phrases.list(), manifest.phrases)
    const hasLaterSettings = mergeSettings(settings.current, manifest.settings) !== settings.current
    const times = all.map(({ createdAtMs }) => createdAtMs).sort((one, other) => one - other)
    return {
      ...{ exportedAtMs: manifest.exportedAtMs, part: manifest.part, partCount: manifest.partCount },
      ...{ attemptCount: all.length, newAttemptCount, changedAttemptCount },
      recordingCount: manifest.attempts.filter(({ file }) => file !== null && entryOf(file)).length,
      newRecordingCount: wanted.length,
      newRecordingBytes: wanted.reduce((sum, { entry }) => sum + entry.sizeBytes, 0),
      ...{ phraseCount: manifest.phrases.length, newPhraseCount: book.newCount },
      ...{ unreadableCount: manifest.unreadableCount, hasLaterSettings },
      ...{ sinceMs: times[0] ?? null, untilMs: times[times.length - 1] ?? null },
      isKnown:
        newAttemptCount + changedAttemptCount === 0 &&
        book.list === phrases.list() &&
        !hasLaterSettings &&
        manifest.stars.every((id) => stars.current.has(id)),
      freeBytes: await files.freeBytes(),
    }
  }

  /** What an attempt says comes before its recording: a recording without an attempt would be a riddle. */
  async function importAll(archive: Archive, watcher: Watcher): Promise<ImportResult> {
    const { manifest, zip } = archive
    const wanted = await wantedIn(archive)
    const totalBytes = wanted.reduce((sum, { entry }) => sum + entry.sizeBytes, 1)
    const book = mergePhrases(phrases.list(), manifest.phrases)
    const added = new Set<string>()
    const changed = new Set<string>()
    let [newRecordingCount, refusedRecordingCount, newPhraseCount, doneBytes] = [0, 0, 0, 0]
    const resultAt = (end: ImportResult['end']): ImportResult => ({
      ...{ newAttemptCount: added.size, changedAttemptCount: changed.size, newRecordingCount },
      ...{ newPhraseCount, refusedPhraseCount: book.refusedCount, refusedRecordingCount, end },
    })

    function merge(mine: Attempt | null, theirs: Attempt): Attempt {
      const merged = mergeAttempts(mine, theirs)
      if (!mine) added.add(theirs.id)
      else if (merged !== mine) changed.add(theirs.id)
      return merged
    }

    let saved: Wanted[] = []
    function adoptSaved(): void {
      const sizes = new Map(saved.map(({ archived, entry }) => [archived.attempt.id, entry.sizeBytes]))
      const theirs = saved.map(({ archived }) => archived.attempt)
      saved = []
      attempts.adopt(theirs, (mine, their) => withRecording(mine, their, sizes.get(their.id) ?? 0))
      newRecordingCount += theirs.length
      for (const { id } of theirs) if (!added.has(id)) changed.add(id)
    }

    try {
      const all = manifest.attempts.map(({ attempt }) => attempt)
      for (let start = 0; start < all.length; start += batchLength) {
        if (watcher.isStopped()) return resultAt('stopped')
        attempts.adopt(all.slice(start, start + batchLength), merge)
        // WeChat answers later: until then the page can be drawn, and Stop tapped
        await files.sizeOf(archive.filePath)
      }
      if (book.list !== phrases.list()) phrases.adopt(book.list)
      newPhraseCount = book.newCount
      stars.add(manifest.stars)
      const chosen = mergeSettings(settings.current, manifest.settings)
      if (chosen !== settings.current) settings.adopt(chosen)

      let end: ImportResult['end'] = 'done'
      try {
        for (const { archived, entry } of wanted) {
          if (watcher.isStopped()) end = 'stopped'
          if (end === 'stopped') break
          const outcome = await saveRecording(zip, entry, archived.attempt.id, (lengthBytes) => {
            doneBytes += lengthBytes
            watcher.progress(Math.min(1, doneBytes / totalBytes))
            return !watcher.isStopped()
          })
          if (outcome === 'stopped') end = 'stopped'
          else if (outcome === 'refused') refusedRecordingCount += 1
          else saved.push({ archived, entry })
          if (saved.length === savedBatchLength) adoptSaved()
        }
      } finally {
        adoptSaved()
      }
      if (end === 'stopped') return resultAt(end)
    } catch (error) {
      if (error instanceof AppError && error.code === 'storage-full') return resultAt('full')
      throw error
    }
    watcher.progress(1)
    return resultAt('done')
  }

  /** Under the attempt's own name, in one step once all of it is there and as it should be. */
  async function saveRecording(
    zip: ZipReader,
    entry: ZipEntry,
    id: string,
    goesOn: (lengthBytes: number) => boolean,
  ): Promise<'saved' | 'refused' | 'stopped'> {
    const filePath = await files.create(incomingName)
    let isStart = true
    try {
      await zip.read(entry, async (piece) => {
        if (isStart && !isMp3(piece)) throw new ArchiveError('damaged', 'no MP3')
        isStart = false
        for (let at = 0; at < piece.length; at += pieceBytes) {
          await files.append(filePath, piece.subarray(at, at + pieceBytes))
        }
        if (!goesOn(piece.length)) throw new Stopped()
      })
      await files.keep(filePath, id)
      return 'saved'
    } catch (error) {
      await files.remove(filePath).catch(() => undefined)
      if (error instanceof Stopped) return 'stopped'
      if (error instanceof ArchiveError) return 'refused'
      throw error
    }
  }

  return {
    async open(filePath) {
      await belongings.recovery
      const archive = await openArchive(filePath)
      return {
        contents: await contentsOf(archive),
        import: (watcher) => importAll(archive, watcher),
      }
    },
  }
}

class Stopped extends Error {}

/** The one in the outermost folder. */
function manifestIn({ entries }: ZipReader): ZipEntry {
  const found = [...entries.values()].filter(({ name }) => `/${name}`.endsWith(`/${manifestName}`))
  const depth = ({ name }: ZipEntry) => name.split('/').length
  const least = Math.min(...found.map(depth))
  const [manifest, another] = found.filter((entry) => depth(entry) === least)
  if (!manifest || another) throw new ArchiveError('not-archive', `${found.length} lists of attempts`)
  if (manifest.sizeBytes > manifestMaxBytes)
    throw new ArchiveError('too-large', `${manifest.sizeBytes} bytes`)
  return manifest
}

function withRecording(mine: Attempt | null, theirs: Attempt, sizeBytes: number): Attempt {
  const levels = theirs.recording?.levels ?? []
  return { ...(mine ?? theirs), recording: { filePath: '', isKept: true, sizeBytes, levels } }
}
