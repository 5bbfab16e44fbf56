// wx.openPrivacyContract → the operator's privacy guide, shown by WeChat.

/** The slice of `wx` that is used. */
interface PrivacyGuideWx {
  /** Base library 2.32.3. */
  openPrivacyContract?(option: { fail(): void }): unknown
}

/** Returns a function that opens the guide; undefined where the base library lacks it. */
export function createPrivacyGuide(wx: PrivacyGuideWx): (() => void) | undefined {
  if (wx.openPrivacyContract === undefined) return undefined
  // on failure, the page that offers the guide already has its summary
  return () => void wx.openPrivacyContract?.({ fail: () => undefined })
}
