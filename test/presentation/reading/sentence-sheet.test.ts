import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { createPhrasesPresenter, type PhraseRow } from '../../../miniprogram/pages/phrases/phrases-presenter'
import { wholeOf } from '../../../miniprogram/core/phrases/words'
import type { Navigation } from '../../../miniprogram/core/ports'
import {
  answerSource,
  createSentenceSheet,
  type SheetView,
} from '../../../miniprogram/presentation/reading/sentence-sheet'
import type { ChooserView } from '../../../miniprogram/presentation/reading/word-chooser'
import { createPhone } from '../../core/attempts/phone'
import { applyPatch } from '../../pages/apply-patch'
import { createFakeDialogs } from '../../pages/attempt-services'
import { createFakeAppearance, withAppearance } from '../../pages/fake-appearance'

function open(text = { finished: ['**One.** Two!', '- three\n- four'], growing: '' }, at = 0) {
  const phone = createPhone()
  const copied: string[] = []
  const dialogs = createFakeDialogs()
  let nowMs = 1_000
  const phrases = createPhraseBook(phone.launch().store, { nowMs: () => nowMs++ })
  const opened: string[] = []
  const services = withAppearance(createFakeAppearance('en'), {
    ...{ phrases, dialogs, nowMs: () => 1_000 },
    copy: (text: string) => void copied.push(text),
    navigation: { openPage: (page: string) => void opened.push(page) } as unknown as Navigation,
  })
  const data: Record<string, unknown> = {}
  const { open: openOn, acts } = createSentenceSheet(services, (patch) => applyPatch(data, patch))
  openOn(answerSource(text, 'Why?'), at)
  const shown = () => data.sheet as SheetView
  const chooser = () => shown().chooser as ChooserView
  return { ...{ phone, copied, dialogs, phrases, services, data, openOn, acts, shown, chooser }, opened }
}

/** Opens the chooser on one sentence. */
function choose(sentence: string) {
  const world = open({ finished: [sentence], growing: '' })
  world.acts.openChooser({ paragraph: 0, index: 0 })
  const tap = (word: string) => {
    const index = world.chooser().pieces.findIndex(({ text }) => text.includes(word))
    world.acts.chooseWord({ index })
  }
  return { ...world, tap }
}

test('shows the sentences of every paragraph without marks, scrolled to the tapped one', () => {
  const { acts, shown, data } = open(undefined, 1)
  expect(shown().into).toBe('paragraph-1')
  expect(shown().groups.map(({ sentences }) => sentences.map(({ text }) => text))).toEqual([
    ['One.', 'Two!'],
    ['three', 'four'],
  ])
  acts.closeSheet()
  expect(data.sheet).toBeNull()
})

test('does not offer the question that the answer repeats', () => {
  const { shown } = open({
    finished: ['Question: Do you like it?', '**题目：**你喜欢吗？', 'Question: easy.\nYes.'],
    growing: 'Yes, I do.',
  })
  expect(shown().groups.map(({ paragraph }) => paragraph)).toEqual([2, 3])
})

test('offers and copies text without the labels of roles, and does not offer the transcript', () => {
  const { acts, shown, copied } = open({
    finished: ['You said: I like tea', 'Better: I do like tea.', 'Note: one'],
    growing: '',
  })
  expect(shown().groups.map(({ paragraph, sentences }) => [paragraph, sentences[0]?.text])).toEqual([
    [1, 'I do like tea.'],
    [2, 'one'],
  ])
  acts.copyParagraph({ paragraph: 1 })
  acts.copyParagraph({ paragraph: 0 })
  expect(copied).toEqual(['I do like tea.\n(AI-generated)', 'I like tea'])
})

test('a tap saves a sentence, another removes it; the phrase book page shows it', () => {
  const { acts, shown, phrases, services, copied, opened } = open()
  acts.toggleSentence({ paragraph: 0, index: 1 })
  acts.toggleSentence({ paragraph: 1, index: 0 })
  acts.toggleSentence({ paragraph: 1, index: 0 })
  expect(shown().groups[0]?.sentences[1]?.isSaved).toBe(true)
  expect(shown().groups[1]?.sentences[0]?.isSaved).toBe(false)
  const saved = { ...wholeOf('Two!'), question: 'Why?', origin: 'answer', savedAtMs: 1_000, memory: null }
  expect(phrases.list()).toEqual([saved])

  const page: Record<string, unknown> = {}
  const presenter = createPhrasesPresenter(services, (patch) => applyPatch(page, patch))
  presenter.shown()
  const id = '1000 Two!'
  const row = { id, ...wholeOf('Two!'), question: 'Why?', isGenerated: true, day: 'Today' }
  expect(page).toMatchObject({ rows: [row], review: '1 to review', isRemoved: false })
  presenter.acts.copy({ id })
  presenter.acts.copy({ id: 'not there' })
  expect(copied).toEqual(['Two!\n(AI-generated)'])
  presenter.acts.review()
  expect(opened).toEqual(['review'])

  presenter.acts.remove({ id })
  presenter.acts.remove({ id })
  expect(page).toMatchObject({ rows: [], isRemoved: true })
  presenter.acts.bringBack()
  presenter.acts.bringBack()
  expect(page).toMatchObject({ rows: [row], isRemoved: false })
  presenter.acts.remove({ id })
  presenter.hidden()
  presenter.acts.bringBack()
  expect(page).toMatchObject({ rows: [], isRemoved: false })
})

test('a phrase that cannot be removed stays, and the page says so', () => {
  const { phone, acts, services, dialogs } = open()
  acts.toggleSentence({ paragraph: 0, index: 0 })
  acts.toggleSentence({ paragraph: 0, index: 1 })
  const page: Record<string, unknown> = {}
  const presenter = createPhrasesPresenter(services, (patch) => applyPatch(page, patch))
  // storage that refuses even what is shorter
  const launch = phone.launch(0)
  const refused = createPhrasesPresenter(
    { ...services, language: 'en', phrases: createPhraseBook(launch.store, { nowMs: () => 1 }) },
    (patch) => applyPatch(page, patch),
  )
  refused.acts.remove({ id: '1001 Two!' })
  expect(dialogs.asked.map(({ title }) => title)).toEqual(['Not everything was deleted'])
  expect((page.rows as PhraseRow[]).map(({ text }) => text)).toEqual(['Two!', 'One.'])
  expect(page.isRemoved).toBe(false)
  presenter.close()
})

test('some words are saved with their sentence: the first and the last, in either order', () => {
  const { acts, tap, chooser, shown, phrases } = choose('“Well, I’m over the moon,” she said.')
  expect(chooser()).toMatchObject({ chosen: '', isSaved: false })
  tap('moon')
  expect(chooser().chosen).toBe('moon')
  tap('over')
  expect(chooser().chosen).toBe('over the moon')
  expect(chooser().pieces.filter(({ isChosen }) => isChosen).map(({ text }) => text)).toEqual(['over', 'the', 'moon,”']) // prettier-ignore
  acts.toggleWords()
  expect(shown()).toMatchObject({ chooser: null, into: 'sentence-0-0' })
  const excerpt = { before: '“Well, I’m ', text: 'over the moon', after: ',” she said.' }
  expect(phrases.list()).toMatchObject([{ ...excerpt, question: 'Why?', origin: 'answer' }])
  expect(shown().groups[0]?.sentences[0]).toMatchObject({
    isSaved: false,
    marks: [
      { text: excerpt.before, isSaved: false },
      { text: excerpt.text, isSaved: true },
      { text: excerpt.after, isSaved: false },
    ],
  })
})

test('a third tap begins anew, and so does one beyond Chinese text', () => {
  const { tap, chooser } = choose('over the moon 表示 very happy')
  for (const word of ['over', 'moon', 'the']) tap(word)
  expect(chooser().chosen).toBe('the')
  tap('very')
  expect(chooser().chosen).toBe('very')
  tap('表示')
  expect(chooser().chosen).toBe('very')
})

test('all of its words are the sentence', () => {
  const { acts, tap, shown } = choose('(I like tea.)')
  tap('I')
  tap('tea')
  acts.toggleWords()
  expect(shown().groups[0]?.sentences[0]).toMatchObject({ isSaved: true, marks: [{ isSaved: false }] })
})

test('words that are saved are marked, and the same choice removes them', () => {
  const { acts, tap, chooser, phrases } = choose('I like tea and I like it.')
  const again = () => acts.openChooser({ paragraph: 0, index: 0 })
  for (const words of [
    ['like', 'tea'],
    ['tea', 'and'],
  ]) {
    words.forEach(tap)
    acts.toggleWords()
    again()
  }
  expect(chooser().pieces.map(({ isSaved }) => isSaved)).toEqual([false, true, true, true, false, false, false]) // prettier-ignore
  tap('tea')
  expect(chooser().isSaved).toBe(false)
  tap('and')
  expect(chooser().isSaved).toBe(true)
  acts.toggleWords()
  expect(phrases.list().map(({ text }) => text)).toEqual(['like tea'])
})

test('without a choice nothing is saved, and the way back is to the sentence', () => {
  const { acts, shown, phrases, data } = choose('I like tea.')
  acts.toggleWords()
  expect(shown().chooser).not.toBeNull()
  acts.closeChooser()
  expect(shown()).toMatchObject({ chooser: null, into: 'sentence-0-0' })
  acts.openChooser({ paragraph: 0, index: 0 })
  acts.closeSheet()
  for (const late of [() => acts.chooseWord({ index: 0 }), acts.closeChooser, acts.toggleWords]) late()
  acts.toggleSentence({ paragraph: 0, index: 0 })
  acts.copyParagraph({ paragraph: 0 })
  expect(data.sheet).toBeNull()
  expect(phrases.list()).toEqual([])
})

test.each(['Tea.', '我很喜欢喝茶。', 'a '.repeat(121), `a ${'b'.repeat(2_000)}`, '… —'])(
  'there are no words to choose in %j',
  (sentence) => {
    const { acts, shown } = choose(sentence)
    expect(shown().chooser).toBeNull()
    expect(shown().groups[0]?.sentences[0]?.isChoosable).toBe(false)
    acts.openChooser({ paragraph: 4, index: 4 })
    expect(shown().chooser).toBeNull()
  },
)

test('copies a paragraph without marks, labelled as a model’s', () => {
  const { acts, copied } = open()
  acts.copyParagraph({ paragraph: 0 })
  acts.copyParagraph({ paragraph: 1 })
  acts.copyParagraph({ paragraph: 9 })
  expect(copied).toEqual(['One. Two!\n(AI-generated)', '• three\n• four\n(AI-generated)'])
})

test('full storage: a dialog says so, the star stays empty and the words stay chosen', () => {
  const { phone, acts, tap, shown, chooser, dialogs } = choose('I like tea.')
  phone.storageLimit = 0
  tap('tea')
  acts.toggleWords()
  expect(chooser().chosen).toBe('tea')
  acts.closeChooser()
  acts.toggleSentence({ paragraph: 0, index: 0 })
  expect(dialogs.asked.map(({ title }) => title)).toEqual(Array(2).fill('The phrase book is full'))
  expect(shown().groups[0]?.sentences[0]).toMatchObject({ isSaved: false, marks: [{ isSaved: false }] })
})

test('without a sentence the sheet does not open', () => {
  const { data } = open({ finished: ['You said: tea'], growing: '' })
  expect(data.sheet).toBeUndefined()
})
