import { en } from '../../miniprogram/i18n/en'
import { format, messagesFor } from '../../miniprogram/i18n/index'
import { zh } from '../../miniprogram/i18n/zh'

/** Every text of a table by its path. */
function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value as object, `${path}${key}.`),
  )
}

const outside = ['sentenceSpace', 'clauseComma', 'dates.titleDay', 'dates.titleDayAndYear']
const isWords = ([path]: [string, string]): boolean => !outside.includes(path)
const chinese = texts(zh).filter(isWords)
const english = texts(en).filter(isWords)

test('both tables have the same keys', () => {
  expect(english.map(([path]) => path).sort()).toEqual(chinese.map(([path]) => path).sort())
})

test.each([...chinese, ...english])('%s says something', (_path, text) => {
  expect(text.trim()).toBe(text)
  expect(text).not.toBe('')
})

test.each(english)('English %s has no Chinese in it', (_path, text) => {
  expect(text).not.toMatch(/[\u2e80-\u9fff\uff00-\uffef]/)
})

test.each(chinese)('Chinese %s is Chinese', (_path, text) => {
  expect(text).toMatch(/[\u4e00-\u9fff]/)
  const latin = text.replace(/\{\w+\}/g, '').match(/[A-Za-z]+/g) ?? []
  expect(latin.filter((word) => !['AI', 'MP', 'Part', 'YYYY', 'M', 'D'].includes(word))).toEqual([])
})

test('a text has the same places for values in both languages', () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
  const byPath = new Map(chinese)
  for (const [path, text] of english)
    expect([path, places(text)]).toEqual([path, places(byPath.get(path) ?? '')])
})

test.each([...chinese, ...english])('%s has no words that only engineers use', (_path, text) => {
  expect(text).not.toMatch(
    /HTTP|gRPC|API|JSON|token|stream|errno|null|undefined|error|fail|请求头|报错|失败|异常/i,
  )
})

test('each language has its table', () => {
  expect(messagesFor('zh')).toBe(zh)
  expect(messagesFor('en')).toBe(en)
})

test('format puts values where their names stand, however often', () => {
  expect(format('{n} of {total}, {n}', { n: 0, total: 'ten' })).toBe('0 of ten, 0')
  expect(format('{n} and {d}', { n: 1 })).toBe('1 and {d}')
  expect(format('{n}', { n: '$&{n}' })).toBe('$&{n}')
})
