// A recording's file and its tag → a file with both, for WeChat's cloud, which uploads files only.
import { AppError, type ErrorCode } from '../../core/errors'
import { callWx, type WxCallbacks } from '../wx-call'
import { toAppError } from '../wx-error'

/** The part of `wx.getFileSystemManager()` that is used. */
export interface CopyingFiles {
  readFile(options: { filePath: string } & WxCallbacks<{ data: string | ArrayBuffer }>): void
  writeFile(options: { filePath: string; data: ArrayBuffer } & WxCallbacks<unknown>): void
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
    const { data } = await callWx<{ data: string | ArrayBuffer }>((callbacks) =>
      files.readFile({ filePath, ...callbacks }),
    ).catch(failAs('recording-unreadable'))
    if (typeof data === 'string') throw new AppError('recording-unreadable', { message: 'readFile: text' })
    const tagged = new Uint8Array(tag.length + data.byteLength)
    tagged.set(tag)
    tagged.set(new Uint8Array(data), tag.length)
    await callWx((callbacks) =>
      files.writeFile({ filePath: copyPath, data: tagged.buffer, ...callbacks }),
    ).catch(failAs('upload-failed'))
    return copyPath
  }
}

function failAs(code: ErrorCode) {
  return (failure: unknown): never => {
    throw toAppError(failure, code)
  }
}
