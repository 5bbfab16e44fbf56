// The privacy page: what is recorded, where it goes, how to delete it.
import { createAppearance } from '../../presentation/appearance'
import { presented } from '../../presentation/presented'
import { privacyViewOf } from './privacy-view'

const { options } = presented((services, show) => {
  const appearance = createAppearance(
    services,
    ({ words }) => words.privacy,
    ({ theme, fontScale }, messages) =>
      show({ theme, fontScale, ...privacyViewOf(services.privacy, messages) }),
  )
  return {
    acts: { openGuide: () => services.privacy.openGuide?.() },
    shown: () => appearance.shown(),
    close: () => appearance.close(),
  }
})

Component({ ...options, data: { sections: [] } })
