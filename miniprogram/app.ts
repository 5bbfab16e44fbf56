// Launch → services, which every page finds in `getApp().services`; pages/outdated on a base library that is too old.
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
