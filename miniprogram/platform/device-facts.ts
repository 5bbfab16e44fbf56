// WeChat and the phone → the versions that support asks for first.

/** The slice of `wx` that tells. */
export interface DeviceFactsWx {
  getAccountInfoSync(): { miniProgram: { envVersion: string; version: string } }
  getAppBaseInfo(): { SDKVersion: string; version: string; language: string; fontSizeScaleFactor?: number }
  getDeviceInfo(): { model: string; system: string; platform: string }
}

export function readFacts(wx: DeviceFactsWx): string[] {
  const { envVersion, version } = wx.getAccountInfoSync().miniProgram
  const { SDKVersion, version: weChat, language, fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()
  const { model, system, platform } = wx.getDeviceInfo()
  return [
    // WeChat gives a version to released builds only
    `app ${version === '' ? '-' : version} (${envVersion})`,
    `WeChat ${weChat}, base library ${SDKVersion}`,
    `${platform}: ${model}, ${system}`,
    `${language}, type × ${fontSizeScaleFactor}`,
  ]
}
