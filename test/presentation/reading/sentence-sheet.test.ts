import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { createPhrasesPresenter, type PhraseRow } from '../../../miniprogram/pages/phrases/phrases-presenter'
import {
  createSentenceSheet,
  type SheetGroup,
} from '../../../miniprogram/presentation/reading/sentence-sheet'
import { createPhone } from '../../core/attempts/phone'
import { applyPatch } from '../../pages/apply-patch'
import { createFakeDialogs } from '../../pages/attempt-services'
import { createFakeAppearance, withAppearance } from '../../pages/fake-appearance'

function open(text = { finished: ['**One.** Two!', '- three\n- four'], growing: '' }) {
  const phone = createPhone()
  const copied: string[] = []
  const dialogs = createFakeDialogs()
  const phrases = createPhraseBook(phone.launch().store, { nowMs: () => 1_000 })
  const services = withAppearance(createFakeAppearance('en'), {
    ...{ phrases, dialogs, nowMs: () => 1_000 },
    copy: (text: string) => void copied.push(text),
  })
  const data: Record<string, unknown> = {}
  const sheet = createSentenceSheet(
    services,
    () => text,
    () => 'Why?',
    (patch) => applyPatch(data, patch),
  )
  const shown = () => data.sheet as { groups: SheetGroup[]; into: string }
  return { phone, copied, dialogs, phrases, services, data, sheet, shown }
}

test('shows the sentences of every paragraph without marks, scrolled to the tapped one', () => {
  const { sheet, shown, data } = open()
  sheet.openSheet({ paragraph: 1 })
  expect(shown().into).toBe('paragraph-1')
  expect(shown().groups.map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
    ['One.', 'Two!'],
    ['three', 'four'],
  ])
  sheet.closeSheet()
  expect(data.sheet).toBeNull()
})

test('does not offer the question that the answer repeats', () => {
  const { sheet, shown } = open({
    finished: ['Question: Do you like it?', '**题目：**你喜欢吗？', 'Question: easy.\nYes.'],
    growing: 'Yes, I do.',
  })
  sheet.openSheet({ paragraph: 3 })
  expect(shown().groups.map(({ paragraph }) => paragraph)).toEqual([2, 3])
})

test('offers and copies text without the labels of roles, and does not offer the transcript', () => {
  const { sheet, shown, copied } = open({
    finished: ['You said: I like tea', 'Better: I do like tea.', 'Note: one'],
    growing: '',
  })
  sheet.openSheet({ paragraph: 1 })
  expect(shown().groups.map(({ paragraph, sentences }) => [paragraph, sentences[0]?.text])).toEqual([
    [1, 'I do like tea.'],
    [2, 'one'],
  ])
  sheet.copyParagraph({ paragraph: 1 })
  sheet.copyParagraph({ paragraph: 0 })
  expect(copied).toEqual(['I do like tea.\n(AI-generated)', 'I like tea'])
})

test('a tap saves a sentence, another removes it; the phrase book page shows it', () => {
  const { sheet, shown, phrases, services, copied } = open()
  sheet.openSheet({ paragraph: 0 })
  sheet.toggleSentence({ paragraph: 0, index: 1 })
  sheet.toggleSentence({ paragraph: 1, index: 0 })
  sheet.toggleSentence({ paragraph: 1, index: 0 })
  expect(shown().groups[0]?.sentences[1]?.isSaved).toBe(true)
  expect(shown().groups[1]?.sentences[0]?.isSaved).toBe(false)
  expect(phrases.list()).toEqual([{ text: 'Two!', question: 'Why?', savedAtMs: 1_000 }])

  const page: Record<string, unknown> = {}
  const presenter = createPhrasesPresenter(services, (patch) => applyPatch(page, patch))
  presenter.shown()
  expect(page.rows as PhraseRow[]).toEqual([{ text: 'Two!', question: 'Why?', day: 'Today' }])
  presenter.acts.copy({ index: 0 })
  presenter.acts.copy({ index: 7 })
  expect(copied).toEqual(['Two!\n(AI-generated)'])
  presenter.acts.remove({ index: 0 })
  expect(page.rows).toEqual([])
})

test('copies a paragraph without marks, labelled as a model’s', () => {
  const { sheet, copied } = open()
  sheet.copyParagraph({ paragraph: 0 })
  sheet.copyParagraph({ paragraph: 1 })
  sheet.copyParagraph({ paragraph: 9 })
  expect(copied).toEqual(['One. Two!\n(AI-generated)', '• three\n• four\n(AI-generated)'])
})

test('full storage: a dialog says so, and the star stays empty', () => {
  const { phone, sheet, shown, dialogs } = open()
  phone.storageLimit = 0
  sheet.openSheet({ paragraph: 0 })
  sheet.toggleSentence({ paragraph: 0, index: 0 })
  expect(dialogs.asked[0]?.title).toBe('The phrase book is full')
  expect(shown().groups[0]?.sentences[0]?.isSaved).toBe(false)
})
