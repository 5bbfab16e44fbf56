// The services behind a page's words and colours: real settings in memory, WeChat's language as a test wishes.
import { createSettings, type Settings } from '../../miniprogram/core/settings'
import type { Language } from '../../miniprogram/i18n/language'
import type { LookServices } from '../../miniprogram/presentation/look'

export interface FakeLook extends LookServices {
  readonly titles: string[]
  /** How often the bars were dressed. */
  readonly dressed: Settings['appearance'][]
}

/** Do not spread it: `language` and `theme` follow the settings. */
export function createFakeLook(weChatLanguage: Language = 'zh', fontScale = 1): FakeLook {
  const stored = new Map<string, unknown>()
  const settings = createSettings({
    get: (key) => stored.get(key),
    set: (key, value) => void stored.set(key, value),
    remove: (key) => void stored.delete(key),
    keys: () => [...stored.keys()],
    usage: () => ({ usedBytes: 0, limitBytes: 1 }),
  })
  const titles: string[] = []
  const dressed: Settings['appearance'][] = []
  return {
    titles,
    dressed,
    settings,
    get language() {
      const { language } = settings.current
      return language === 'system' ? weChatLanguage : language
    },
    get theme() {
      const { appearance } = settings.current
      return appearance === 'system' ? '' : (`theme-${appearance}` as const)
    },
    fontScale,
    setTitle: (title) => void titles.push(title),
    dressBars: () => void dressed.push(settings.current.appearance),
  }
}

/** `others` with what `look` has, still following it. */
export function withLook<Others extends object>(look: LookServices, others: Others): Others & LookServices {
  for (const key of ['settings', 'language', 'theme', 'fontScale', 'setTitle', 'dressBars'] as const) {
    Object.defineProperty(others, key, { get: () => look[key], enumerable: true })
  }
  return others as Others & LookServices
}
