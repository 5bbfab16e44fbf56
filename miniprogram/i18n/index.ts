// Language → its table of texts; a text with placeholders and values → what is shown.
import type { Language } from './language'
import { en } from './en'
import type { Messages } from './messages'
import { zh } from './zh'

export type { Messages, Sentence, WordKey } from './messages'

/** Each language in its own words, so that people who read only that one can find it. */
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' }

export function messagesFor(language: Language): Messages {
  return language === 'zh' ? zh : en
}

/**
 * Fills in `values`: `{n}` becomes the value of `n`; `{n|recording|recordings}` becomes its singular when `n` is 1, its
 * plural otherwise. A placeholder without a value stays as it is.
 */
export function format(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (placeholder, name: string, one?: string, other?: string) => {
      const value = values[name]
      if (value === undefined) return placeholder
      return (value === 1 ? one : other) ?? String(value)
    },
  )
}
