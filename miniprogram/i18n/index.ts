// Language → its table; words with `{n}` → text.
import type { Language } from './language'
import { en } from './en'
import type { Messages } from './messages'
import { zh } from './zh'

export type { Messages, Sentence, WordKey } from './messages'

/** Each by its own name, so that whoever reads only that one finds it. */
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' }

export function messagesFor(language: Language): Messages {
  return language === 'zh' ? zh : en
}

/** Puts `values` where the text has their names in braces; a name without a value stays as it is. */
export function format(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
