// WeChat and the phone → the version lines that support asks for first.

/** The slice of `wx` that is used. */
export interface DeviceFactsWx {
  getAccountInfoSync(): { miniProgram: { envVersion: string; version: string } }
  getAppBaseInfo(): { SDKVersion: string; version: string; language: string; fontSizeScaleFactor?: number }
  getDeviceInfo(): { model: string; system: string; platform: string }
}

/** @param ownVersion the version in the sources: WeChat knows that of released builds only */
export function readFacts(wx: DeviceFactsWx, ownVersion: string): string[] {
  const { envVersion, version } = wx.getAccountInfoSync().miniProgram
  const { SDKVersion, version: weChat, language, fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()
  const { model, system, platform } = wx.getDeviceInfo()
  return [
    `app ${version || ownVersion} (${envVersion})`,
    `WeChat ${weChat}, base library ${SDKVersion}`,
    `${platform}: ${model}, ${system}`,
    `${language}, type × ${fontSizeScaleFactor}`,
  ]
}
