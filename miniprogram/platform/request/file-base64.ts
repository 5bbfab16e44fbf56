// A local file → its bytes as base64.
import { AppError } from '../../core/errors'
import { readWxFailure } from '../wx-error'

/** The slice of `wx.getFileSystemManager()` that is used. */
export interface FileReader {
  readFile(options: {
    filePath: string
    encoding: 'base64'
    success: (result: { data: string | ArrayBuffer }) => void
    fail: (failure: unknown) => void
  }): void
}

/** Rejects with AppError `recording-unreadable` when the file is gone, empty or cannot be read. */
export function readBase64(files: FileReader, filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (failure: unknown) => {
      const { message } = readWxFailure(failure)
      reject(new AppError('recording-unreadable', { message, cause: failure }))
    }
    try {
      files.readFile({
        filePath,
        encoding: 'base64',
        success: ({ data }) => {
          if (typeof data === 'string' && data !== '') resolve(data)
          else refuse('readFile gave no text')
        },
        fail: refuse,
      })
    } catch (error) {
      refuse(error)
    }
  })
}
