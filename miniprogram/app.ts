// Launch → services, which every page finds in `getApp().services`; pages/outdated on a base library that is too old.
import { configFor, minimumBaseLibrary, type Config } from './config'
import { createServices, isDevTools, readBaseLibrary } from './services'

const baseLibrary = readBaseLibrary(wx, minimumBaseLibrary)

function readConfig(): Config {
  return configFor(wx.getAccountInfoSync().miniProgram.envVersion, isDevTools(wx))
}

App<IAppOption>({
  baseLibrary,
  services: baseLibrary.isTooOld ? null : createServices(wx, readConfig()),

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
