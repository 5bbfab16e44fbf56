// The privacy page: what is recorded, where it goes, how to delete it.
import { presented } from '../../presentation/presented'
import { privacyViewOf } from './privacy-view'

const { options } = presented((services, show) => {
  const view = privacyViewOf(services)
  show({ ...view })
  return {
    acts: { openGuide: () => services.privacy.openGuide?.() },
    shown: () => services.setTitle(view.title),
  }
})

Component({ ...options, data: { sections: [] } })
