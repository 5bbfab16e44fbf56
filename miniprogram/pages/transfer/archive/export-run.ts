// Everything a student has → archives, in as many parts as the room and a chat ask for.
import type { Attempt } from '../../../core/attempts/attempt'
import { AppError, toAppError } from '../../../core/errors'
import type { Clock } from '../../../core/ports'
import { manifestAttempt, manifestEnd, manifestName, manifestStart, portable } from './archive'
import type { ArchivedAttempt } from './archive'
import { archiveFileName, createRecordingNames, wallTimeOf } from './archive-names'
import { pageAttempt, pageEnd, pageStart, phrasesFile, type PageTexts } from './archive-page'
import { crc32 } from './crc32'
import { pieceBytes, type ArchiveFiles, type Belongings, type Watcher } from './ports'
import { createZipWriter, overheadBytes } from './zip-writer'

/** Of one part; larger ones, some chats refuse. A recording that is larger by itself is a part of its own. */
export const partMaxBytes = 50 * 1024 * 1024

/** Left free, so that the app can go on writing. */
const spareBytes = 1024 * 1024

export interface ExportParts {
  readonly belongings: Belongings
  readonly files: ArchiveFiles
  readonly clock: Pick<Clock, 'nowMs'>
  /** What index.html and phrases.md are written in. */
  readonly texts: PageTexts
}

/** What an export will be. What is deleted afterwards is left out of it. */
export interface ExportPlan {
  readonly exportedAtMs: number
  readonly hasRecordings: boolean
  readonly attemptCount: number
  readonly recordingCount: number
  readonly phraseCount: number
  /** Of all parts: an estimate. */
  readonly sizeBytes: number
  /** At least one. Each is made, shared and deleted before the next. */
  readonly parts: readonly PlannedPart[]
}

export interface PlannedPart {
  /** Of its attempts, newest first. */
  readonly ids: readonly string[]
  readonly sizeBytes: number
}

/** A file that is ready to be shared. Whoever shares it deletes it then. */
export interface ArchiveFile {
  readonly filePath: string
  /** `ielts-speaking 2026-11-30 (1 of 3).zip`: for the chat. */
  readonly fileName: string
  readonly sizeBytes: number
}

export interface Exporting {
  /** Writes nothing. Rejects with AppError `storage-full` if there is no room even for one attempt at a time. */
  plan(hasRecordings: boolean): Promise<ExportPlan>
  /** Null if it was stopped: then, and when it rejects with AppError, the file is deleted. */
  write(plan: ExportPlan, partIndex: number, watcher: Watcher): Promise<ArchiveFile | null>
}

class Stopped extends Error {}

export function createExporting({ belongings, files, clock, texts }: ExportParts): Exporting {
  const { attempts, phrases, stars, settings } = belongings

  /** Null without a file that can be read. */
  async function recordingBytes({ recording }: Attempt): Promise<number | null> {
    return recording ? files.sizeOf(recording.filePath).catch(() => null) : null
  }

  async function archived(ids: readonly string[], hasRecordings: boolean): Promise<Map<string, string>> {
    const nameOf = createRecordingNames()
    const names = new Map<string, string>()
    for (const id of hasRecordings ? ids : []) {
      const attempt = attempts.get(id)
      if (attempt && (await recordingBytes(attempt)) !== null) names.set(id, nameOf(attempt))
    }
    return names
  }

  /** Twice over the file, as its CRC comes before its bytes. Null if it is gone. */
  async function readTwice(filePath: string, guard: () => void) {
    const read = async (use: (piece: Uint8Array) => Promise<void> | void): Promise<number> => {
      let position = 0
      for (;;) {
        guard()
        const piece = await files.read(filePath, position, pieceBytes)
        if (piece.length === 0) return position
        await use(piece)
        position += piece.length
      }
    }
    let crc = 0
    const sizeBytes = await read((piece) => void (crc = crc32(piece, crc)))
    return {
      ...{ crc, sizeBytes },
      async read(use: (piece: Uint8Array) => Promise<void>) {
        let again = 0
        const length = await read((piece) => {
          again = crc32(piece, again)
          return use(piece)
        })
        if (length !== sizeBytes || again !== crc)
          throw new AppError('recording-unreadable', { message: 'it changed' })
      },
    }
  }

  async function writeZip(
    filePath: string,
    plan: ExportPlan,
    partIndex: number,
    watcher: Watcher,
  ): Promise<number> {
    const { exportedAtMs, hasRecordings, parts } = plan
    const part = parts[partIndex] ?? { ids: [], sizeBytes: 0 }
    const guard = (): void => {
      if (watcher.isStopped()) throw new Stopped()
    }
    const zip = createZipWriter(async (bytes) => {
      guard()
      await files.append(filePath, bytes)
      watcher.progress(Math.min(1, zip.sizeBytes() / Math.max(1, part.sizeBytes)))
    }, wallTimeOf(exportedAtMs))
    const names = await archived(part.ids, hasRecordings)
    const each = async (use: (attempt: ArchivedAttempt) => Promise<void>): Promise<void> => {
      for (const id of part.ids) {
        guard()
        const attempt = attempts.get(id)
        if (attempt) await use({ attempt: portable(attempt), file: names.get(id) ?? null })
      }
    }
    const head = {
      ...{ exportedAtMs, part: partIndex + 1, partCount: parts.length, attemptCount: part.ids.length },
      ...{ settings: settings.current, stars: [...stars.current].sort(), phrases: phrases.list() },
    }

    await zip.addText(manifestName, async (add) => {
      await add(manifestStart(head))
      let comma = ''
      await each(async (attempt) => {
        await add(comma + manifestAttempt(attempt))
        comma = ',\n'
      })
      await add(manifestEnd)
    })
    await zip.addText('phrases.md', (add) => add(phrasesFile(texts, head.phrases)))
    await zip.addText('index.html', async (add) => {
      await add(pageStart(texts, head))
      await each((attempt) => add(pageAttempt(texts, attempt)))
      await add(pageEnd(texts, head.phrases))
    })
    for (const [id, name] of names) {
      const recording = attempts.get(id)?.recording
      if (recording) await zip.addStored(name, await readTwice(recording.filePath, guard))
    }
    await zip.end()
    return zip.sizeBytes()
  }

  return {
    async plan(hasRecordings) {
      await belongings.recovery
      const roomBytes = (await files.freeBytes()) - spareBytes
      const baseBytes = JSON.stringify([phrases.list(), settings.current, [...stars.current]]).length + 4096
      const parts: { ids: string[]; sizeBytes: number }[] = [{ ids: [], sizeBytes: baseBytes }]
      let [attemptCount, recordingCount] = [0, 0]
      const nameOf = createRecordingNames()
      for (const { id } of attempts.list()) {
        const attempt = attempts.get(id)
        if (!attempt) continue
        attemptCount += 1
        const audioBytes = hasRecordings ? await recordingBytes(attempt) : null
        if (audioBytes !== null) recordingCount += 1
        const sizeBytes =
          manifestAttempt({ attempt, file: null }).length +
          (audioBytes === null ? 0 : audioBytes + overheadBytes(nameOf(attempt)))
        let part = parts[parts.length - 1]
        if (
          !part ||
          (part.ids.length > 0 && part.sizeBytes + sizeBytes > Math.min(partMaxBytes, roomBytes))
        ) {
          part = { ids: [], sizeBytes: baseBytes }
          parts.push(part)
        }
        part.ids.push(id)
        part.sizeBytes += sizeBytes
      }
      const largest = Math.max(...parts.map(({ sizeBytes }) => sizeBytes))
      if (largest > roomBytes)
        throw new AppError('storage-full', { message: `${largest} bytes for an archive` })
      return {
        ...{ exportedAtMs: clock.nowMs(), hasRecordings, attemptCount, recordingCount, parts },
        phraseCount: phrases.list().length,
        sizeBytes: parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      }
    },
    async write(plan, partIndex, watcher) {
      const fileName = archiveFileName(plan.exportedAtMs, partIndex + 1, plan.parts.length)
      const filePath = await files.create(fileName)
      try {
        return { filePath, fileName, sizeBytes: await writeZip(filePath, plan, partIndex, watcher) }
      } catch (error) {
        await files.remove(filePath).catch(() => undefined)
        if (error instanceof Stopped) return null
        throw toAppError(error, 'recording-unreadable')
      }
    },
  }
}
