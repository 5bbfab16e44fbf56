import * as fc from 'fast-check'
import { splitAnswer } from '../../../miniprogram/core/answer/answer-text'
import { createParagraphs } from '../../../miniprogram/core/answer/paragraphs'
import { isLabelled, partsOf, type Part } from '../../../miniprogram/core/answer/parts'

const answer = [
  'You said: I like my hometown because people is friendly.',
  'Better: I’m fond of my hometown, because the people are so friendly.',
  'Note: “people” takes a plural verb.',
  'Note: “fond of” is warmer.',
  'Next take: Add one reason.',
].join('\n\n')

const parts: Part[] = [
  { role: 'transcript', text: 'I like my hometown because people is friendly.' },
  { role: 'better', text: 'I’m fond of my hometown, because the people are so friendly.' },
  { role: 'note', text: '“people” takes a plural verb.' },
  { role: 'note', text: '“fond of” is warmer.' },
  { role: 'nextTake', text: 'Add one reason.' },
]

const whole = (text: string): Part[] => partsOf(splitAnswer(text))
const plain = (...texts: string[]): Part[] => texts.map((text) => ({ role: 'plain', text }))

/** What was shown after each content, and at the end. */
function shownBy(contents: readonly string[]): Part[][] {
  const paragraphs = createParagraphs()
  const shown = contents.map((content) => {
    paragraphs.append(content)
    return partsOf(paragraphs)
  })
  paragraphs.end()
  return [...shown, partsOf(paragraphs)]
}

/** Nothing shown was taken away or became something else. */
function expectGrowth(shown: readonly Part[][]): void {
  for (const [index, after] of shown.slice(1).entries()) {
    const before = shown[index] ?? []
    expect(after.slice(0, before.length)).toEqual(
      before.map(({ role, text }, at) => ({
        role,
        text: after[at]?.text.startsWith(text) ? after[at].text : text,
      })),
    )
  }
}

test('a label says what its paragraph is', () => {
  expect(whole(answer)).toEqual(parts)
  expect(isLabelled(splitAnswer(answer))).toBe(true)
})

test('the same at every cut, and letter by letter; nothing shown changes', () => {
  for (let cut = 0; cut <= answer.length; cut += 1) {
    const shown = shownBy([answer.slice(0, cut), answer.slice(cut)])
    expectGrowth(shown)
    expect(shown.at(-1)).toEqual(parts)
  }
  const shown = shownBy(Array.from(answer))
  expectGrowth(shown)
  expect(shown.at(-1)).toEqual(parts)
})

test('an answer that stops at any letter shows what it got, and loses nothing but labels', () => {
  for (let end = 0; end <= answer.length; end += 1) {
    const shown = shownBy([answer.slice(0, end)])
    expectGrowth(shown)
    const labels = /(^|\n\n)(?:You said: |Better: |Note: |Next take: )/g
    expect(shown.at(-1)?.map(({ text }) => text)).toEqual(
      answer
        .slice(0, end)
        .replace(labels, '$1\0')
        .replace(/\n\n?$/, '')
        .split('\n\n')
        .filter(Boolean)
        .map((paragraph) => paragraph.replace('\0', '')),
    )
  }
})

test('holds back the beginning of a label, and nothing else', () => {
  const shown = shownBy([...Array.from('You said: I'), '\n\nB', 'e', 'd'])
  expect(shown.slice(0, 9)).toEqual(Array(9).fill([]))
  expect(shown[9]).toEqual([{ role: 'transcript', text: '' }])
  expect(shown[10]).toEqual([{ role: 'transcript', text: 'I' }])
  expect(shown.slice(11).map((each) => each[1])).toEqual([undefined, undefined, ...plain('Bed', 'Bed')])
  expect(shownBy(['Yo', 'u', ' are'])[2]).toEqual(plain('You are'))
  // here no label means anything
  expect(shownBy(['Well.\n\n', 'B', 'etter: '])[1]).toEqual(plain('Well.', 'B'))
})

test.each([
  ['another service’s', 'I’d say it’s the pace.\n\nBetter: no.\n\nNote: this.\n\nNext take: that.'],
  ['a label further in', 'He asked. You said: yes.\n\nNote: this.'],
  ['another spelling', 'you said: I like.\n\nBetter: no.'],
  ['a label without its space', 'You said:\n\nBetter: no.'],
  ['a better version of nothing', 'Better: no.\n\nNote: this.'],
])('no label means anything in %s answer', (_name, text) => {
  expect(whole(text)).toEqual(plain(...text.split('\n\n')))
  expect(isLabelled(splitAnswer(text))).toBe(false)
  expect(shownBy(Array.from(text)).at(-1)).toEqual(plain(...text.split('\n\n')))
})

test('comments alone are labelled: nothing was heard', () => {
  expect(whole('Note: 没有听到声音。\n\nNext take: 靠近手机说。')).toEqual([
    { role: 'note', text: '没有听到声音。' },
    { role: 'nextTake', text: '靠近手机说。' },
  ])
  expect(whole('Next take: Speak up.\n\nBetter: no.')).toEqual([
    { role: 'nextTake', text: 'Speak up.' },
    ...plain('Better: no.'),
  ])
})

test('a paragraph without a label among labelled ones is plain, and so is a second transcript', () => {
  expect(whole('You said: a\n\nb\n\nYou said: c\n\nNote: d').map(({ role }) => role)).toEqual([
    'transcript',
    'plain',
    'plain',
    'note',
  ])
})

test('a blank beginning is nothing yet', () => {
  expect(shownBy(['You said: a\n\n', '  ', '\n\nBetter: b'])).toEqual([
    [{ role: 'transcript', text: 'a' }],
    [{ role: 'transcript', text: 'a' }],
    ...Array<Part[]>(2).fill([
      { role: 'transcript', text: 'a' },
      { role: 'better', text: 'b' },
    ]),
  ])
})

test('whatever is said and however it is cut, nothing shown changes', () => {
  const piece = fc.constantFrom(
    'You said: ',
    'Better: ',
    'Note: ',
    'Next take: ',
    '\n\n',
    '\\n',
    'N',
    ' ',
    'ext',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 16 }), (pieces) => {
      expectGrowth(shownBy(pieces))
      expect(shownBy([pieces.join('')]).at(-1)).toEqual(shownBy(pieces).at(-1))
    }),
    { numRuns: 300 },
  )
})
