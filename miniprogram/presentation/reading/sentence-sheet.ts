// The answer's paragraphs → a sheet of their sentences, to save in the phrase book or to copy.
import type { AnswerText } from '../../core/answer/answer-text'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { plainText } from './markdown'
import { sentencesOf } from './sentences'

export interface SheetGroup {
  /** The paragraph's place in the answer: its key. */
  readonly place: number
  readonly sentences: readonly { readonly text: string; readonly isSaved: boolean }[]
}

export interface SentenceSheet {
  /** The sheet stands at the paragraph at `place`. Nothing happens without text. */
  open(place: number): void
  close(): void
  /** Saves the sentence, or takes it out of the phrase book again. */
  toggle(place: number, index: number): void
  copyParagraph(place: number): void
}

export type SheetServices = Pick<Services, 'phrases' | 'dialogs' | 'copy' | 'language'>

/** `show` gets data paths below `sheet`: null while it is closed. `asked`: the question that the answer is to. */
export function createSentenceSheet(
  services: SheetServices,
  text: () => AnswerText | null,
  asked: () => string,
  show: (patch: Record<string, unknown>) => void,
): SentenceSheet {
  const { phrases, dialogs, copy } = services
  let groups: SheetGroup[] = []

  function paragraphs(): string[] {
    const { finished, growing } = text() ?? { finished: [], growing: '' }
    return [...finished, growing].map(plainText)
  }

  return {
    open(place) {
      groups = paragraphs().flatMap((paragraph, at) => {
        const sentences = sentencesOf(paragraph).map((sentence) => ({
          text: sentence,
          isSaved: phrases.has(sentence),
        }))
        return sentences.length > 0 ? [{ place: at, sentences }] : []
      })
      if (groups.length > 0) show({ sheet: { groups, into: `paragraph-${place}` } })
    },
    close: () => show({ sheet: null }),
    toggle(place, index) {
      const at = groups.findIndex((group) => group.place === place)
      const sentence = groups[at]?.sentences[index]
      if (!sentence) return
      const isSaved = phrases.has(sentence.text)
      try {
        if (isSaved) phrases.remove(sentence.text)
        else phrases.save(sentence.text, asked())
      } catch {
        const { words } = messagesFor(services.language)
        const { phrasesFull: title, phrasesFullWay: content, ok: yes } = words
        void dialogs.confirm({ title, content, yes })
        return
      }
      show({ [`sheet.groups[${at}].sentences[${index}].isSaved`]: !isSaved })
    },
    copyParagraph(place) {
      const paragraph = paragraphs()[place]
      if (paragraph) copy(paragraph)
    },
  }
}
