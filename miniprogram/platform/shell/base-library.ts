// WeChat's base library → whether the mini program can run on it, the language for saying so, and how to update WeChat.

/** The slice of `wx` that every base library has; newer APIs are optional. */
interface BaseLibraryWx {
  /** Used instead of getAppBaseInfo and getDeviceInfo, which themselves need 2.20.1. */
  getSystemInfoSync(): { SDKVersion: string; language: string }
  /** Base library 2.12.0. */
  updateWeChatApp?(option: { fail(): void }): unknown
}

export interface BaseLibrary {
  readonly version: string
  /** WeChat's own: `zh_CN`, `en` … */
  readonly language: string
  readonly isTooOld: boolean
  /** Opens WeChat's own update; undefined where it has none. */
  readonly updateWeChat: (() => void) | undefined
}

/** @param minimum three numbers with dots, such as `2.20.2` */
export function readBaseLibrary(wx: BaseLibraryWx, minimum: string): BaseLibrary {
  const { SDKVersion: version, language } = wx.getSystemInfoSync()
  const ignore = (): void => undefined
  return {
    version,
    language,
    isTooOld: compareVersions(version, minimum) < 0,
    updateWeChat: wx.updateWeChatApp && (() => void wx.updateWeChatApp?.({ fail: ignore })),
  }
}

/** Negative, 0 or positive, comparing number by number: 2.9.0 is older than 2.20.0. A missing or unreadable part counts as 0. */
function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) =>
    version.split('.').map((part) => parseInt(part, 10) || 0),
  )
  for (let index = 0; index < 3; index += 1) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
