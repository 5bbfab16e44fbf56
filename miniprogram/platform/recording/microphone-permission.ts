// "May we record?" → yes, or why not: scope, the phone's settings, privacy.
import { AppError } from '../../core/errors'
import type { ErrorCode } from '../../core/errors'
import { privacyCodeOf } from '../wx-error'

/** A failure as reported by the platform. `errno` is missing on older base libraries. */
export interface PlatformFailure {
  readonly errMsg?: string
  readonly errno?: number
}

/** The part of `wx` that is used. */
export interface MicrophonePermissionWx {
  authorize(option: { scope: string; success(): void; fail(failure: PlatformFailure): void }): void
  openSetting(option: {
    success(result: { authSetting: { 'scope.record'?: boolean } }): void
    fail(failure: PlatformFailure): void
  }): void
  getAppAuthorizeSetting(): { microphoneAuthorized: string }
  getSetting(option: {
    success(result: { authSetting: { 'scope.record'?: boolean } }): void
    fail(failure: PlatformFailure): void
  }): void
  openAppAuthorizeSetting(option: { fail(failure: PlatformFailure): void }): unknown
  /** Base library 2.32.3. */
  getPrivacySetting?(option: {
    success(result: { needAuthorization: boolean }): void
    fail(failure: PlatformFailure): void
  }): void
}

export interface MicrophonePermission {
  /** Resolves once recording is allowed; rejects with an AppError that says why it is not. WeChat asks only once. */
  ask(): Promise<void>
  /** The way back after a refusal; call it from a tap. True when the microphone is allowed afterwards. */
  openSettings(): Promise<boolean>
  /** Opens the phone's settings for WeChat; call it from a tap, and `isResolved` after the student's return. */
  openPhoneSettings(): void
  /** Whether the obstacle that `code` reported has gone. Shows no dialog; false also if unknown. */
  isResolved(code: ErrorCode): Promise<boolean>
  /** The AppError for a failure of the recorder. */
  errorOf(failure: PlatformFailure): AppError
}

export function createMicrophonePermission(wx: MicrophonePermissionWx): MicrophonePermission {
  function errorOf(failure: PlatformFailure): AppError {
    const message = failure.errMsg ?? ''
    return new AppError(codeOf(failure.errno, message), { message, cause: failure })
  }

  function codeOf(errno: number | undefined, message: string): ErrorCode {
    // without the API's name: "authorize:fail …" need not be about authorisation
    const reason = message.replace(/^\w+:fail/, '')
    const privacyCode = privacyCodeOf({ errno, errMsg: reason })
    if (privacyCode) return privacyCode
    if (/is recording|recording or paused|busy|audio ?focus|interrupt/i.test(reason)) return 'microphone-busy'
    // before the scope: while the phone denies WeChat the microphone, WeChat's own settings have no effect
    if (/system.?permission/i.test(reason) || isSystemOff()) return 'microphone-system-off'
    return /auth|permission|not ?allowed|denied|deny/i.test(reason) ? 'microphone-refused' : 'recorder-failed'
  }

  const isSystemOff = () => wx.getAppAuthorizeSetting().microphoneAuthorized === 'denied'

  const isAllowed = () =>
    new Promise<boolean>((resolve) => {
      wx.getSetting({
        success: ({ authSetting }) => resolve(authSetting['scope.record'] === true),
        fail: () => resolve(false),
      })
    })
  const isPrivacyAgreed = () =>
    new Promise<boolean>((resolve) => {
      if (wx.getPrivacySetting === undefined) return resolve(false)
      wx.getPrivacySetting({
        success: ({ needAuthorization }) => resolve(!needAuthorization),
        fail: () => resolve(false),
      })
    })
  const recheckers: Partial<Record<ErrorCode, () => boolean | Promise<boolean>>> = {
    'microphone-refused': isAllowed,
    'microphone-system-off': () => !isSystemOff(),
    'privacy-refused': isPrivacyAgreed,
  }

  return {
    ask: () =>
      new Promise((resolve, reject) => {
        wx.authorize({
          scope: 'scope.record',
          success: () => resolve(),
          fail: (failure) => reject(errorOf(failure)),
        })
      }),
    openSettings: () =>
      new Promise((resolve) => {
        wx.openSetting({
          success: ({ authSetting }) => resolve(authSetting['scope.record'] === true),
          // not opened: nothing has changed, and the message stays
          fail: () => resolve(false),
        })
      }),
    openPhoneSettings() {
      // not opened: the message still says where to go
      wx.openAppAuthorizeSetting({ fail: () => undefined })
    },
    isResolved: async (code) => (await recheckers[code]?.()) ?? false,
    errorOf,
  }
}
