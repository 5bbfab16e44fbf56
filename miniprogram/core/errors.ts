// Every failure a student can meet: one type, one code each, a sentence for each code in i18n/.

/** What went wrong. `i18n/` has a sentence and a way on for each; adding a code without one does not compile. */
export type ErrorCode =
  // before and while recording
  | 'microphone-refused' // the student refused scope.record: wx.openSetting leads back
  | 'microphone-system-off' // the phone's own switch for WeChat is off
  | 'microphone-busy' // a call or another app holds it
  | 'privacy-refused' // errno 104: the privacy guide was not agreed to
  | 'privacy-undeclared' // errno 1025: the operator has not declared the microphone
  | 'recorder-failed' // anything else the recorder reports
  | 'recording-empty' // stopped before any sound was written
  | 'recording-not-mp3' // DevTools and WeChat for Mac write webm whatever is asked for
  | 'recording-unreadable' // the file is gone or cannot be read
  | 'recording-too-large' // above what the chosen transport carries
  // while keeping it
  | 'storage-full' // 10 MB of storage, 200 MB of files, or the phone's own
  | 'recording-unkept' // it is not yet in its permanent place: the phone's files do not answer
  // while sending
  | 'identity-unavailable' // the identity cloud function did not answer with a uid
  | 'upload-failed' // wx.cloud.uploadFile or getTempFileURL failed
  | 'unsupported' // base library without enableChunked: WeChat must be updated
  | 'domain-not-allowed' // errno 600002 and its kin: the address is not on the operator's list
  | 'network' // no connection, connection reset
  | 'timeout' // no byte of the answer before the first-byte limit
  | 'interrupted' // WeChat ended the request in the background
  | 'http' // an HTTP status other than 200
  // while reading
  | 'service' // an error frame inside the stream
  | 'frame-too-large' // one frame above the limit: refused rather than buffered for ever

export interface AppErrorDetail {
  /** HTTP status, where one was received. */
  httpStatus?: number
  /** gRPC status code as the gateway reported it. */
  grpcCode?: number
  /** The gateway refused the request before it called the service: what was sent has had no effect. */
  isUnread?: boolean
  /** What the platform or the service said, for support; never shown as markup. */
  message?: string
  cause?: unknown
}

/** A failure with a code. `message` is technical; the student reads `i18n`'s sentence for `code`. */
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

/** Keeps an AppError as it is; anything else becomes one of `code`. */
export function toAppError(error: unknown, code: ErrorCode): AppError {
  return error instanceof AppError ? error : new AppError(code, { cause: error })
}
