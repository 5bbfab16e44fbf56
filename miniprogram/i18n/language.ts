// The languages of the app.

export type Language = 'zh' | 'en'

/** `zh_CN`, `zh_TW`, `zh_HK` … → Chinese, all others → English. */
export function languageOf(weChatLanguage: string): Language {
  return weChatLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
