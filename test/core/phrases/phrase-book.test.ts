import { AppError } from '../../../miniprogram/core/errors'
import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { wholeOf } from '../../../miniprogram/core/phrases/words'
import { createPhone } from '../attempts/phone'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

function open(phone = createPhone()) {
  const { store } = phone.launch()
  const clock = { atMs: 1_000 }
  const book = createPhraseBook(store, { nowMs: () => (clock.atMs += 1) })
  return { phone, store, clock, book }
}

const whole = (text: string, question = '') => ({ ...wholeOf(text), question, origin: 'answer' as const })
const fond = {
  before: 'I’m ',
  text: 'fond of',
  after: ' tea.',
  question: 'Why?',
  origin: 'model-answer',
} as const
const texts = (phrases: readonly { text: string }[]) => phrases.map(({ text }) => text)

test('lists phrases newest first with their question, each once, across launches', () => {
  const { phone, book } = open()
  book.save(whole('One.', 'Why?'))
  book.save(whole('Two.'))
  book.save(whole('One.', 'Again?'))
  expect(book.list()).toEqual([
    { ...whole('Two.'), savedAtMs: 1_002, memory: null },
    { ...whole('One.', 'Why?'), savedAtMs: 1_001, memory: null },
  ])
  expect(open(phone).book.list()).toEqual(book.list())
  expect([book.has(wholeOf('One.')), book.has(wholeOf('one.'))]).toEqual([true, false])
  book.remove(wholeOf('One.'))
  const before = book.list()
  book.remove(wholeOf('not there'))
  expect(book.list()).toBe(before)
  expect(open(phone).book.list()).toHaveLength(1)
})

test('the same words of another sentence, or of another place in it, are another phrase', () => {
  const { phone, book } = open()
  book.save(fond)
  book.save({ ...fond, after: ' coffee.' })
  book.save({ ...fond, before: 'I’m fond of tea, ', after: '.' })
  book.save(whole('fond of'))
  expect(book.list()).toHaveLength(4)
  expect(open(phone).book.list()[3]).toEqual({ ...fond, savedAtMs: 1_001, memory: null })
  book.remove({ ...fond, after: ' coffee.' })
  expect(book.has(fond)).toBe(true)
  expect(book.has({ ...fond, after: ' coffee.' })).toBe(false)
})

test('reads what earlier versions stored, as whole sentences of answers', () => {
  const { store, book } = open()
  store.set('phrases', [{ text: 'One.', question: 'Why?', savedAtMs: 7 }])
  expect(book.list()).toEqual([{ ...whole('One.', 'Why?'), savedAtMs: 7, memory: null }])
})

test('when full, rejects a phrase and keeps the others', () => {
  const { book } = open()
  for (let place = 0; place < 500; place += 1) book.save(whole(`${place}`))
  const saveOneMore = () => book.save(whole('one more'))
  expect(saveOneMore).toThrow(AppError)
  expect(saveOneMore).toThrow('storage-full: phrase book')
  expect(book.list()).toHaveLength(500)
  book.remove(wholeOf('0'))
  book.save(whole('one more'))
  expect(book.has(wholeOf('one more'))).toBe(true)
})

test('a full book of long sentences, each recalled, fits into one key', () => {
  const { phone, book } = open()
  for (let place = 0; place < 500; place += 1) {
    // in Chinese, three bytes a character
    const phrase = { before: `${place}`, text: 'x'.repeat(40), after: '长'.repeat(400), origin: 'answer' as const, question: '问'.repeat(60) } // prettier-ignore
    book.save(phrase)
    book.grade(phrase, 'good')
  }
  expect(Buffer.byteLength(phone.stored.get('phrases') ?? '')).toBeLessThan(1024 * 1024)
})

test('with storage full, saves nothing, grades nothing and loses nothing', () => {
  const { phone, book } = open()
  book.save(whole('One.'))
  phone.storageLimit = 0
  expect(() => book.save(whole('Two.'))).toThrow(AppError)
  expect(() => book.grade(wholeOf('One.'), 'good')).toThrow(AppError)
  expect(book.list()).toMatchObject([{ text: 'One.', memory: null }])
})

test('what was removed comes back to its place, with what is known of it', () => {
  const { phone, book } = open()
  for (const text of ['One.', 'Two.', 'Three.']) book.save(whole(text))
  book.grade(wholeOf('Two.'), 'again')
  const before = book.list()
  for (const phrase of before) {
    book.remove(phrase)
    book.restore(phrase)
    book.restore(phrase)
    expect(open(phone).book.list()).toEqual(before)
  }
})

test('a phrase is due when it is saved, then as its memory says, half a day early', () => {
  const { clock, book } = open()
  book.save(whole('One.'))
  book.save(whole('Two.'))
  expect(texts(book.due(clock.atMs))).toEqual(['One.', 'Two.'])
  const gradedAtMs = clock.atMs
  book.grade(wholeOf('One.'), 'good')
  book.grade(wholeOf('Two.'), 'again')
  expect(book.dueCount(clock.atMs)).toBe(0)
  expect(texts(book.later(clock.atMs))).toEqual(['Two.', 'One.'])
  expect(texts(book.due(gradedAtMs + 12 * hourMs))).toEqual([])
  expect(texts(book.due(gradedAtMs + 13 * hourMs))).toEqual(['Two.'])
  expect(texts(book.due(gradedAtMs + 2 * dayMs))).toEqual(['Two.', 'One.'])
  expect(book.dueCount(gradedAtMs + 2 * dayMs)).toBe(2)
})

test('a new phrase is due even if the clock has been turned back', () => {
  const { book } = open()
  book.save(whole('One.'))
  expect(book.dueCount(0)).toBe(1)
})

test('a grade can be taken back', () => {
  const { phone, book } = open()
  book.save(fond)
  book.grade(fond, 'good')
  const [graded] = book.list()
  book.grade(fond, 'again')
  expect(book.list()[0]?.memory).not.toEqual(graded?.memory)
  book.setMemory(fond, graded?.memory ?? null)
  expect(open(phone).book.list()).toEqual([graded])
  book.setMemory(fond, null)
  expect(book.list()).toMatchObject([{ memory: null }])
  book.grade(wholeOf('not there'), 'good')
  expect(book.list()).toHaveLength(1)
})

test.each([undefined, 'text', { text: 'One.' }, [null, 1, {}, { text: '', savedAtMs: 1 }, { text: 'x' }]])(
  '%j in storage gives an empty book',
  (stored) => {
    const { store } = open()
    store.set('phrases', stored ?? null)
    expect(createPhraseBook(store, { nowMs: () => 0 }).list()).toEqual([])
  },
)

test('what cannot be read of a phrase is as in a new one', () => {
  const { store, book } = open()
  const odd = { before: 1, after: {}, question: 7, origin: 'me', memory: { stability: -1 } }
  store.set('phrases', [{ text: 'One.', savedAtMs: 1, ...odd }, null])
  expect(book.list()).toEqual([{ ...whole('One.'), savedAtMs: 1, memory: null }])
})
