import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import {
  areTogether,
  excerptOf,
  isWhole,
  piecesOf,
  sentenceOf,
  wordsOf,
} from '../../../miniprogram/core/phrases/words'

const wordsIn = (sentence: string) => wordsOf(sentence).map(({ start, end }) => sentence.slice(start, end))

function chosen(sentence: string, first: string, last: string) {
  const words = wordsOf(sentence)
  const find = (text: string) => words.find(({ start, end }) => sentence.slice(start, end) === text)
  const [one, other] = [find(first), find(last)]
  if (!one || !other) throw new Error(`${first}, ${last} in ${wordsIn(sentence).join(' ')}`)
  return excerptOf(sentence, one, other)
}

test.each([
  ['I’m over the moon, honestly.', ['I’m', 'over', 'the', 'moon', 'honestly']],
  [
    '“It’s a well-known, ‘old’ (but nice) place!”',
    ['It’s', 'a', 'well-known', 'old', 'but', 'nice', 'place'],
  ],
  ["The students' union—not the dogs’ home – is 'theirs'.", ['The', 'students', 'union', 'not', 'the', 'dogs', 'home', 'is', 'theirs']], // prettier-ignore
  ['The students’ union', ['The', 'students’', 'union']],
  ['At 9 a.m. on 5th Ave.', ['At', '9', 'a.m.', 'on', '5th', 'Ave']],
  ['It costs $3.50, i.e. 20% more (C++).', ['It', 'costs', '$3.50', 'i.e.', '20%', 'more', 'C++']],
  ['1990–2000', ['1990', '2000']],
  ['“over the moon”表示非常高兴，like this。', ['over', 'the', 'moon', 'like', 'this']],
  ['我很喜欢。', []],
  ['… — 😀 !', []],
  ['cafe\u0301 Zo\u00eb', ['cafe\u0301', 'Zo\u00eb']],
  ['', []],
])('the words of %j', (sentence, words) => {
  expect(wordsIn(sentence)).toEqual(words)
})

test('pieces are the sentence without its spaces', () => {
  const sentence = 'So — “over the moon”表示非常高兴, 😀 ok?'
  const shown = piecesOf(sentence).map(({ text, word }) => (word ? `[${text}]` : text))
  expect(shown.join('')).toBe('[So]—[“over][the][moon”]表示非常高兴,😀[ok?]')
})

test('an excerpt has its punctuation inside and that at its ends outside', () => {
  const sentence = '“Well, I’m over the moon,” she said.'
  const excerpt = { before: '“', text: 'Well, I’m over the moon', after: ',” she said.' }
  expect(chosen(sentence, 'Well', 'moon')).toEqual(excerpt)
  expect(chosen(sentence, 'moon', 'Well')).toEqual(excerpt)
  expect(chosen(sentence, 'over', 'over')).toMatchObject({ text: 'over' })
})

test('one that leaves no word out is the sentence', () => {
  expect(chosen('(I like it.)', 'I', 'it')).toEqual({ before: '', text: '(I like it.)', after: '' })
  expect(isWhole(chosen('I like it 很。', 'I', 'it'))).toBe(false)
})

test('words on both sides of Chinese text are not chosen together', () => {
  const sentence = 'Say “over the moon”，not very happy 表示 so'
  const words = wordsOf(sentence)
  const [say, , , moon, not] = words
  const so = words[words.length - 1]
  if (!say || !moon || !not || !so) throw new Error('words')
  expect(areTogether(sentence, say, not)).toBe(true)
  expect(areTogether(sentence, not, moon)).toBe(true)
  expect(areTogether(sentence, not, so)).toBe(false)
})

test('whatever the sentence, nothing of it is lost', () => {
  const sentences = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.string({ unit: fc.constantFrom(...'aZ9 \u3000.,’\'"-—–我。，😀\u0301\n$%()') }),
  )
  fc.assert(
    fc.property(sentences, fc.nat(), fc.nat(), (sentence, from, to) => {
      expect(piecesOf(sentence).map(({ text }) => text).join('')).toBe(sentence.replace(/\s+/g, '')) // prettier-ignore
      const words = wordsOf(sentence)
      const [one, other] = [words[from % words.length], words[to % words.length]]
      if (!one || !other) return
      const excerpt = excerptOf(sentence, one, other)
      expect(sentenceOf(excerpt)).toBe(sentence)
      expect(excerpt.text.trim()).not.toBe('')
    }),
    { numRuns: 200 },
  )
})

test('a hundred thousand characters are read at once', () => {
  expect(wordsOf('a.'.repeat(50_000))).toHaveLength(1)
  expect(wordsOf('.'.repeat(100_000))).toHaveLength(0)
  expect(wordsOf('a '.repeat(50_000))).toHaveLength(50_000)
})
