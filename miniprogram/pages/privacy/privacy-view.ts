// This build's configuration → what happens to recordings, in the student's language.
import type { Services } from '../../services'
import { format, type Messages } from '../../i18n/index'
import type { OperatorKey, PrivacyKey, Sentence } from '../../i18n/messages'

const operatorKeys: readonly OperatorKey[] = ['name', 'contact', 'model', 'retention']

interface PrivacyView {
  sections: readonly Sentence[]
  /** Label of the button that opens the operator's guide; `''` where WeChat can't show one. */
  guide: string
}

export function privacyViewOf(
  { usesCloud, serviceHost, speaks, operator, openGuide }: Services['privacy'],
  { words, privacy, operator: lines, sentenceSpace }: Messages,
): PrivacyView {
  const number: PrivacyKey = usesCloud ? 'cloud' : 'installation'
  const keys: readonly PrivacyKey[] = [
    'what',
    'where',
    'sent',
    number,
    'answer',
    ...(speaks ? (['spoken'] as const) : []),
    'erase',
    'support',
    'minors',
  ]
  const known = operatorKeys.filter((key) => operator[key] !== '')
  const about = known.map((key) => format(lines[key], { n: operator[key] })).join(sentenceSpace)
  return {
    sections: [
      ...keys.map((key) => ({
        title: privacy[key].title,
        way: format(privacy[key].way, { host: serviceHost }),
      })),
      ...(about === '' ? [] : [{ title: words.operator, way: about }]),
    ],
    guide: openGuide ? words.privacyGuide : '',
  }
}
