// The phrase book and taps → patches for setData: all of the phrase book page's logic, without WeChat.
import type { Services } from '../../services'
import { dayText } from '../../i18n/day'
import { messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import { copiedPhrase } from '../../presentation/reading/copied-text'

/** What this page needs of the app's services. */
type PhrasesServices = AppearanceServices & Pick<Services, 'phrases' | 'copy' | 'dialogs' | 'nowMs'>

export interface PhraseRow {
  readonly text: string
  readonly question: string
  readonly day: string
}

/** `show` gets one patch per change; the first before this returns. */
export function createPhrasesPresenter(services: PhrasesServices, show: (patch: Patch) => void) {
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
    ({ words }) => words.phrases,
    (data) => show({ ...data, rows: rows() }),
  )
  return {
    shown() {
      appearance.shown()
      show({ rows: rows() })
    },
    acts: {
      copy({ index }: Pick<ActData, 'index'>) {
        const phrase = phrases.list()[index]
        if (phrase) services.copy(copiedPhrase(phrase.text, messagesFor(services.language)))
      },
      remove({ index }: Pick<ActData, 'index'>) {
        const phrase = phrases.list()[index]
        if (!phrase) return
        try {
          phrases.remove(phrase.text)
          show({ rows: rows() })
        } catch {
          const { words } = messagesFor(services.language)
          const [title, content] = [words.notAllDeleted, words.notAllDeletedWay]
          void services.dialogs.confirm({ title, content, yes: words.ok })
        }
      },
    },
    close: appearance.close,
  }
}
