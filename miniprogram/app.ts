// Launch → services, found by every page in `getApp().services`.
import { configFor } from './config'
import { createServices } from './services'

App({
  services: createServices(wx, configFor(wx.getAccountInfoSync().miniProgram.envVersion)),

  onShow() {
    this.services.appShown()
  },

  onHide() {
    this.services.appHidden()
  },
})
