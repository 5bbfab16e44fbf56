// A local file → a file in WeChat's cloud storage → its temporary address; and its deletion.
import { AppError } from '../../core/errors'
import type { CloudFiles } from '../../core/ports'
import { uploadError } from '../wx-error'
import type { OpenExchange } from './guarded-transport'

/** The part of `wx.cloud` that is used; `wx.cloud.init` must have been called. */
export interface WxCloudFiles {
  /** Returns a task only when called with callbacks (V); without them it returns a promise. */
  uploadFile(options: {
    cloudPath: string
    filePath: string
    success: (result: { fileID: string }) => void
    fail: (failure: unknown) => void
  }): { abort(): void; onProgressUpdate(listener: (result: { progress: number }) => void): void }
  getTempFileURL(options: {
    fileList: string[]
    success: (result: { fileList: { tempFileURL?: string; status?: number; errMsg?: string }[] }) => void
    fail: (failure: unknown) => void
  }): unknown
  deleteFile(options: { fileList: string[]; success: () => void; fail: (failure: unknown) => void }): unknown
}

/**
 * The `fileID`. Rejects with AppError `upload-failed` or `recording-unreadable`; may resolve even if aborted.
 * @param cloudPath no leading or double slash, at most 850 bytes (V)
 * @param exchange receives the fraction uploaded, 0 … 1, never decreasing
 */
export function uploadFile(
  cloud: WxCloudFiles,
  filePath: string,
  cloudPath: string,
  { onAbort, onUploadProgress }: Pick<OpenExchange, 'onAbort' | 'onUploadProgress'>,
): Promise<string> {
  let lastFraction = 0
  return call((resolve, reject) => {
    const task = cloud.uploadFile({
      cloudPath,
      filePath,
      success: ({ fileID }) => {
        onAbort(() => undefined)
        if (fileID) resolve(fileID)
        else reject(new AppError('upload-failed', { message: 'uploadFile returned no fileID' }))
      },
      fail: reject,
    })
    onAbort(() => task.abort())
    task.onProgressUpdate(({ progress }) => {
      const fraction = Math.min(1, progress / 100)
      if (fraction <= lastFraction) return
      lastFraction = fraction
      onUploadProgress(fraction)
    })
  })
}

/**
 * The address from which the service fetches the file; null, with the reason, if the file is gone.
 * Rejects with AppError `upload-failed` when the cloud does not respond.
 */
export function temporaryAddress(
  cloud: WxCloudFiles,
  fileID: string,
): Promise<{ readonly address: string | null; readonly refusal: string }> {
  return call((resolve, reject) => {
    cloud.getTempFileURL({
      fileList: [fileID],
      success: ({ fileList }) => {
        // The call succeeds even if the file is gone: each item has its own status (V).
        const { tempFileURL = '', status = 'missing', errMsg = 'no message' } = fileList[0] ?? {}
        const isThere = status === 0 && tempFileURL !== ''
        resolve({
          address: isThere ? tempFileURL : null,
          refusal: `getTempFileURL: status ${status}, ${errMsg}`,
        })
      },
      fail: reject,
    })
  })
}

/** wx.cloud.deleteFile, for up to fifty files per call (documented). Deleting a missing file also succeeds. */
export function createCloudFiles(cloud: WxCloudFiles): CloudFiles {
  return {
    async remove(fileIDs) {
      for (let at = 0; at < fileIDs.length; at += deletedAtOnce) {
        const fileList = fileIDs.slice(at, at + deletedAtOnce)
        await call<void>((resolve, fail) => void cloud.deleteFile({ fileList, success: resolve, fail }))
      }
    },
  }
}

const deletedAtOnce = 50

function call<Result>(
  start: (resolve: (result: Result) => void, reject: (failure: unknown) => void) => void,
): Promise<Result> {
  return new Promise(start).catch((failure: unknown) => {
    throw uploadError(failure)
  })
}
