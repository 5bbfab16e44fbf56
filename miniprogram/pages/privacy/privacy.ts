// What is recorded, where it goes, how to delete it: for reading at any time.
import type { Services } from '../../services'
import { privacyViewOf } from './privacy-view'

Component({
  data: {},
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      const view = privacyViewOf(services)
      services.setTitle(view.title)
      this.setData({ ...view })
    },
  },
  methods: {
    onGuideTap() {
      getApp<{ services: Services | null }>().services?.privacy.openGuide?.()
    },
  },
})
