// This build's configuration → what happens to recordings, in the student's language.
import type { Services } from '../../services'
import { format, messagesFor } from '../../i18n/index'
import type { PrivacyKey, Sentence } from '../../i18n/messages'

interface PrivacyView {
  title: string
  fontScale: number
  sections: readonly Sentence[]
  /** Label of the button that opens the operator's guide; `''` where WeChat can't show one. */
  guide: string
}

export function privacyViewOf(services: Pick<Services, 'language' | 'fontScale' | 'privacy'>): PrivacyView {
  const { words, privacy } = messagesFor(services.language)
  const { usesCloud, serviceHost, openGuide } = services.privacy
  const number: PrivacyKey = usesCloud ? 'cloud' : 'installation'
  const keys: readonly PrivacyKey[] = ['what', 'where', 'sent', number, 'answer', 'erase', 'support']
  return {
    title: words.privacy,
    fontScale: services.fontScale,
    sections: keys.map((key) => ({
      title: privacy[key].title,
      way: format(privacy[key].way, { host: serviceHost }),
    })),
    guide: openGuide ? words.privacyGuide : '',
  }
}
