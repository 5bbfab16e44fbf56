// The phrase book and the taps → setData's patches: everything the phrase book's page does, without its framework.
import type { Services } from '../../services'
import { dayText } from '../../i18n/day'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'

/** What this page needs of the app's services. */
export type PhrasesServices = AppearanceServices & Pick<Services, 'phrases' | 'copy' | 'dialogs' | 'nowMs'>

export interface PhraseRow {
  readonly text: string
  readonly question: string
  readonly day: string
}

export interface PhrasesPresenter {
  /** The page is seen, for the first time or again. */
  shown(): void
  copy(index: number): void
  remove(index: number): void
  /** Nothing is shown any more. */
  close(): void
}

/** `show` gets one patch per change; the first before this returns. */
export function createPhrasesPresenter(
  services: PhrasesServices,
  show: (patch: Record<string, unknown>) => void,
): PhrasesPresenter {
  const { phrases } = services

  function rows(): PhraseRow[] {
    const messages = messagesFor(services.language)
    return phrases.list().map(({ text, question, savedAtMs }) => ({
      ...{ text, question },
      day: dayText(messages, savedAtMs, services.nowMs()),
    }))
  }

  const appearance = createAppearance(
    services,
    'phrases',
    ({ words }) => words.phrases,
    (data) => show({ ...data, rows: rows() }),
  )
  return {
    shown() {
      appearance.shown()
      show({ rows: rows() })
    },
    copy(index) {
      const phrase = phrases.list()[index]
      if (phrase) services.copy(phrase.text)
    },
    remove(index) {
      const phrase = phrases.list()[index]
      if (!phrase) return
      try {
        phrases.remove(phrase.text)
        show({ rows: rows() })
      } catch {
        const {
          notAllDeleted: title,
          notAllDeletedWay: content,
          ok: yes,
        } = messagesFor(services.language).words
        void services.dialogs.confirm({ title, content, yes })
      }
    },
    close: () => appearance.close(),
  }
}
