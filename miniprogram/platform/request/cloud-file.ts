// A local file → a file in WeChat's cloud storage → its temporary address; and its end.
import { AppError } from '../../core/errors'
import type { CloudFiles } from '../../core/ports'
import { uploadError } from '../wx-error'

/** The slice of `wx.cloud` that is used; `wx.cloud.init` has been called. */
export interface WxCloudFiles {
  /** Returns its task only because callbacks are given (V); without them it returns a promise. */
  uploadFile(options: {
    cloudPath: string
    filePath: string
    success: (result: { fileID: string }) => void
    fail: (failure: unknown) => void
  }): WxUploadTask
  getTempFileURL(options: {
    fileList: string[]
    success: (result: { fileList: { tempFileURL?: string; status?: number; errMsg?: string }[] }) => void
    fail: (failure: unknown) => void
  }): unknown
  deleteFile(options: { fileList: string[]; success: () => void; fail: (failure: unknown) => void }): unknown
}

export interface WxUploadTask {
  abort(): void
  onProgressUpdate(listener: (result: { progress: number }) => void): void
}

export interface CloudUpload {
  /** The `fileID`. Rejects with AppError `upload-failed` or `recording-unreadable`; may settle after `abort`. */
  readonly fileID: Promise<string>
  abort(): void
}

export interface CloudUploadOptions {
  /** No leading or double slash, at most 850 bytes (V). */
  readonly cloudPath: string
  readonly filePath: string
  /** Share uploaded, 0 … 1, never falling. */
  readonly onProgress: (fraction: number) => void
}

export function uploadToCloud(cloud: WxCloudFiles, options: CloudUploadOptions): CloudUpload {
  const { cloudPath, filePath, onProgress } = options
  let task: WxUploadTask | undefined
  let reached = 0
  const fileID = new Promise<string>((resolve, reject) => {
    task = cloud.uploadFile({
      cloudPath,
      filePath,
      success: (result) => {
        if (result.fileID) resolve(result.fileID)
        else reject(new AppError('upload-failed', { message: 'uploadFile gave no fileID' }))
      },
      fail: (failure) => {
        reject(uploadError(failure))
      },
    })
    task.onProgressUpdate(({ progress }) => {
      const fraction = Math.min(1, progress / 100)
      if (fraction <= reached) return
      reached = fraction
      onProgress(fraction)
    })
  }).catch((error: unknown) => {
    throw uploadError(error)
  })
  return {
    fileID,
    abort() {
      task?.abort()
    },
  }
}

/** The address at which the service fetches the file, or why the cloud has none: the file is gone. */
export type TemporaryAddress =
  { readonly address: string } | { readonly address: null; readonly refusal: string }

/** Rejects with AppError `upload-failed` when the cloud does not answer. */
export function temporaryAddress(cloud: WxCloudFiles, fileID: string): Promise<TemporaryAddress> {
  return new Promise((resolve, reject) => {
    cloud.getTempFileURL({
      fileList: [fileID],
      success: ({ fileList }) => {
        // The call succeeds even when the file is refused: each item has its own status (V).
        const item = fileList[0]
        if (item?.status === 0 && item.tempFileURL) return resolve({ address: item.tempFileURL })
        const refusal = `getTempFileURL: status ${item?.status ?? 'missing'}, ${item?.errMsg ?? 'no message'}`
        resolve({ address: null, refusal })
      },
      fail: (failure) => {
        reject(uploadError(failure))
      },
    })
  })
}

/** wx.cloud.deleteFile, fifty files a call as documented. What is not there any more is no failure to it either. */
export function createCloudFiles(cloud: WxCloudFiles): CloudFiles {
  const removeSome = (fileList: string[]) =>
    new Promise<void>((resolve, reject) => {
      const fail = (failure: unknown) => reject(uploadError(failure))
      try {
        cloud.deleteFile({ fileList, success: () => resolve(), fail })
      } catch (error) {
        fail(error)
      }
    })
  return {
    async remove(fileIDs) {
      for (let at = 0; at < fileIDs.length; at += deletedAtOnce) {
        await removeSome(fileIDs.slice(at, at + deletedAtOnce))
      }
    },
  }
}

const deletedAtOnce = 50
