// One folder of wx's file system → what every keeper of files needs to know and to work around.
import { callWx, type WxCallbacks } from './wx-call'

/** The part of `wx.getFileSystemManager()` that is used. */
interface FolderFiles {
  access(options: { path: string } & WxCallbacks<unknown>): void
  mkdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
}

interface RemovableFiles {
  rmdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
}

// iOS does not play files without an extension: INNERERRCODE -11828 (reported in WeChat's developer community)
export const extension = '.mp3'

/** WeChat fails if the folder exists, even with `recursive` (R). */
export function makeFolder(files: Pick<FolderFiles, 'mkdir'>, dirPath: string): Promise<unknown> {
  return callWx((callbacks) => files.mkdir({ dirPath, recursive: true, ...callbacks })).catch(() => undefined)
}

/** With all that is in it. Never rejects: what cannot be deleted is left for the next launch. */
export async function removeFolder(files: RemovableFiles, dirPath: string): Promise<void> {
  await callWx((callbacks) => files.rmdir({ dirPath, recursive: true, ...callbacks })).catch(() => undefined)
}

/** Of archives that are being written or read; emptied at each launch. */
export function archiveFolder(userDataPath: string): string {
  return `${userDataPath}/archives`
}

export function exists(files: Pick<FolderFiles, 'access'>, path: string): Promise<boolean> {
  return callWx((callbacks) => files.access({ path, ...callbacks })).then(
    () => true,
    () => false,
  )
}

/**
 * The guide has two forms of a recursive `stat`: a list of `{ path, stats }` and, below some base library that it
 * does not name, an object from path to stats. Both include the folder itself. Nothing in them is checked.
 */
export function statsByPath(stats: unknown): [path: unknown, stats: unknown][] {
  return Array.isArray(stats)
    ? (stats as { path?: unknown; stats?: unknown }[]).map((item) => [item.path, item.stats])
    : Object.entries((stats ?? {}) as Record<string, unknown>)
}
