// Every failure a student can meet: one type, one code each, and a text for each code in i18n/.

/** What went wrong. `i18n/` has a text and a way out for each; adding a code without them does not compile. */
export type ErrorCode =
  // before and while recording
  | 'microphone-refused' // the student refused scope.record: wx.openSetting leads back
  | 'microphone-system-off' // WeChat has no microphone permission in the phone's settings
  | 'microphone-busy' // a call or another app is using it
  | 'privacy-refused' // errno 104: the student has not agreed to the privacy terms
  | 'privacy-undeclared' // errno 1025: the operator has not declared the microphone
  | 'recorder-failed' // anything else the recorder reports
  | 'recording-empty' // stopped before any sound was written
  | 'recording-not-mp3' // DevTools and WeChat for Mac always write webm
  | 'recording-unreadable' // the file is gone or cannot be read
  | 'recording-too-large' // more than the chosen transport can carry
  // while saving it
  | 'storage-full' // 10 MB of storage, 200 MB of files, or the phone's disk
  | 'recording-unkept' // not yet in permanent storage: the phone's file system does not respond
  // while showing a model answer
  | 'package-unavailable' // WeChat cannot fetch the package that it is in
  // while sending
  | 'identity-unavailable' // the identity cloud function did not answer with a uid
  | 'upload-failed' // wx.cloud.uploadFile or getTempFileURL failed
  | 'unsupported' // base library without enableChunked: WeChat must be updated
  | 'domain-not-allowed' // errno 600002 and the like: the address is not on the operator's list
  | 'network' // no connection, connection reset
  | 'timeout' // no byte of the answer before the first-byte limit
  | 'interrupted' // WeChat ended the request in the background
  | 'http' // an HTTP status other than 200
  // while reading
  | 'service' // an error frame inside the stream
  | 'frame-too-large' // one frame above the limit: rejected rather than buffered without end

export interface AppErrorDetail {
  /** HTTP status, where one was received. */
  httpStatus?: number
  /** gRPC status code as the gateway reported it. */
  grpcCode?: number
  /** It never left the phone: the service knows nothing of it. */
  isUnsent?: boolean
  /** The gateway rejected the request before it called the service: the request had no effect. */
  isUnread?: boolean
  /** The service takes nothing before this time, in milliseconds since the epoch: it said so, and it is far ahead. */
  retryAtMs?: number
  /** From the platform or the service, for support; never shown as markup. */
  message?: string
  cause?: unknown
}

/** A failure with a code. `message` is technical; the student reads the text for `code` in `i18n/`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: AppErrorDetail

  constructor(code: ErrorCode, detail: AppErrorDetail = {}) {
    super(detail.message === undefined ? code : `${code}: ${detail.message}`)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

/** Returns an AppError unchanged; wraps anything else in one with `code`. */
export function toAppError(error: unknown, code: ErrorCode): AppError {
  return error instanceof AppError ? error : new AppError(code, { cause: error })
}
