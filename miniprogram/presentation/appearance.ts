// The student's language and appearance → a page's words, colours and bars, now and after each change.
import type { Services } from '../services'
import { messagesFor, type Messages } from '../i18n/index'

export type AppearanceServices = Pick<
  Services,
  'settings' | 'language' | 'theme' | 'fontScale' | 'setTitle' | 'applyBars'
>

/** What every page's root view takes: `class="page {{theme}}" style="--pt: {{fontScale}}px"`, and its words. */
export interface AppearanceData extends Record<string, unknown> {
  readonly t: Messages['words']
  /** `theme-light`, `theme-dark`, or `''` for WeChat's own: classes of app.wxss. */
  readonly theme: string
  readonly fontScale: number
  /** The student reads large type: what stands side by side goes one below the other. */
  readonly zoomed: boolean
}

export interface PageAppearance {
  /** The page is seen, for the first time or again: the bars are its own. */
  shown(): void
  /** The page is gone. */
  close(): void
}

/**
 * `apply` puts on the page what has words or colours; it is called before this returns, and again after each change of
 * the settings, whether the page is seen or not. It must leave what runs (a take, an answer) alone.
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
