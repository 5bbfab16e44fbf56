// The student's language and appearance → a page's texts, colours and bars, now and after each change.
import type { Services } from '../services'
import { messagesFor, type Messages } from '../i18n/index'

export type AppearanceServices = Pick<
  Services,
  'settings' | 'language' | 'theme' | 'fontScale' | 'setTitle' | 'applyBars'
>

/** Data of every page: its texts, and what its root view reads: `class="page {{theme}}" style="--pt: {{fontScale}}px"`. */
export interface AppearanceData extends Record<string, unknown> {
  readonly t: Messages['words']
  /** A class of app.wxss, `theme-light` or `theme-dark`; `''` follows WeChat. */
  readonly theme: string
  readonly fontScale: number
  /** The student uses large type: elements side by side stack instead. */
  readonly zoomed: boolean
}

interface PageAppearance {
  /** Call when the page becomes visible, to set its title and the bars. */
  shown(): void
  /** Call when the page closes. */
  close(): void
}

/**
 * `apply` shows everything that has texts or colours. It is called before this returns, and again after each change of
 * the settings, whether the page is visible or not. It must not disturb a take or an answer in progress.
 */
export function createAppearance(
  services: AppearanceServices,
  title: (messages: Messages) => string,
  apply: (data: AppearanceData, messages: Messages) => void,
): PageAppearance {
  function applyNow(): void {
    const { language, theme, fontScale } = services
    const messages = messagesFor(language)
    apply({ t: messages.words, theme, fontScale, zoomed: fontScale >= 1.3 }, messages)
  }

  applyNow()
  const close = services.settings.subscribe(applyNow)
  return {
    shown() {
      services.setTitle(title(messagesFor(services.language)))
      services.applyBars()
    },
    close,
  }
}
