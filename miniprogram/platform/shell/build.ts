// The sources' configuration and a developer's → which build this is, and where its service is.
import { createDeveloperStorage } from './developer-settings'

type BuildWx = Pick<
  WechatMiniprogram.Wx,
  'getAccountInfoSync' | 'getDeviceInfo' | 'getStorageSync' | 'setStorageSync'
>

/** DevTools runs beside the service of `npm run service`. */
export function isDevTools(wx: Pick<BuildWx, 'getDeviceInfo'>): boolean {
  return wx.getDeviceInfo().platform === 'devtools'
}

/** @param ownVersion the version in the sources: WeChat knows that of released builds only */
export function createBuild<Config extends { readonly apiAddress: string }>(
  wx: BuildWx,
  configured: Config,
  ownVersion: string,
) {
  const { envVersion: channel, version } = wx.getAccountInfoSync().miniProgram
  const developer = createDeveloperStorage(wx, channel === 'release')
  const stored = developer.read()
  const config: Config = { ...configured, ...stored }
  let { apiAddress } = config

  return {
    config,
    build: {
      channel,
      version: version || ownVersion,
      /** Where the service is. */
      get apiAddress() {
        return apiAddress
      },
      /** Whoever only tries the build, such as WeChat's reviewer, is offered no other service. */
      isAddressShown: channel !== 'release' && (isDevTools(wx) || stored.apiAddress !== undefined),
      /** From the next request on, and in later launches; `''` restores the build's own. No effect in a released build. */
      changeAddress(address: string): void {
        if (channel === 'release') return
        apiAddress = address || configured.apiAddress
        developer.writeAddress(address)
      },
    },
  }
}
