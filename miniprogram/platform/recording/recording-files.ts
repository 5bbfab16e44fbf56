// wx's file system → core's RecordingFiles: one folder of MP3s in the user's files.
import { AppError } from '../../core/errors'
import type { RecordingFiles } from '../../core/ports'
import { callWx, type WxCallbacks } from '../wx-call'
import { fileError } from '../wx-error'
import { exists, extension, makeFolder, statsByPath } from '../wx-folder'

/** The part of `wx.getFileSystemManager()` that is used. */
export interface WxFiles {
  access(options: { path: string } & WxCallbacks<unknown>): void
  mkdir(options: { dirPath: string; recursive: boolean } & WxCallbacks<unknown>): void
  readFile(options: { filePath: string } & WxCallbacks<{ data: string | ArrayBuffer }>): void
  writeFile(options: { filePath: string; data: ArrayBuffer } & WxCallbacks<unknown>): void
  readdir(options: { dirPath: string } & WxCallbacks<{ files: string[] }>): void
  saveFile(options: { tempFilePath: string; filePath: string } & WxCallbacks<unknown>): void
  stat(options: { path: string; recursive: boolean } & WxCallbacks<{ stats: unknown }>): void
  unlink(options: { filePath: string } & WxCallbacks<unknown>): void
}

/** All files of the mini program together (V). */
export const limitBytes = 200 * 1024 * 1024

/**
 * `userDataPath`: `wx.env.USER_DATA_PATH` of this launch, `wxfile://usr` on phones and `http://usr` in DevTools.
 * WeChat's file system guide says not to rely on it across launches, so paths are derived from names.
 */
export function createRecordingFiles(wxFiles: WxFiles, userDataPath: string): RecordingFiles {
  const folder = folderIn(userDataPath)
  const pathOf = (name: string): string => recordingPath(userDataPath, name)

  return {
    pathOf,
    async save(tempFilePath, name) {
      const filePath = pathOf(name)
      // saveFile would overwrite it
      if (await exists(wxFiles, filePath)) return filePath
      await makeFolder(wxFiles, folder)
      try {
        await callWx((callbacks) => wxFiles.saveFile({ tempFilePath, filePath, ...callbacks }))
      } catch (error) {
        // a concurrent call has moved the file
        if (await exists(wxFiles, filePath)) return filePath
        throw fileError(error)
      }
      return filePath
    },
    async write(name, bytes) {
      const filePath = pathOf(name)
      await makeFolder(wxFiles, folder)
      await callWx((callbacks) =>
        wxFiles.writeFile({ filePath, data: bytes.slice().buffer, ...callbacks }),
      ).catch(refuse)
      return filePath
    },
    exists: (name) => exists(wxFiles, pathOf(name)),
    async list() {
      await makeFolder(wxFiles, folder)
      const { files } = await callWx<{ files: string[] }>((callbacks) =>
        wxFiles.readdir({ dirPath: folder, ...callbacks }),
      ).catch(refuse)
      return files.filter(isRecording).map((file) => {
        const name = file.slice(0, -extension.length)
        return { name, filePath: pathOf(name) }
      })
    },
    async read(filePath) {
      const { data } = await callWx<{ data: string | ArrayBuffer }>((callbacks) =>
        wxFiles.readFile({ filePath, ...callbacks }),
      ).catch(refuse)
      // never a string without `encoding`
      if (typeof data === 'string')
        throw new AppError('recording-unreadable', { message: 'readFile gave text' })
      return new Uint8Array(data)
    },
    async remove(name) {
      const filePath = pathOf(name)
      try {
        await callWx((callbacks) => wxFiles.unlink({ filePath, ...callbacks }))
      } catch (error) {
        if (await exists(wxFiles, filePath)) throw fileError(error)
      }
    },
    async usage() {
      await makeFolder(wxFiles, folder)
      const { stats } = await callWx<{ stats: unknown }>((callbacks) =>
        wxFiles.stat({ path: folder, recursive: true, ...callbacks }),
      ).catch(refuse)
      return { usedBytes: sumOfSizes(stats), limitBytes }
    },
  }
}

const folderIn = (userDataPath: string): string => `${userDataPath}/recordings`

export function recordingPath(userDataPath: string, name: string): string {
  return `${folderIn(userDataPath)}/${name}${extension}`
}

function isRecording(file: string): boolean {
  return file.endsWith(extension)
}

/** Rejects with what was passed to `fail`, or with what the call threw. */
function refuse(failure: unknown): never {
  throw fileError(failure)
}

function sumOfSizes(stats: unknown): number {
  let sumBytes = 0
  for (const [path, fileStats] of statsByPath(stats)) {
    const size = (fileStats as { size?: unknown } | undefined)?.size
    if (typeof path === 'string' && isRecording(path) && typeof size === 'number') sumBytes += size
  }
  return sumBytes
}
