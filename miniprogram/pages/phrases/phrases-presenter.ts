// The phrase book and taps → patches for setData: all of the phrase book page's logic, without WeChat.
import type { Phrase } from '../../core/phrases/phrase'
import type { Services } from '../../services'
import { dayText } from '../../i18n/day'
import { format, messagesFor } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import type { Patch } from '../../presentation/patch'
import { copiedPhrase } from '../../presentation/reading/copied-text'

/** What this page needs of the app's services. */
type PhrasesServices = AppearanceServices &
  Pick<Services, 'phrases' | 'copy' | 'dialogs' | 'navigation' | 'nowMs'>

export interface PhraseRow {
  readonly id: string
  readonly before: string
  readonly text: string
  readonly after: string
  readonly question: string
  readonly isGenerated: boolean
  readonly day: string
}

type Row = Pick<ActData, 'id'>

/** `show` gets one patch per change; the first before this returns. */
export function createPhrasesPresenter(services: PhrasesServices, show: (patch: Patch) => void) {
  const { phrases } = services
  let removed: Phrase | null = null

  function present(): void {
    const messages = messagesFor(services.language)
    const { words } = messages
    const due = phrases.dueCount(services.nowMs())
    const rows: PhraseRow[] = phrases.list().map((phrase) => {
      const { before, text, after, question, origin, savedAtMs } = phrase
      const day = dayText(messages, savedAtMs, services.nowMs())
      return { id: idOf(phrase), before, text, after, question, isGenerated: origin === 'answer', day }
    })
    const review = due > 0 ? format(words.dueCount, { n: due }) : words.nothingDue
    show({ rows, review, isRemoved: removed !== null })
  }

  function find(id: string): Phrase | undefined {
    return phrases.list().find((phrase) => idOf(phrase) === id)
  }

  /** Shows what has changed, or that it could not be stored. */
  function store(change: () => void): void {
    try {
      change()
      present()
    } catch {
      const { words } = messagesFor(services.language)
      const [title, content] = [words.notAllDeleted, words.notAllDeletedWay]
      void services.dialogs.confirm({ title, content, yes: words.ok })
    }
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.phrases,
    (data) => {
      show({ ...data })
      present()
    },
  )
  return {
    shown() {
      appearance.shown()
      present()
    },
    acts: {
      copy({ id }: Row) {
        const phrase = find(id)
        if (phrase) services.copy(copiedPhrase(phrase, messagesFor(services.language)))
      },
      remove({ id }: Row) {
        const phrase = find(id)
        if (!phrase) return
        store(() => {
          phrases.remove(phrase)
          removed = phrase
        })
      },
      /** Brings back what was removed last. */
      bringBack() {
        const phrase = removed
        if (!phrase) return
        store(() => {
          phrases.restore(phrase)
          removed = null
        })
      },
      review: () => services.navigation.openPage('review'),
    },
    /** What was removed stays so once the page is left. */
    hidden() {
      removed = null
      present()
    },
    close: appearance.close,
  }
}

function idOf({ savedAtMs, text }: Phrase): string {
  return `${savedAtMs} ${text}`
}
