// A recording, behind its tag → the base64 of their bytes, for the request's body.
import { AppError } from '../../core/errors'
import type { Recording } from '../../core/ports'
import { toAppError } from '../wx-error'
import { answerBody } from './answer-request'
import { base64FromBytes, base64Length } from './base64'

/** The part of `wx.getFileSystemManager()` that is used. */
export interface FileReader {
  readFile(options: {
    filePath: string
    encoding: 'base64'
    success: (result: { data: string | ArrayBuffer }) => void
    fail: (failure: unknown) => void
  }): void
}

/** The service rejects a larger body with HTTP 413. */
const serviceBodyMaxBytes = 20_000_000

/** Length of the request's body, calculated from the sizes of the recording and its tag. */
export function inlineBodyBytes({ sizeBytes }: Pick<Recording, 'sizeBytes'>, tagBytes: number): number {
  const digits = '0'.repeat(20)
  const longest = answerBody({ logid: digits, uid: digits }, { media_buf: '' }).length
  return longest + base64Length(tagBytes + sizeBytes)
}

/**
 * `tag`: a multiple of three bytes, so that base64 can be joined without decoding the file; may be empty.
 * Rejects with AppError `recording-too-large`, before anything is read, or `recording-unreadable` when the file is
 * gone, empty or cannot be read.
 */
export async function readInlineAudio(
  files: FileReader,
  recording: Recording,
  tag: Uint8Array,
): Promise<string> {
  const bodyBytes = inlineBodyBytes(recording, tag.length)
  if (bodyBytes > serviceBodyMaxBytes) {
    throw new AppError('recording-too-large', { message: `a body of ${bodyBytes} bytes` })
  }
  return new Promise<string>((resolve, reject) => {
    files.readFile({
      filePath: recording.filePath,
      encoding: 'base64',
      success: ({ data }) => {
        if (typeof data === 'string' && data !== '') resolve(base64FromBytes(tag) + data)
        else reject(new Error('readFile returned no text'))
      },
      fail: reject,
    })
  }).catch((failure: unknown) => {
    throw toAppError(failure, 'recording-unreadable')
  })
}
