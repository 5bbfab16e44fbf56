import { questionOf, topicOf, topics } from '../../../miniprogram/core/questions/bank'

const questions = topics.flatMap((topic) => topic.questions)
const families = [...new Set(topics.map(({ family }) => family))]
const chinese = /[\u4e00-\u9fff]/
const slug = /^[a-z]+(-[a-z]+)*$/

/** The kinds of question that Part 1 asks. */
const shapes = {
  liking: /\b(like|likes|enjoy|love|favourite|interesting)\b/i,
  reason: /\bwhy\b/i,
  frequency: /\bhow often\b/i,
  preference: /\b(prefer|rather|or)\b/i,
  'then and now': /\b(than|changed|used to|different from|still)\b/i,
  childhood: /\b(child|childhood|little|small|young|school|ten years old|first saw)\b/i,
  future: /\b(would you like|you would like|future|one day|some day|next|plan(ning)? to|in ten years)\b/i,
}

/** How similar two texts are: shared words over all words, 0 to 1. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const [first, second] = [new Set(one), new Set(other)]
  const common = [...first].filter((part) => second.has(part)).length
  return common / (first.size + second.size - common)
}

test('has at least thirty topics in families; those that open Part 1 come first', () => {
  expect(topics.length).toBeGreaterThanOrEqual(30)
  expect(topics.filter(({ family }) => family.isAlwaysOn).map(({ id }) => id)).toEqual([
    'hometown',
    'study',
    'home',
    'work',
  ])
  expect(families[0]?.isAlwaysOn).toBe(true)
  // the topics of a family are next to each other
  const order = topics.map(({ family }) => families.indexOf(family))
  expect(order).toEqual([...order].sort((one, other) => one - other))
})

test('ids are unique slugs; the id of a question starts with that of its topic', () => {
  const ids = [...topics, ...questions].map(({ id }) => id)
  expect([...ids, ...families.map(({ id }) => id)].filter((id) => !slug.test(id) || id.length > 48)).toEqual(
    [],
  )
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(families.map(({ id }) => id)).size).toBe(families.length)
  for (const { id, topicId } of questions) expect(id.startsWith(`${topicId}-`)).toBe(true)
})

test('the ids of the first bank are still in the bank', () => {
  const first = [
    ...['hometown-like-most', 'hometown-changed', 'hometown-visitors'],
    ...['study-work-or-student', 'study-why-subject', 'study-best-time'],
    ...['home-favourite-room', 'home-describe-view', 'home-future'],
    ...['free-time-weekend', 'free-time-new-hobby', 'free-time-alone'],
  ]
  expect(first.filter((id) => questionOf(id) === null)).toEqual([])
})

test('finds topics and questions by id, and nothing for other ids', () => {
  for (const topic of topics) expect(topicOf(topic.id)).toBe(topic)
  for (const question of questions) expect(questionOf(question.id)).toBe(question)
  for (const id of ['', 'gone', 'constructor', '__proto__']) {
    expect(topicOf(id)).toBeNull()
    expect(questionOf(id)).toBeNull()
  }
})

test.each(topics)('$id: four to six questions, in at least four shapes', ({ id, en, zh, questions: its }) => {
  expect(its.length).toBeGreaterThanOrEqual(4)
  expect(its.length).toBeLessThanOrEqual(6)
  for (const { topicId, topic } of its) expect({ topicId, ...topic }).toEqual({ topicId: id, en, zh })
  const found = Object.values(shapes).filter((shape) => its.some(({ text }) => shape.test(text)))
  expect(found.length).toBeGreaterThanOrEqual(4)
})

test.each(Object.entries(shapes))('at least 15 questions ask about %s', (_name, shape) => {
  expect(questions.filter(({ text }) => shape.test(text)).length).toBeGreaterThanOrEqual(15)
})

test('names are short, in both languages', () => {
  for (const { en, zh } of [...families, ...topics]) {
    expect(en).toMatch(/^[A-Z][A-Za-z, ]{2,23}$/)
    expect(zh).toMatch(/^[\u4e00-\u9fff]{2,6}$/)
  }
})

test.each(questions)('$text', ({ text, gloss }) => {
  // one or two plain questions; the second asks for a reason or a preference
  expect(text).toMatch(/^[A-Z][A-Za-zé’, -]+\?( (Why|Did you like it)\?)?$/)
  expect(text.length).toBeGreaterThanOrEqual(20)
  expect(text.length).toBeLessThanOrEqual(72)
  expect(text).not.toMatch(/ {2}/)
  expect(gloss).toMatch(/^[\u4e00-\u9fff，、？]+？$/)
  expect(gloss).toMatch(chinese)
  expect(gloss.length).toBeLessThanOrEqual(28)
})

test('no question appears twice, even in slightly different words', () => {
  const words = questions.map(({ text }) => text.toLowerCase().match(/[a-zé’]+/g) ?? [])
  const characters = questions.map(({ gloss }) => [...gloss.replace(/[，、？]/g, '')])
  const doubles = questions.flatMap(({ id }, place) =>
    questions
      .slice(0, place)
      .filter((_other, at) => {
        const [one, other] = [words[place] ?? [], words[at] ?? []]
        return likeness(one, other) > 0.75 || likeness(characters[place] ?? [], characters[at] ?? []) > 0.75
      })
      .map((other) => [id, other.id]),
  )
  expect(doubles).toEqual([])
})
