// Language → its table; words with `{n}` → text.
import type { Language } from '../core/services'
import { en } from './en'
import type { Messages } from './messages'
import { zh } from './zh'

export type { Messages, Sentence, WordKey } from './messages'

export function messagesFor(language: Language): Messages {
  return language === 'zh' ? zh : en
}

/** Puts `values` where the text has their names in braces; a name without a value stays as it is. */
export function format(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
