import type { DockButton } from '../../../miniprogram/components/action-dock/action-dock'
import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { wholeOf, type Excerpt } from '../../../miniprogram/core/phrases/words'
import type { Navigation } from '../../../miniprogram/core/ports'
import { createReviewPresenter } from '../../../miniprogram/pages/review/review-presenter'
import type { ReviewView } from '../../../miniprogram/pages/review/review-view'
import { createPhone } from '../../core/attempts/phone'
import { applyPatch } from '../apply-patch'
import { createFakeDialogs } from '../attempt-services'
import { createFakeAppearance, withAppearance } from '../fake-appearance'

const dayMs = 86_400_000
const fond = { before: 'I’m ', text: 'fond of', after: ' tea.' }

function open(
  excerpts: readonly Excerpt[],
  phone = createPhone(),
  startMs = new Date(2026, 10, 30, 9).getTime(),
) {
  let nowMs = startMs
  const phrases = createPhraseBook(phone.launch().store, { nowMs: () => (nowMs += 1) })
  for (const excerpt of excerpts) phrases.save({ ...excerpt, question: 'Why?', origin: 'answer' })
  const dialogs = createFakeDialogs()
  const tabs: string[] = []
  const appearance = createFakeAppearance('en')
  const services = withAppearance(appearance, {
    ...{ phrases, dialogs, nowMs: () => nowMs },
    navigation: { openTab: (tab: string) => void tabs.push(tab) } as unknown as Navigation,
  })
  const data: Record<string, unknown> = {}
  const presenter = createReviewPresenter(services, (patch) => applyPatch(data, patch))
  presenter.shown()
  const page = data as unknown as ReviewView & Record<string, never>
  return {
    ...{ phone, phrases, dialogs, tabs, page, presenter, acts: presenter.acts, titles: appearance.titles },
    labels: () => (page.buttons as DockButton[]).map(({ label }) => label),
    card: () => {
      const { before, words, after } = (page as Extract<ReviewView, { screen: 'card' }>).card
      return `${before}[${words.map(({ text }) => text).join(' ')}]${after}`
    },
    wait: (ms: number) => (nowMs += ms),
    reopen: () => open([], phone, nowMs),
  }
}

const memories = ({ phrases }: Pick<ReturnType<typeof open>, 'phrases'>) =>
  phrases.list().map(({ memory }) => memory && memory.stability < 1)

test('a card leaves the saved words out, and shows them on a tap', () => {
  const { page, acts, card, labels, titles } = open([fond])
  expect(titles).toEqual(['Review'])
  expect(card()).toBe('I’m [fond of] tea.')
  const task = 'Say the whole sentence, with the missing words'
  expect(page).toMatchObject({
    screen: 'card',
    canUndo: false,
    card: {
      place: '1 / 1',
      question: 'Why?',
      task,
      spoken: 'I’m  (missing words)  tea.',
      isRevealed: false,
      isGenerated: true,
    },
  })
  expect(labels()).toEqual(['Show it'])
  // nothing to grade yet
  acts.recalled()
  expect(page.screen).toBe('card')
  acts.reveal()
  expect(page).toMatchObject({ card: { spoken: 'I’m fond of tea.', isRevealed: true } })
  expect(labels()).toEqual(['Not yet', 'Got it'])
})

test.each([
  ['I get up at six.', 'I get [up at six.]'],
  ['I like tea.', 'I [like tea.]'],
  ['Definitely!', 'D[efinitely!]'],
  ['我很喜欢。', '我[很喜欢。]'],
  ['😀', '😀[]'],
])('of the whole sentence %j the beginning is shown', (sentence, shown) => {
  expect(open([wholeOf(sentence)]).card()).toBe(shown)
})

test('each grade is stored at once: a kill in the middle loses none', () => {
  const world = open([wholeOf('I one two.'), wholeOf('I three four.'), fond])
  world.acts.reveal()
  world.acts.recalled()
  world.acts.reveal()
  world.acts.forgotten()
  expect(world.page).toMatchObject({ card: { place: '3 / 3' } })
  const relaunched = world.reopen()
  expect(memories(relaunched)).toEqual([null, true, false])
  expect(relaunched.page).toMatchObject({ card: { place: '1 / 1' } })
  expect(relaunched.card()).toBe('I’m [fond of] tea.')
})

test('what was not recalled comes once more, without another grade', () => {
  const { phone, page, acts, card, phrases } = open([fond, wholeOf('I like tea.')])
  acts.reveal()
  acts.forgotten()
  acts.reveal()
  acts.recalled()
  expect(page).toMatchObject({ card: { place: 'Once more' } })
  expect(card()).toBe('I’m [fond of] tea.')
  const graded = phone.stored.get('phrases')
  acts.reveal()
  acts.forgotten()
  acts.reveal()
  acts.recalled()
  expect(phone.stored.get('phrases')).toBe(graded)
  expect(phrases.list()).toHaveLength(2)
  expect(page).toMatchObject({
    screen: 'over',
    over: { title: 'All done for now', way: '1 of 2 recalled at once. The next one comes back today.' },
  })
})

test('the last grade can be taken back, once, also at the end and of a repeat', () => {
  const { page, acts, card, phrases, labels } = open([fond])
  const before = phrases.list()
  acts.undo()
  acts.reveal()
  acts.forgotten()
  expect(page).toMatchObject({ canUndo: true, card: { place: 'Once more', isRevealed: false } })
  acts.undo()
  expect(phrases.list()).toEqual(before)
  expect(page).toMatchObject({ canUndo: false, card: { place: '1 / 1', isRevealed: true } })
  expect(labels()).toEqual(['Not yet', 'Got it'])
  acts.forgotten()
  const graded = phrases.list()
  acts.reveal()
  acts.recalled()
  expect(page.screen).toBe('over')
  acts.undo()
  expect(phrases.list()).toEqual(graded)
  expect(card()).toBe('I’m [fond of] tea.')
  acts.recalled()
  expect(page.screen).toBe('over')
})

test('storage full: a dialog says so, and the card stays to be graded', () => {
  const { phone, page, acts, dialogs, phrases } = open([fond])
  phone.storageLimit = 0
  acts.reveal()
  acts.recalled()
  expect(dialogs.asked.map(({ title }) => title)).toEqual(['Couldn’t save this'])
  expect(page).toMatchObject({ canUndo: false, card: { isRevealed: true } })
  phone.storageLimit = Infinity
  acts.recalled()
  expect(page.screen).toBe('over')
  expect(phrases.dueCount(0)).toBe(0)
})

test('nothing due: says when the next one comes, and reviews ahead', () => {
  const world = open([fond, wholeOf('I like tea.')])
  for (const act of ['recalled', 'recalled'] as const) {
    world.acts.reveal()
    world.acts[act]()
  }
  const { page, acts, labels, card, tabs, presenter } = world.reopen()
  expect(page).toMatchObject({
    screen: 'over',
    canUndo: false,
    over: { title: 'Nothing to review now', way: 'The next one comes back tomorrow.' },
  })
  expect(labels()).toEqual(['Review ahead', 'Practise'])
  acts.goOn()
  expect(card()).toBe('I’m [fond of] tea.')
  acts.practise()
  expect(tabs).toEqual(['practice'])
  presenter.close()
})

test('a page left open shows what has become due meanwhile', () => {
  const { page, acts, labels, wait, presenter } = open([fond])
  acts.reveal()
  acts.recalled()
  wait(3 * dayMs)
  presenter.shown()
  expect(page).toMatchObject({ over: { way: '1 of 1 recalled at once.' } })
  expect(labels()).toEqual(['Practise', 'Review 1 more'])
  acts.goOn()
  expect(page).toMatchObject({ card: { place: '1 / 1' } })
})

test('an empty book says how to fill it', () => {
  const { page, labels } = open([])
  expect(page).toMatchObject({ screen: 'over', over: { title: 'No phrases yet' } })
  expect(labels()).toEqual(['Practise'])
})

test('a round has twenty cards', () => {
  const many = Array.from({ length: 25 }, (_, place) => wholeOf(`I say ${place}.`))
  const { page, acts, labels } = open(many)
  expect(page).toMatchObject({ card: { place: '1 / 20' } })
  for (let place = 0; place < 20; place += 1) {
    acts.reveal()
    acts.recalled()
  }
  expect(page).toMatchObject({ over: { way: '20 of 20 recalled at once.' } })
  expect(labels()).toEqual(['Practise', 'Review 5 more'])
})
