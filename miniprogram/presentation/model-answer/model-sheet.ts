// The question and its model answer, once that has been fetched → a sheet over the page.
import { toAppError } from '../../core/errors'
import type { AskedQuestion } from '../../core/questions/question'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import type { Sentence } from '../../i18n/messages'
import { sentenceForError } from '../../i18n/sentences'
import type { Patch } from '../patch'
import type { Reader } from '../reading/reader'
import type { SentenceSource } from '../reading/sentence-sheet'
import { sentencesOf } from '../reading/sentences'
import { createAloud, type Aloud } from '../voice/aloud'
import type { VoiceServices } from '../voice/question-voice'
import { linesOfParagraphs } from '../voice/spoken-lines'

export type ModelSheetServices = VoiceServices & Pick<Services, 'modelAnswers' | 'copy'>

export interface ModelSheetView {
  readonly question: string
  /** Empty while it is on its way, or if it cannot be fetched. */
  readonly paragraphs: readonly string[]
  /** Why it cannot be shown. */
  readonly problem: Sentence | null
}

/** Acts of show-model.wxml and model-sheet.wxml. */
export interface ModelSheet {
  /** Also tries again. */
  openModel(): void
  closeModel(): void
  copyModel(): void
  /** Opens the sheet of its sentences, scrolled to that paragraph. */
  openModelSentences(data: Pick<ActData, 'paragraph'>): void
  /** Reads it aloud, pauses or goes on. */
  readModel(): void
  stopModel(): void
}

/** What the page tells it of the student's finger. */
export type ModelScroll = Pick<Aloud, 'touched' | 'scrolled'>

/** `show` gets patches for `model`, which is null while closed. */
export function createModelSheet(
  services: ModelSheetServices,
  question: () => AskedQuestion | null,
  show: (patch: Patch) => void,
  openSentences: Reader['openSentences'],
): { readonly acts: ModelSheet; readonly scroll: ModelScroll } {
  const aloud = createAloud(services, { name: 'modelAloud', show })
  let open: ModelSheetView | null = null

  function update(view: ModelSheetView | null): void {
    open = view
    show({ model: view })
    const paragraphs = view ? view.paragraphs : []
    aloud.present({ text: view, lines: linesOfParagraphs(paragraphs), isWhole: true, hasSound: false })
  }

  async function fetch(id: string, waiting: ModelSheetView): Promise<void> {
    const result = await services.modelAnswers.of(id).then(
      (answer) => ({ paragraphs: answer.split('\n\n'), problem: null }),
      (failure: unknown) => {
        const error = toAppError(failure, 'package-unavailable')
        return { paragraphs: [], problem: sentenceForError(messagesFor(services.language), error) }
      },
    )
    // closed, or asked for again
    if (open === waiting) update({ ...waiting, ...result })
  }

  return {
    scroll: aloud,
    acts: {
      openModel() {
        const asked = question()
        if (!asked) return
        const waiting: ModelSheetView = { question: asked.text, paragraphs: [], problem: null }
        update(waiting)
        void fetch(asked.id, waiting)
      },
      closeModel: () => update(null),
      copyModel() {
        if (open) services.copy(open.paragraphs.join('\n\n'))
      },
      readModel: aloud.toggle,
      stopModel: aloud.stop,
      openModelSentences({ paragraph }) {
        if (open) openSentences(modelSource(open), paragraph)
      },
    },
  }
}

function modelSource({ question, paragraphs }: ModelSheetView): SentenceSource {
  return {
    paragraphs: paragraphs.map((text, paragraph) => ({ paragraph, sentences: sentencesOf(text) })),
    question,
    origin: 'model-answer',
    copied: (paragraph) => paragraphs[paragraph] ?? null,
  }
}
