// A file that a chat gave → what is in it, and then all of it merged with what is here.
import type { ArchiveFiles, Belongings, Watcher } from './ports'

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
