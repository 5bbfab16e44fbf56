// A recording's file and its tag → a file with both, for WeChat's cloud, which uploads files only.
import { AppError } from '../../core/errors'
import { toAppError } from '../wx-error'

interface Callbacks<Result> {
  success: (result: Result) => void
  fail: (failure: unknown) => void
}

/** The part of `wx.getFileSystemManager()` that is used. */
export interface CopyingFiles {
  readFile(options: { filePath: string } & Callbacks<{ data: string | ArrayBuffer }>): void
  writeFile(options: { filePath: string; data: ArrayBuffer } & Callbacks<unknown>): void
}

/**
 * The path of the file to upload: the recording's own if the tag is empty. Rejects with AppError `recording-unreadable`,
 * or with `upload-failed` if there is no room for the copy.
 */
export type TaggedFile = (filePath: string, tag: Uint8Array) => Promise<string>

/** There is one copy at a time, at `copyPath`: uploads follow one another. */
export function createTaggedFile(files: CopyingFiles, copyPath: string): TaggedFile {
  return async (filePath, tag) => {
    if (tag.length === 0) return filePath
    const { data } = await call<{ data: string | ArrayBuffer }>('recording-unreadable', (callbacks) =>
      files.readFile({ filePath, ...callbacks }),
    )
    if (typeof data === 'string') throw new AppError('recording-unreadable', { message: 'readFile: text' })
    const tagged = new Uint8Array(tag.length + data.byteLength)
    tagged.set(tag)
    tagged.set(new Uint8Array(data), tag.length)
    await call('upload-failed', (callbacks) =>
      files.writeFile({ filePath: copyPath, data: tagged.buffer, ...callbacks }),
    )
    return copyPath
  }
}

function call<Result>(
  code: 'recording-unreadable' | 'upload-failed',
  start: (callbacks: Callbacks<Result>) => void,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    start({ success: resolve, fail: reject })
  }).catch((failure: unknown) => {
    throw toAppError(failure, code)
  })
}
