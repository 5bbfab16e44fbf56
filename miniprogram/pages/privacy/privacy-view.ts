// This build's configuration → what happens to recordings, in the student's language.
import type { Services } from '../../services'
import { format, type Messages } from '../../i18n/index'
import type { PrivacyKey, Sentence } from '../../i18n/messages'

interface PrivacyView {
  sections: readonly Sentence[]
  /** Label of the button that opens the operator's guide; `''` where WeChat can't show one. */
  guide: string
}

export function privacyViewOf(
  { usesCloud, serviceHost, openGuide }: Services['privacy'],
  { words, privacy }: Messages,
): PrivacyView {
  const number: PrivacyKey = usesCloud ? 'cloud' : 'installation'
  const keys: readonly PrivacyKey[] = ['what', 'where', 'sent', number, 'answer', 'erase', 'support']
  return {
    sections: keys.map((key) => ({
      title: privacy[key].title,
      way: format(privacy[key].way, { host: serviceHost }),
    })),
    guide: openGuide ? words.privacyGuide : '',
  }
}
