import { nextQuestion, questions } from '../../../miniprogram/core/questions/bank'

test('has a dozen questions over four topics, each id once', () => {
  expect(questions).toHaveLength(12)
  expect(new Set(questions.map(({ id }) => id)).size).toBe(12)
  expect(new Set(questions.map(({ topic }) => topic.en)).size).toBe(4)
})

test('every question is English, its gloss and topic Chinese too', () => {
  for (const { topic, text, gloss } of questions) {
    expect(`${topic.en} ${text}`).toMatch(/^[\x20-\x7e]+\?$/)
    expect(topic.zh).toMatch(/[\u4e00-\u9fff]/)
    expect(gloss).toMatch(/[\u4e00-\u9fff].*？$/)
  }
})

test('goes through all of them, round and round, never twice the same topic running', () => {
  const seen = new Set<string>()
  let question = nextQuestion()
  for (let count = 0; count < questions.length; count += 1) {
    seen.add(question.id)
    const next = nextQuestion(question)
    expect(next.topic).not.toEqual(question.topic)
    question = next
  }
  expect(seen.size).toBe(questions.length)
  expect(question).toBe(nextQuestion())
})

test('begins again after a question that is not in the bank', () => {
  expect(nextQuestion({ id: 'gone', topic: { en: '', zh: '' }, text: '', gloss: '' })).toBe(nextQuestion())
})
