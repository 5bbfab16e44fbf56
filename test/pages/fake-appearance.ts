// The services behind a page's texts and colours: real settings in memory, WeChat's language chosen by the test.
import type { KeyValueStore } from '../../miniprogram/core/ports'
import { createSettings, type Settings } from '../../miniprogram/core/settings'
import type { Language } from '../../miniprogram/i18n/language'
import type { AppearanceServices } from '../../miniprogram/presentation/appearance'
import { createFakeClock } from '../fakes/fake-clock'

export interface FakeAppearance extends AppearanceServices {
  readonly titles: string[]
  /** The colours applied to the bars, each time. */
  readonly appliedBars: Settings['appearance'][]
}

/** Do not spread the result: `language` and `theme` are getters that follow the settings. */
export function createFakeAppearance(weChatLanguage: Language = 'zh', fontScale = 1): FakeAppearance {
  const stored = new Map<string, unknown>()
  const store: KeyValueStore = {
    get: (key) => stored.get(key),
    set: (key, value) => void stored.set(key, value),
    remove: (key) => void stored.delete(key),
    keys: () => [...stored.keys()],
    usage: () => ({ usedBytes: 0, limitBytes: 1 }),
  }
  const settings = createSettings(store, createFakeClock())
  const titles: string[] = []
  const appliedBars: Settings['appearance'][] = []
  return {
    titles,
    appliedBars,
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
    applyBars: () => void appliedBars.push(settings.current.appearance),
  }
}

/** Adds the members of `appearance` to `others`, getters included. */
export function withAppearance<Others extends object>(
  appearance: AppearanceServices,
  others: Others,
): Others & AppearanceServices {
  for (const key of ['settings', 'language', 'theme', 'fontScale', 'setTitle', 'applyBars'] as const) {
    Object.defineProperty(others, key, { get: () => appearance[key], enumerable: true })
  }
  return others as Others & AppearanceServices
}
