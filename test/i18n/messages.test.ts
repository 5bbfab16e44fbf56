import { en } from '../../miniprogram/i18n/en'
import { format, messagesFor } from '../../miniprogram/i18n/index'
import { zh } from '../../miniprogram/i18n/zh'

/** Every text of a table, with its path. */
function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  )
}

const outside = [
  'sentenceSpace',
  'clauseComma',
  'listComma',
  'labelColon',
  'dates.titleDay',
  'dates.titleDayAndYear',
]
const isWords = ([path]: [string, string]): boolean => !outside.includes(path)
const chinese = texts(zh).filter(isWords)
const english = texts(en).filter(isWords)

test('both tables have the same keys', () => {
  expect(english.map(([path]) => path).sort()).toEqual(chinese.map(([path]) => path).sort())
})

test.each([...chinese, ...english])('%s is not empty', (_path, text) => {
  expect(text.trim()).toBe(text)
  expect(text).not.toBe('')
})

test.each(english)('English %s has no Chinese in it', (_path, text) => {
  expect(text).not.toMatch(/[\u2e80-\u9fff\uff00-\uffef]/)
})

test.each(chinese)('Chinese %s is Chinese', (_path, text) => {
  expect(text).toMatch(/[\u4e00-\u9fff]/)
  const latin = text.replace(/\{\w+\}/g, '').match(/[A-Za-z]+/g) ?? []
  expect(
    latin.filter((word) => !['AI', 'MB', 'MP', 'Part', 'YYYY', 'M', 'D', 'HH', 'mm'].includes(word)),
  ).toEqual([])
})

test('a text has the same placeholders in both languages', () => {
  const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
  const byPath = new Map(chinese)
  for (const [path, text] of english)
    expect([path, placeholders(text)]).toEqual([path, placeholders(byPath.get(path) ?? '')])
})

test.each([...chinese, ...english])('%s contains no jargon', (_path, text) => {
  expect(text).not.toMatch(
    /HTTP|gRPC|API|JSON|token|stream|errno|null|undefined|error|fail|请求头|报错|失败|异常/i,
  )
})

test('each language has its table', () => {
  expect(messagesFor('zh')).toBe(zh)
  expect(messagesFor('en')).toBe(en)
})

test('format fills in each placeholder, however often it occurs', () => {
  expect(format('{n} of {total}, {n}', { n: 0, total: 'ten' })).toBe('0 of ten, 0')
  expect(format('{n} and {d}', { n: 1 })).toBe('1 and {d}')
  expect(format('{n}', { n: '$&{n}' })).toBe('$&{n}')
})

test('format picks the singular for exactly 1', () => {
  const title = 'Delete {n} {n|recording|recordings}?'
  expect([0, 1, 2, 21].map((n) => format(title, { n }))).toEqual([
    'Delete 0 recordings?',
    'Delete 1 recording?',
    'Delete 2 recordings?',
    'Delete 21 recordings?',
  ])
  expect(format(title, {})).toBe(title)
})

/** Names that are never 1: the topics of the bank, an age of 7 or 30 days. */
const neverOne = { total: 41, d: 30 }
/** `1` before a plural noun or verb; units are the same for every number. */
const wronglyPlural = /\b1 (?!s\b)(?:\w+s|are|were|have)\b/

test('the plural check itself works', () => {
  expect('Delete 1 recordings?').toMatch(wronglyPlural)
  expect('1 min 1 s').not.toMatch(wronglyPlural)
})

test.each(english.filter(([, text]) => /\{\w+[|}]/.test(text)))(
  'English %s is right for 1',
  (_path, text) => {
    const names = [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name)
    const values = { ...Object.fromEntries(names.map((name) => [name, 1])), ...neverOne }
    expect(format(text, values)).not.toMatch(wronglyPlural)
  },
)

test.each<[keyof typeof en.words, number, string]>([
  ['removeAudioTitle', 0, 'Delete 0 recordings?'],
  ['removeAudioTitle', 1, 'Delete 1 recording?'],
  ['removeAttemptsTitle', 1, 'Delete 1 attempt?'],
  ['removeAttemptsTitle', 2, 'Delete 2 attempts?'],
  ['removeAttemptsTitle', 21, 'Delete 21 attempts?'],
  ['newer', 1, '1 attempt comes from a newer version. Update to see it.'],
  ['newer', 21, '21 attempts come from a newer version. Update to see them.'],
  ['complete', 0, 'Complete · 0 words'],
  ['complete', 1, 'Complete · 1 word'],
  ['todayQuestions', 21, 'Today: 21 questions'],
])('English %s of %i: %s', (key, n, text) => {
  expect(format(en.words[key], { n })).toBe(text)
})
