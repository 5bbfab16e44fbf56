// The model answers, reviewed by rules: what a person would say, at the length and level of Part 1, no two alike.
import { topics } from '../miniprogram/core/questions/bank'
import { modelAnswerOf } from '../miniprogram/model-answers/index'
import { dailyAnswers } from '../miniprogram/model-answers/daily'
import { leisureAnswers } from '../miniprogram/model-answers/leisure'
import { natureAnswers } from '../miniprogram/model-answers/nature'
import { peopleAnswers } from '../miniprogram/model-answers/people'
import { placesAnswers } from '../miniprogram/model-answers/places'
import { skillsAnswers } from '../miniprogram/model-answers/skills'
import { technologyAnswers } from '../miniprogram/model-answers/technology'
import { youAnswers } from '../miniprogram/model-answers/you'

const families = {
  you: youAnswers,
  daily: dailyAnswers,
  leisure: leisureAnswers,
  people: peopleAnswers,
  places: placesAnswers,
  nature: natureAnswers,
  technology: technologyAnswers,
  skills: skillsAnswers,
}

const entries = Object.values(families).flatMap((family) => Object.entries(family))
const answers = entries.map(([, answer]) => answer)

/** In lower case, without punctuation. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9’-]+/g) ?? []
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.?!]+[.?!]*/g) ?? []
}

function openingOf(text: string): string {
  return wordsOf(text).slice(0, 3).join(' ')
}

/** Every run of five words, once. */
function fivesOf(text: string): Set<string> {
  const words = wordsOf(text)
  return new Set(words.slice(4).map((_word, at) => words.slice(at, at + 5).join(' ')))
}

/** `father’s` may be a genitive, so ’s counts after pronouns only. */
function isContracted(text: string): boolean {
  return /([a-z]’(d|ll|m|re|ve)|n’t|\b(he|here|it|she|somebody|that|there|what|where|who)’s)\b/i.test(text)
}

function isBetween(least: number, value: number, most: number): boolean {
  return least <= value && value <= most
}

/** The values that occur more than `most` times. */
function repeated(values: readonly string[], most: number): string[] {
  const times = new Map<string, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  return [...times].filter(([, count]) => count > most).map(([value]) => value)
}

/** What a student would not say, what names a product or an exam, and what will be old in a year. */
const forbidden = [
  /^(as an?|well|in my opinion|firstly)\b/i,
  /\b(firstly|secondly|thirdly|furthermore|moreover|in conclusion|delve|tapestry)\b/i,
  /\b(ielts|toefl|gaokao|exams?|examiners?|bands?|scores?)\b/i,
  /\b(wechat|weixin|alipay|taobao|douyin|tiktok|weibo|huawei|xiaomi|iphone|ipad|android|google|youtube)\b/i,
  /\b(instagram|facebook|twitter|netflix|spotify|disney|starbucks|kfc|mcdonald’s|nike|adidas|lego|tesla)\b/i,
  /\b(covid|pandemic|lockdown|ai|chatbots?|this year|last year|(19|20)\d\d)\b/i,
]

/** Longer words are too hard to learn, unless they are plain despite their length. */
const longestWord = 14

/** What a reviewer would ask of one answer. */
const rules: Record<string, (answer: string) => boolean> = {
  '45 to 80 words': (answer) => isBetween(45, wordsOf(answer).length, 80),
  '2 to 6 sentences': (answer) => isBetween(2, sentencesOf(answer).length, 6),
  'one or two paragraphs, without stray spaces': (answer) => {
    const paragraphs = answer.split('\n\n')
    return paragraphs.length <= 2 && paragraphs.every((text) => /^\S+( \S+)*$/.test(text))
  },
  'plain text: no Markdown, quotes, dashes or brackets': (answer) =>
    /^[A-Za-z0-9 ,.?!’\n-]+$/.test(answer) && !/(^|\s)-|-(\s|$)/.test(answer),
  'whole sentences, from a capital letter to a full stop': (answer) =>
    answer.split('\n\n').every((text) => /^[A-Z].*[.?!]$/.test(text)),
  'words of the usual length': (answer) => {
    const words = wordsOf(answer)
    const letters = words.join('').replace(/[^a-z]/g, '').length
    return isBetween(3.4, letters / words.length, 4.8) && words.every(({ length }) => length <= longestWord)
  },
  'said in the first person': (answer) => /\b(I|me|my|we|us|our)\b/.test(answer),
  'nothing stiff, named or dated': (answer) => !forbidden.some((pattern) => pattern.test(answer)),
}

/** A part of all answers; one answer alone never breaks a rule about parts. */
function partOf(all: readonly string[], part: number): number {
  return Math.max(1, all.length * part)
}

/** What a reviewer would ask of all of them together: the offenders. */
const rulesForAll: Record<string, (all: readonly string[]) => string[]> = {
  'the same three words open at most three answers': (all) => repeated(all.map(openingOf), 3),
  'the same three words open at most five sentences': (all) =>
    repeated(
      all.flatMap((answer) => sentencesOf(answer).map(openingOf)),
      5,
    ),
  'the same first word opens at most one in four': (all) => {
    const first = all.map((answer) => wordsOf(answer)[0] ?? '')
    return repeated(first, partOf(all, 1 / 4))
  },
  'at most one in eight opens with fewer than six words': (all) => {
    const curt = all.filter((answer) => wordsOf(sentencesOf(answer)[0] ?? '').length < 6)
    return curt.length > partOf(all, 1 / 8) ? curt : []
  },
  'at most two in three have the same number of sentences': (all) => {
    const counts = all.map((answer) => String(sentencesOf(answer).length))
    return repeated(counts, partOf(all, 2 / 3))
  },
  'a run of five words is in at most two answers': (all) =>
    repeated(
      all.flatMap((answer) => [...fivesOf(answer)]),
      2,
    ),
  'two answers share at most two runs of five words': (all) => {
    const fives = all.map(fivesOf)
    return all.filter((_answer, at) =>
      fives.slice(0, at).some((other) => [...(fives[at] ?? [])].filter((run) => other.has(run)).length > 2),
    )
  },
  'at most one in twenty does without contractions': (all) => {
    const formal = all.filter((answer) => !isContracted(answer))
    return formal.length > partOf(all, 1 / 20) ? formal : []
  },
}

test('every question has one answer, in the file of its family, and in the order of the bank', () => {
  for (const [id, family] of Object.entries(families)) {
    const questions = topics.filter((topic) => topic.family.id === id).flatMap((topic) => topic.questions)
    expect(Object.keys(family)).toEqual(questions.map((question) => question.id))
  }
  expect(Object.keys(families).sort()).toEqual([...new Set(topics.map(({ family }) => family.id))].sort())
})

test('finds an answer by its question, and nothing for other ids', () => {
  for (const [id, answer] of entries) expect(modelAnswerOf(id)).toBe(answer)
  for (const id of ['', 'gone', 'constructor', '__proto__']) expect(modelAnswerOf(id)).toBeNull()
})

test.each(Object.entries(rules))('%s', (_name, holds) => {
  expect(answers.filter((answer) => !holds(answer))).toEqual([])
})

test.each(Object.entries(rulesForAll))('%s', (_name, offendersOf) => {
  expect(offendersOf(answers)).toEqual([])
})

describe('the rules themselves', () => {
  const good =
    'I usually walk, because it’s only twenty minutes and the road follows the river. When it rains I take the bus, but I don’t like it much. It’s always full, and you can’t see anything through the windows. My brother cycles, so he gets home long before me.'

  test.each(Object.entries(rules))('accept a good answer: %s', (_name, holds) => {
    expect(holds(good)).toBe(true)
  })

  test.each([
    ['45 to 80 words', 'too few', 'I walk. It’s healthy.'],
    ['45 to 80 words', 'too many', `${good} ${good}`],
    ['2 to 6 sentences', 'one', good.replace(/\. /g, ', ')],
    ['2 to 6 sentences', 'eight', good.replace(/,/g, '.')],
    ['one or two paragraphs, without stray spaces', 'four paragraphs', good.replace(/\. /g, '.\n\n')],
    ['one or two paragraphs, without stray spaces', 'a single line break', good.replace('. ', '.\n')],
    ['one or two paragraphs, without stray spaces', 'two spaces', good.replace('. ', '.  ')],
    ['one or two paragraphs, without stray spaces', 'a space at the end', `${good} `],
    ['plain text: no Markdown, quotes, dashes or brackets', 'Markdown', good.replace('walk', '**walk**')],
    ['plain text: no Markdown, quotes, dashes or brackets', 'a straight apostrophe', good.replace('’', "'")],
    ['plain text: no Markdown, quotes, dashes or brackets', 'a quote', good.replace('walk', '“walk”')],
    [
      'plain text: no Markdown, quotes, dashes or brackets',
      'an em dash',
      good.replace(', because', ' — because'),
    ],
    [
      'plain text: no Markdown, quotes, dashes or brackets',
      'a hyphen for a dash',
      good.replace(', because', ' - because'),
    ],
    ['plain text: no Markdown, quotes, dashes or brackets', 'an accent', good.replace('river', 'café')],
    ['whole sentences, from a capital letter to a full stop', 'no full stop', good.slice(0, -1)],
    [
      'whole sentences, from a capital letter to a full stop',
      'a sentence across paragraphs',
      good.replace('. When', '\n\nWhen'),
    ],
    [
      'whole sentences, from a capital letter to a full stop',
      'no capital letter',
      good.replace('I usually', 'usually'),
    ],
    ['words of the usual length', 'one very long word', good.replace('windows', 'incomprehensibility')],
    ['words of the usual length', 'only long words', good.replace(/\b\w{2,4}\b/g, 'transport')],
    ['words of the usual length', 'only short words', good.replace(/\w{4,}/g, 'car')],
    ['said in the first person', 'about somebody else', good.replace(/\b(I|My|me)\b/g, 'Tom')],
    ['nothing stiff, named or dated', 'a habit of openings', `Well, ${good}`],
    ['nothing stiff, named or dated', 'an essay’s opening', `As a student, ${good}`],
    ['nothing stiff, named or dated', 'an essay’s connector', good.replace('When', 'Furthermore, when')],
    ['nothing stiff, named or dated', 'the examiner', good.replace('the road', 'an examiner')],
    ['nothing stiff, named or dated', 'a product', good.replace('My brother', 'WeChat')],
    ['nothing stiff, named or dated', 'a year', good.replace('twenty', '2019')],
  ])('reject %s: %s', (name, _why, bad) => {
    expect(bad).not.toBe(good)
    expect(rules[name]?.(bad)).toBe(false)
  })

  const others = [
    'Twice a week, when there’s time. There’s a pool near the office, and a few of us go after work.',
    'Not since school, because I’d always forget my towel. The water was freezing. Our coach was strict.',
    'My sister does! I can’t float.',
  ]

  test.each(Object.entries(rulesForAll))('accept different answers: %s', (_name, offendersOf) => {
    expect(offendersOf([good, ...others])).toEqual([])
  })

  test.each([
    ['the same three words open at most three answers', ['a b c d.', 'A, b c e.', 'a b c.', 'a b c f.']],
    ['the same three words open at most five sentences', ['a b c. a b c. a b c.', 'd. a b c. a b c. a b c.']],
    ['the same first word opens at most one in four', ['I walk.', 'I cycle.', 'My sister rides.']],
    [
      'at most one in eight opens with fewer than six words',
      ['I love it. It’s quiet there.', 'No. I can’t.'],
    ],
    ['at most two in three have the same number of sentences', ['One. Two.', 'One! Two?', 'One. And two.']],
    ['a run of five words is in at most two answers', ['a b c d e', 'f a b c d e', 'g a b c d e f']],
    ['two answers share at most two runs of five words', ['a b c d e f g', 'x a b c d e f g']],
    [
      'at most one in twenty does without contractions',
      ['I do not like it.', 'My father’s car is old.', good],
    ],
  ])('reject answers that are too alike: %s', (name, all) => {
    expect(rulesForAll[name]?.(all)).not.toEqual([])
  })
})
