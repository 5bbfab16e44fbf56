// wx's file system → the archive's files, piece by piece, in a folder of their own.
import { recordingPath, limitBytes } from '../../../platform/recording/recording-files'
import { callWx, type WxCallbacks } from '../../../platform/wx-call'
import { fileError } from '../../../platform/wx-error'
import { archiveFolder, exists, makeFolder, removeFolder, statsByPath } from '../../../platform/wx-folder'
import type { ArchiveFiles } from '../archive/ports'

/** The part of `wx.getFileSystemManager()` that is used. */
export interface ArchiveWxFiles {
  access(options: { path: string } & WxCallbacks<unknown>): void
  mkdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
  rmdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
  writeFile(options: { filePath: string; data: ArrayBuffer } & WxCallbacks<unknown>): void
  appendFile(options: { filePath: string; data: ArrayBuffer } & WxCallbacks<unknown>): void
  /** `position` and `length` since base library 2.10.0. */
  readFile(
    options: { filePath: string; position: number; length: number } & WxCallbacks<{
      data: string | ArrayBuffer
    }>,
  ): void
  stat(options: { path: string; recursive: boolean } & WxCallbacks<{ stats: unknown }>): void
  rename(options: { oldPath: string; newPath: string } & WxCallbacks<unknown>): void
  unlink(options: { filePath: string } & WxCallbacks<unknown>): void
}

export function createArchiveFiles(wxFiles: ArchiveWxFiles, userDataPath: string): ArchiveFiles {
  const folder = archiveFolder(userDataPath)

  /** Rejects with AppError. */
  const call = <Result>(start: (callbacks: WxCallbacks<Result>) => void): Promise<Result> =>
    callWx(start).catch((failure: unknown) => {
      throw fileError(failure)
    })

  async function statOf(path: string, recursive: boolean): Promise<unknown> {
    const { stats } = await call<{ stats: unknown }>((callbacks) =>
      wxFiles.stat({ path, recursive, ...callbacks }),
    )
    return stats
  }

  const sizeOf = async (filePath: string): Promise<number> => sizeIn(await statOf(filePath, false))

  async function remove(filePath: string): Promise<void> {
    if (!(await exists(wxFiles, filePath))) return
    await call((callbacks) => wxFiles.unlink({ filePath, ...callbacks }))
  }

  return {
    async create(name) {
      await makeFolder(wxFiles, folder)
      const filePath = `${folder}/${name}`
      // an earlier one is replaced
      await call((callbacks) => wxFiles.writeFile({ filePath, data: new ArrayBuffer(0), ...callbacks }))
      return filePath
    },
    async append(filePath, bytes) {
      await call((callbacks) => wxFiles.appendFile({ filePath, data: bytes.slice().buffer, ...callbacks }))
    },
    async read(filePath, position, lengthBytes) {
      // WeChat refuses what reaches beyond the end, and 0 bytes (V)
      const length = Math.min(lengthBytes, (await sizeOf(filePath)) - position)
      if (length <= 0) return new Uint8Array(0)
      const { data } = await call<{ data: string | ArrayBuffer }>((callbacks) =>
        wxFiles.readFile({ filePath, position, length, ...callbacks }),
      )
      if (typeof data === 'string') throw fileError('readFile gave text')
      return new Uint8Array(data)
    },
    sizeOf,
    remove,
    async keep(filePath, recordingName) {
      const newPath = recordingPath(userDataPath, recordingName)
      await makeFolder(wxFiles, newPath.slice(0, newPath.lastIndexOf('/')))
      // what rename does to an existing file is not documented
      if (await exists(wxFiles, newPath)) return remove(filePath)
      await call((callbacks) => wxFiles.rename({ oldPath: filePath, newPath, ...callbacks }))
    },
    clear: () => removeFolder(wxFiles, folder),
    async freeBytes() {
      const files = statsByPath(await statOf(userDataPath, true))
      const usedBytes = files.reduce((sum, [, stats]) => sum + sizeIn(stats), 0)
      return Math.max(0, limitBytes - usedBytes)
    },
  }
}

/** Nothing in `stats` is checked by WeChat. A folder's own size is no room that is used. */
function sizeIn(stats: unknown): number {
  const { size, isDirectory } = (stats ?? {}) as { size?: unknown; isDirectory?: () => boolean }
  return typeof size === 'number' && isDirectory?.() !== true ? size : 0
}
