// Everything a student has → archives, in as many parts as the room and a chat ask for.
import type { Clock } from '../../../core/ports'
import type { Messages } from '../../../i18n/index'
import type { Language } from '../../../i18n/language'
import type { TransferWords } from '../words/index'
import type { ArchiveFiles, Belongings, Watcher } from './ports'

/** Of one part; larger ones, some chats refuse. A recording that is larger by itself is a part of its own. */
export const partMaxBytes = 50 * 1024 * 1024

export interface ExportParts {
  readonly belongings: Belongings
  readonly files: ArchiveFiles
  readonly clock: Pick<Clock, 'nowMs'>
  /** What `index.html` and `phrases.md` are written in. */
  readonly language: Language
  readonly messages: Messages
  readonly words: TransferWords
}

/** What an export will be. Valid as long as nothing is deleted. */
export interface ExportPlan {
  readonly exportedAtMs: number
  readonly attemptCount: number
  readonly recordingCount: number
  readonly phraseCount: number
  /** Of all parts, estimated: never much less than they will have. */
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
  /** Writes nothing. Rejects with AppError `storage-full` if there is no room even for the smallest part. */
  plan(withRecordings: boolean): Promise<ExportPlan>
  /** Null if it was stopped: then, and when it rejects with AppError, the file is deleted. */
  write(plan: ExportPlan, partIndex: number, watcher: Watcher): Promise<ArchiveFile | null>
}
