// How many takes a question has → the label of the way to them; `''` while there is nothing to compare.
import { format, type Messages } from '../../i18n/index'

export function compareText(takeCount: number, { words }: Messages): string {
  return takeCount > 1 ? format(words.compareTakes, { n: takeCount }) : ''
}
