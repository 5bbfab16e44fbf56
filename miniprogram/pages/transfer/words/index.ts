// The texts of the archive, beside the page's package: the tables of i18n/ are loaded with the app's first page.
import type { Language } from '../../../i18n/language'
import { en } from './en'
import { zh } from './zh'
import type { TransferWords } from './transfer-words'

export type { TransferWords } from './transfer-words'

export function wordsFor(language: Language): TransferWords {
  return language === 'zh' ? zh : en
}
