// The failure of a wx call (unknown) → AppError, for requests and files.
import { AppError } from '../core/errors'
import type { ErrorCode } from '../core/errors'

interface WxFailure {
  /** WeChat's general error number; missing below base library 2.24 and from many calls. */
  readonly errno: number | undefined
  /** `errMsg`, or whatever text there is; never empty. */
  readonly message: string
}

/** Reads a value passed to `fail`, or thrown: `{ errMsg, errno }`, an Error, a string, anything. */
export function readWxFailure(failure: unknown): WxFailure {
  if (typeof failure === 'object' && failure !== null) {
    const { errMsg, errno, message } = failure as { errMsg?: unknown; errno?: unknown; message?: unknown }
    const text = typeof errMsg === 'string' ? errMsg : message
    return {
      errno: typeof errno === 'number' ? errno : undefined,
      message: typeof text === 'string' && text !== '' ? text : 'no message',
    }
  }
  return { errno: undefined, message: typeof failure === 'string' && failure !== '' ? failure : 'no message' }
}

/** Returns an AppError unchanged; wraps anything else in one with `code`. */
export function toAppError(failure: unknown, code: ErrorCode): AppError {
  if (failure instanceof AppError) return failure
  return new AppError(code, { message: readWxFailure(failure).message, cause: failure })
}

/** Null if the failure is not about privacy. Numbers and messages are those that developers report. */
export function privacyCodeOf(failure: unknown): 'privacy-undeclared' | 'privacy-refused' | null {
  const { errno, message } = readWxFailure(failure)
  // 112 comes with the same message as 1025
  if (errno === 1025 || errno === 112 || /not declared/i.test(message)) return 'privacy-undeclared'
  return errno === 104 || /privacy/i.test(message) ? 'privacy-refused' : null
}

/** A failed call of the file system. 1300202 (V): file storage or the phone's disk is full. */
export function fileError(failure: unknown): AppError {
  const { errno, message } = readWxFailure(failure)
  const isFull =
    errno === 1300202 || /maximum size|exceed|no space|not enough space|disk.*full/i.test(message)
  return new AppError(isFull ? 'storage-full' : 'recording-unreadable', { message, cause: failure })
}

/** A failed `wx.request`. The numbers are from WeChat's PublicErrno page. */
export function requestError(failure: unknown): AppError {
  const read = readWxFailure(failure)
  if (failure instanceof AppError || !isOffline.test(read.message))
    return toAppError(failure, requestErrorCode(read))
  return new AppError('network', { message: read.message, isUnsent: true, cause: failure })
}

/** The phone has no connection, as Android and iOS say it: nothing left it. */
const isOffline = /ERR_INTERNET_DISCONNECTED|appears to be offline/i

function requestErrorCode({ errno, message }: WxFailure): ErrorCode {
  // DevTools and older base libraries report only the message, no errno.
  if (errno === 600002 || /domain list|合法域名/i.test(message)) return 'domain-not-allowed'
  // Not errno 600003: its "network interrupted error" is a lost connection, while "fail interrupted" is WeChat
  // ending a request 5 s after the app went to the background.
  if (/fail:?\s*interrupted/i.test(message)) return 'interrupted'
  if (errno === 5 || /timed?[ _]?out/i.test(message)) return 'timeout'
  return 'network'
}

/** A failed upload: either the recording's file is gone, or it is the cloud's failure. */
export function uploadError(failure: unknown): AppError {
  const isFileGone = /no such file|file not (?:found|exist)|file does(?: not|n't) exist/i
  return toAppError(
    failure,
    isFileGone.test(readWxFailure(failure).message) ? 'recording-unreadable' : 'upload-failed',
  )
}
