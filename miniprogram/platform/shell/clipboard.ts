// Text → the clipboard, which is a privacy interface: the operator declares it, and the student agrees.
import { callWx, type WxCallbacks } from '../wx-call'
import { privacyCodeOf } from '../wx-error'

/** The slice of `wx` that is used. */
export interface ClipboardWx {
  setClipboardData(option: { data: string } & WxCallbacks<unknown>): unknown
}

export type CopyFailure = 'privacy-undeclared' | 'privacy-refused' | 'unknown'

/** Resolves with null once the text is there; WeChat itself says so to the student. */
export async function copyText(wx: ClipboardWx, data: string): Promise<CopyFailure | null> {
  try {
    await callWx((callbacks) => wx.setClipboardData({ data, ...callbacks }))
    return null
  } catch (failure) {
    return privacyCodeOf(failure) ?? 'unknown'
  }
}
