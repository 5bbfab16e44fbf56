// Launch → services, found by every page in `getApp().services`; on a base library too old for them, pages/outdated instead.
import { configFor, minimumBaseLibrary } from './config'
import { createServices, readBaseLibrary } from './services'

const baseLibrary = readBaseLibrary(wx, minimumBaseLibrary)

App<IAppOption>({
  baseLibrary,
  services: baseLibrary.isTooOld
    ? null
    : createServices(wx, configFor(wx.getAccountInfoSync().miniProgram.envVersion)),

  onLaunch() {
    if (baseLibrary.isTooOld) wx.reLaunch({ url: '/pages/outdated/outdated', fail: () => undefined })
  },

  onShow() {
    this.services?.appShown()
  },

  onHide() {
    this.services?.appHidden()
  },
})
