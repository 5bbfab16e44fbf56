// What an export and an import need from outside. `platform/` has the adapters; tests pass fakes.
import type { AttemptLog } from '../../../core/attempts/attempt-log'
import type { PhraseBook } from '../../../core/phrases/phrase-book'
import type { Settings } from '../../../core/settings'

/** No call of `ArchiveFiles` carries more, and no more than two such pieces are held at once. */
export const pieceBytes = 256 * 1024

/**
 * Files of the phone, piece by piece. Those that `create` makes are in a folder of their own, which nothing else uses.
 * Everything rejects with AppError: `storage-full` where there is no room, else `recording-unreadable`.
 */
export interface ArchiveFiles {
  /** A new, empty file in that folder, in the place of any of that name; resolves with its path. */
  create(name: string): Promise<string>
  /** Adds to the end of a file that `create` made. At most `pieceBytes`, which are others once it has settled. */
  append(filePath: string, bytes: Uint8Array): Promise<void>
  /** Of any file: one of that folder, a recording, one that a chat gave. Fewer bytes only at the end of the file. */
  read(filePath: string, position: number, lengthBytes: number): Promise<Uint8Array>
  /** Of any file. */
  sizeOf(filePath: string): Promise<number>
  /** Deletes a file that `create` made; deleting a missing one succeeds. */
  remove(filePath: string): Promise<void>
  /**
   * Moves a file that `create` made to the saved recordings, in one step. If there is one of that name already, that one
   * stays, and the other is deleted.
   */
  keep(filePath: string, recordingName: string): Promise<void>
  /** Deletes everything in that folder: what an earlier launch has left. */
  clear(): Promise<void>
  /** Room for files, of the 200 MB that all files of the mini program may have. */
  freeBytes(): Promise<number>
}

/** A file in a chat, on the phone for this launch. */
export interface ChosenFile {
  readonly filePath: string
  /** What the sender called it: for display only. */
  readonly name: string
  readonly sizeBytes: number
}

/** WeChat's chats. Both reject with AppError if WeChat cannot; closing the list is no error. */
export interface Chat {
  /** To a friend's chat or the student's own. False if the student chose none. Needs a tap of the student just before. */
  share(filePath: string, fileName: string): Promise<boolean>
  /** Null if the student chose none. */
  choose(): Promise<ChosenFile | null>
}

/** Everything that a student has on this phone, and what adds to it. Nothing here deletes. */
export interface Belongings {
  /** Resolves once the launch has put in order what the last one left; nothing is read before. */
  readonly recovery: Promise<unknown>
  readonly attempts: Pick<AttemptLog, 'list' | 'get' | 'hasAudio' | 'adopt'>
  readonly phrases: Pick<PhraseBook, 'list' | 'adopt'>
  readonly stars: {
    readonly current: ReadonlySet<string>
    add(ids: readonly string[]): void
  }
  readonly settings: {
    readonly current: Settings
    /** Takes over as they are: the time of their change, too. */
    adopt(settings: Settings): void
  }
}

/** What a page learns of an export or an import, and how it ends one. */
export interface Watcher {
  /** 0 … 1, never smaller than before. */
  progress(fraction: number): void
  /** Asked before every piece; once true, the run ends as soon as it can, and leaves nothing half-done behind. */
  isStopped(): boolean
}
