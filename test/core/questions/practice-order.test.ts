import fc from 'fast-check'
import { topics, type Question } from '../../../miniprogram/core/questions/bank'
import { nextQuestion, practiceOrder } from '../../../miniprogram/core/questions/practice-order'

const all = topics.flatMap(({ questions }) => questions)

test('starts with hometown, then the other topics that open Part 1', () => {
  const [first, ...others] = practiceOrder
  expect(first).toMatchObject({
    id: 'hometown-like-most',
    text: 'What do you like most about your hometown?',
  })
  expect(nextQuestion()).toBe(first)
  expect(others.slice(0, 3).map(({ topicId }) => topicId)).toEqual(['study', 'home', 'work'])
})

test('goes through all questions and wraps around, never twice in a row on one topic', () => {
  const seen = new Set<Question>()
  let question = nextQuestion()
  for (let count = 0; count < all.length; count += 1) {
    seen.add(question)
    const next = nextQuestion(question)
    expect(next.topicId).not.toBe(question.topicId)
    question = next
  }
  expect(seen.size).toBe(all.length)
  expect(question).toBe(nextQuestion())
})

test('starts again after a question that is not in the bank', () => {
  expect(nextQuestion({ id: 'gone' })).toBe(nextQuestion())
})

test('skips practised questions, and only those, until all have been practised', () => {
  const ids = all.map(({ id }) => id)
  fc.assert(
    fc.property(fc.option(fc.constantFrom(...ids)), fc.subarray(ids), (after, practised) => {
      const next = nextQuestion(after === null ? null : { id: after }, new Set(practised))
      expect(next.id).not.toBe(after)
      const isThrough = ids.every((id) => practised.includes(id) || id === after)
      expect(practised.includes(next.id)).toBe(isThrough)
    }),
  )
  const last = { id: practiceOrder.at(-1)?.id ?? '' }
  expect(nextQuestion(last, new Set(ids))).toBe(practiceOrder[0])
})
