import { AppError } from '../../../miniprogram/core/errors'
import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { createPhone } from '../attempts/phone'

function open(phone = createPhone()) {
  const { store } = phone.launch()
  let nowMs = 1_000
  return { phone, store, book: createPhraseBook(store, { nowMs: () => (nowMs += 1) }) }
}

test('lists phrases newest first with their question, each once, across launches', () => {
  const { phone, book } = open()
  book.save('One.', 'Why?')
  book.save('Two.', '')
  book.save('One.', 'Again?')
  expect(book.list()).toEqual([
    { text: 'Two.', question: '', savedAtMs: 1_002 },
    { text: 'One.', question: 'Why?', savedAtMs: 1_001 },
  ])
  expect(open(phone).book.list()).toEqual(book.list())
  expect([book.has('One.'), book.has('one.')]).toEqual([true, false])
  book.remove('One.')
  const before = book.list()
  book.remove('not there')
  expect(book.list()).toBe(before)
  expect(open(phone).book.list()).toHaveLength(1)
})

test('when full, rejects a phrase and keeps the others', () => {
  const { book } = open()
  for (let place = 0; place < 500; place += 1) book.save(`${place}`, '')
  const saveOneMore = () => book.save('one more', '')
  expect(saveOneMore).toThrow(AppError)
  expect(saveOneMore).toThrow('storage-full: phrase book')
  expect(book.list()).toHaveLength(500)
  book.remove('0')
  book.save('one more', '')
  expect(book.has('one more')).toBe(true)
})

test('with storage full, saves nothing and loses nothing', () => {
  const { phone, book } = open()
  book.save('One.', '')
  phone.storageLimit = 0
  expect(() => book.save('Two.', '')).toThrow(AppError)
  expect(book.list().map(({ text }) => text)).toEqual(['One.'])
})

test.each([undefined, 'text', { text: 'One.' }, [null, 1, {}, { text: '', savedAtMs: 1 }, { text: 'x' }]])(
  '%j in storage gives an empty book',
  (stored) => {
    const { store } = open()
    store.set('phrases', stored ?? null)
    expect(createPhraseBook(store, { nowMs: () => 0 }).list()).toEqual([])
  },
)

test('a phrase with an unreadable question has no question', () => {
  const { store } = open()
  store.set('phrases', [{ text: 'One.', question: 7, savedAtMs: 1 }, null])
  expect(createPhraseBook(store, { nowMs: () => 0 }).list()).toEqual([
    { text: 'One.', question: '', savedAtMs: 1 },
  ])
})
