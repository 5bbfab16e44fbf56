// WeChat's page with the operator's privacy guide.

/** The slice of `wx` that is used. */
export interface PrivacyGuideWx {
  /** Base library 2.32.3. */
  openPrivacyContract?(option: { fail(): void }): unknown
}

/** Opens it; undefined on a base library that has none. */
export function createPrivacyGuide(wx: PrivacyGuideWx): (() => void) | undefined {
  if (wx.openPrivacyContract === undefined) return undefined
  // not opened: the page from which it was asked for says the same in short
  return () => void wx.openPrivacyContract?.({ fail: () => undefined })
}
