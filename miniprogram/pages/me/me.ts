// The Me page: what there is to know and to choose → setData.
import type { Services } from '../../core/services'
import { createLook, type Look } from '../look'

// A page instance has no typed place for what is no data.
const looks = new WeakMap<object, Look>()

Component({
  data: { fontScale: 1, privacy: '' },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      looks.set(
        this,
        createLook(
          services,
          ({ words }) => words.me,
          (data) => this.setData({ ...data, privacy: data.t.privacyNote }),
        ),
      )
    },
    detached() {
      looks.get(this)?.close()
      looks.delete(this)
    },
  },
  pageLifetimes: {
    show() {
      looks.get(this)?.shown()
    },
  },
})
