// The guide zone → its text.
import type { GuideZone } from '../core/recording/pace'
import { format, type Messages } from './index'

type Words = Messages['words']

/** `15–30` */
export function spanOf({ startMs, endMs }: GuideZone): string {
  return `${startMs / 1000}–${endMs / 1000}`
}

/** `15–30 s` */
export function zoneText({ seconds }: Words, zone: GuideZone): string {
  return format(seconds, { n: spanOf(zone) })
}

/** Labels of the zone's two ends. */
export function zoneLabelsOf({ seconds }: Words, { startMs, endMs }: GuideZone) {
  return { start: format(seconds, { n: startMs / 1000 }), end: format(seconds, { n: endMs / 1000 }) }
}
