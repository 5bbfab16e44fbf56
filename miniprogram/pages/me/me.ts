// The Me page: what there is to know and to choose → setData.
import type { Services } from '../../core/services'
import { messagesFor } from '../../i18n/index'

Component({
  data: { fontScale: 1, privacy: '' },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      const { words } = messagesFor(services.language)
      services.setTitle(words.me)
      this.setData({ fontScale: services.fontScale, privacy: words.privacyNote })
    },
  },
})
