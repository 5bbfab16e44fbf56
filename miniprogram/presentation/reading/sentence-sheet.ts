// The answer's paragraphs → a sheet of sentences to save in the phrase book or to copy.
import type { AnswerText } from '../../core/answer/answer-text'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import type { Patch } from '../patch'
import { partAt } from '../../core/answer/parts'
import { copiedPart } from './copied-text'
import { sentencesIn } from './sentences'

export interface SheetGroup {
  /** Index of the paragraph in the answer; its key. */
  readonly paragraph: number
  readonly sentences: readonly { readonly text: string; readonly isSaved: boolean }[]
}

/** Acts of sheet.wxml and of paragraphs. */
export interface SentenceSheet {
  /** Opens the sheet, scrolled to that paragraph. Does nothing without text. */
  openSheet(data: Pick<ActData, 'paragraph'>): void
  closeSheet(): void
  /** Saves the sentence in the phrase book, or removes it. */
  toggleSentence(data: Pick<ActData, 'paragraph' | 'index'>): void
  copyParagraph(data: Pick<ActData, 'paragraph'>): void
}

type SheetServices = Pick<Services, 'phrases' | 'dialogs' | 'copy' | 'language'>

/** `show` gets patches for `sheet`, which is null while closed. `question` is stored with a saved sentence. */
export function createSentenceSheet(
  services: SheetServices,
  text: () => AnswerText | null,
  question: () => string,
  show: (patch: Patch) => void,
): SentenceSheet {
  const { phrases, dialogs, copy } = services
  let groups: SheetGroup[] = []

  return {
    openSheet({ paragraph: openedAt }) {
      const answer = text()
      if (!answer) return
      groups = sentencesIn(answer).map(({ paragraph, sentences }) => ({
        paragraph,
        sentences: sentences.map((sentence) => ({ text: sentence, isSaved: phrases.has(sentence) })),
      }))
      if (groups.length > 0) show({ sheet: { groups, into: `paragraph-${openedAt}` } })
    },
    closeSheet: () => show({ sheet: null }),
    toggleSentence({ paragraph, index }) {
      const groupIndex = groups.findIndex((group) => group.paragraph === paragraph)
      const sentence = groups[groupIndex]?.sentences[index]
      if (!sentence) return
      const isSaved = phrases.has(sentence.text)
      try {
        if (isSaved) phrases.remove(sentence.text)
        else phrases.save(sentence.text, question())
      } catch {
        const { words } = messagesFor(services.language)
        const { phrasesFull: title, phrasesFullWay: content, ok: yes } = words
        void dialogs.confirm({ title, content, yes })
        return
      }
      show({ [`sheet.groups[${groupIndex}].sentences[${index}].isSaved`]: !isSaved })
    },
    copyParagraph({ paragraph }) {
      const answer = text()
      const part = answer && partAt(answer, paragraph)
      if (part) copy(copiedPart(part, messagesFor(services.language)))
    },
  }
}
