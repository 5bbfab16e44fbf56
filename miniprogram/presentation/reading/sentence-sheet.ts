// The paragraphs of an answer or of a model answer → a sheet of sentences, to save them or some of their words, or to copy.
import type { AnswerText } from '../../core/answer/answer-text'
import { partAt } from '../../core/answer/parts'
import type { Origin } from '../../core/phrases/phrase'
import { wholeOf, type Excerpt } from '../../core/phrases/words'
import type { Services } from '../../services'
import { messagesFor, type Messages } from '../../i18n/index'
import { diffing, type Patch } from '../patch'
import { copiedPart } from './copied-text'
import { marksIn, type Mark } from './saved-words'
import { sentencesIn, type ParagraphSentences } from './sentences'
import { createWordChooser, isChoosable, type ChooserView, type WordChooser } from './word-chooser'

/** What the sheet is opened on. */
export interface SentenceSource {
  readonly paragraphs: readonly ParagraphSentences[]
  /** Stored with what is saved. */
  readonly question: string
  readonly origin: Origin
  /** A paragraph as it is copied. */
  copied(paragraph: number, messages: Messages): string | null
}

export interface SheetView {
  readonly groups: readonly {
    /** Index of the paragraph in the answer; its key. */
    readonly paragraph: number
    readonly sentences: readonly SentenceView[]
  }[]
  /** The element to scroll to; `''` is the top. */
  readonly into: string
  /** Words are being chosen of one sentence. */
  readonly chooser: ChooserView | null
}

interface SentenceView {
  readonly text: string
  readonly marks: readonly Mark[]
  /** As a whole. */
  readonly isSaved: boolean
  readonly isChoosable: boolean
}

type Sentence = Pick<ActData, 'paragraph' | 'index'>

/** Acts of sheet.wxml. */
export interface SheetActs {
  closeSheet(): void
  /** Saves the sentence in the phrase book, or removes it. */
  toggleSentence(sentence: Sentence): void
  /** Shows its words, to choose some of them. */
  openChooser(sentence: Sentence): void
  chooseWord(piece: Pick<ActData, 'index'>): void
  /** Saves the chosen words, or removes them; then back to the sentences. */
  toggleWords(): void
  closeChooser(): void
  copyParagraph(data: Pick<ActData, 'paragraph'>): void
}

interface SentenceSheet {
  /** Scrolled to that paragraph. Does nothing without a sentence. */
  open(source: SentenceSource, paragraph: number): void
  readonly acts: SheetActs
}

/** `show` gets patches for `sheet`, which is null while closed. */
export function createSentenceSheet(
  services: Pick<Services, 'phrases' | 'dialogs' | 'copy' | 'language'>,
  show: (patch: Patch) => void,
): SentenceSheet {
  const { phrases, dialogs, copy } = services
  const showView = diffing<{ sheet: SheetView | null }>(show)
  let source: SentenceSource | null = null
  let chooser: (WordChooser & { readonly of: Sentence }) | null = null
  let view: SheetView = { groups: [], into: '', chooser: null }

  function update(changed: Partial<SheetView>): void {
    view = { ...view, ...changed }
    showView({ sheet: view })
  }

  function textOf({ paragraph, index }: Sentence): string | undefined {
    return source?.paragraphs.find((one) => one.paragraph === paragraph)?.sentences[index]
  }

  function groupsOf({ paragraphs }: SentenceSource): SheetView['groups'] {
    return paragraphs.map(({ paragraph, sentences }) => ({
      paragraph,
      sentences: sentences.map((text) => ({
        text,
        marks: marksIn(text, phrases.list()),
        isSaved: phrases.has(wholeOf(text)),
        isChoosable: isChoosable(text),
      })),
    }))
  }

  /** Shows what is saved then, or that it could not be stored. */
  function toggle(excerpt: Excerpt, opened: SentenceSource, then: Partial<SheetView> = {}): void {
    const { question, origin } = opened
    try {
      if (phrases.has(excerpt)) phrases.remove(excerpt)
      else phrases.save({ ...excerpt, question, origin })
    } catch {
      const { words } = messagesFor(services.language)
      const { phrasesFull: title, phrasesFullWay: content, ok: yes } = words
      void dialogs.confirm({ title, content, yes })
      return
    }
    update({ groups: groupsOf(opened), ...then })
  }

  /** Back at the sentence. */
  function listAt({ paragraph, index }: Sentence): Partial<SheetView> {
    return { chooser: null, into: `sentence-${paragraph}-${index}` }
  }

  return {
    open(opened, at) {
      if (opened.paragraphs.length === 0) return
      source = opened
      // above the first one is how to use the sheet
      const into = opened.paragraphs[0]?.paragraph === at ? '' : `paragraph-${at}`
      update({ groups: groupsOf(opened), into, chooser: null })
    },
    acts: {
      closeSheet() {
        ;[source, chooser] = [null, null]
        showView({ sheet: null })
      },
      toggleSentence(sentence) {
        const text = textOf(sentence)
        if (source && text !== undefined) toggle(wholeOf(text), source)
      },
      openChooser(of) {
        const text = textOf(of)
        if (text === undefined || !isChoosable(text)) return
        chooser = { ...createWordChooser(text, phrases), of }
        update({ chooser: chooser.view() })
      },
      chooseWord({ index }) {
        if (!chooser) return
        chooser.tap(index)
        update({ chooser: chooser.view() })
      },
      toggleWords() {
        const excerpt = chooser?.excerpt()
        if (source && chooser && excerpt) toggle(excerpt, source, listAt(chooser.of))
      },
      closeChooser() {
        if (chooser) update(listAt(chooser.of))
      },
      copyParagraph({ paragraph }) {
        const text = source?.copied(paragraph, messagesFor(services.language))
        if (text) copy(text)
      },
    },
  }
}

/** What a model wrote, at the service. */
export function answerSource(text: AnswerText, question: string): SentenceSource {
  return {
    paragraphs: sentencesIn(text),
    question,
    origin: 'answer',
    copied(paragraph, messages) {
      const part = partAt(text, paragraph)
      return part && copiedPart(part, messages)
    },
  }
}
