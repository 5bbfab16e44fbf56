import fc from 'fast-check'
import { createContentWriter, type ContentWriter } from '../../../../tools/service/engines/openai/contents'
import { paragraphBreak } from '../../../../tools/service/frames'

function written(pieces: readonly string[]): string[] {
  const writer = createContentWriter()
  return [...pieces.flatMap((piece) => writer.write(piece)), ...writer.end()]
}

describe('the same contents, however the text is split', () => {
  test.each([
    ['plain', 'one two', 'one two'],
    ['a paragraph', 'one\n\ntwo', 'one\\n\\ntwo'],
    ['more newlines are one break', 'one\n\n\n\n\ntwo', 'one\\n\\ntwo'],
    ['a single newline stays', 'one\ntwo', 'one\ntwo'],
    ['CRLF', 'one\r\n\r\ntwo\r\nthree', 'one\\n\\ntwo\nthree'],
    ['blanks around newlines', 'one \n \t\n  two', 'one\\n\\ntwo'],
    ['before the first text', '\n\n  one', 'one'],
    ['after the last text', 'one\n\n', 'one'],
    ['blanks inside', 'one  two ', 'one  two'],
    ['Chinese and emoji', '你好\n\n👩‍👩‍👧 好', '你好\\n\\n👩‍👩‍👧 好'],
    ['nothing', '', ''],
    ['only white space', ' \n\n ', ''],
  ])('%s', (_, text, expected) => {
    expect(written([text]).join('')).toBe(expected)
    expect(written([...text]).join('')).toBe(expected)
    expect(written(text.split('')).join('')).toBe(expected)
    for (let at = 0; at <= text.length; at++) {
      expect(written([text.slice(0, at), text.slice(at)]).join('')).toBe(expected)
    }
  })
})

test('a paragraph break is its own content', () => {
  expect(written(['one\n', '\ntwo'])).toEqual(['one', paragraphBreak, 'two'])
})

test('no content ends inside a character', () => {
  const [first, second] = [...'👏'.split('')]
  expect(written([`a${first}`, `${second}b`])).toEqual(['a', '👏b'])
})

test('text is held only while its end is undecided', () => {
  const writer = createContentWriter()
  expect(writer.write('one ')).toEqual(['one'])
  expect(writer.write('two')).toEqual([' two'])
  expect(writer.write('\n')).toEqual([])
  expect(writer.write('\n')).toEqual([])
  expect(writer.write('three')).toEqual([paragraphBreak, 'three'])
})

/** What it is to do, in few words, but with steps that take the square of a run of blanks. */
function createNaiveWriter(): ContentWriter {
  const undecided = /[^\S\n]*(?:\n\s*)?$|[\ud800-\udbff]$/
  let held = ''
  let hasBegun = false
  const split = (text: string) =>
    text
      .split(/([^\S\n]*\n\s*)/)
      .map((part, at) => (at % 2 === 0 ? part : part.split('\n').length > 2 ? paragraphBreak : '\n'))
      .filter((part) => part !== '')
  return {
    write(text) {
      const all = hasBegun ? held + text : (held + text).trimStart()
      const at = undecided.exec(all)?.index ?? all.length
      held = all.slice(at)
      hasBegun ||= at > 0
      return split(all.slice(0, at))
    },
    end: () => split(held.trimEnd()),
  }
}

test('the same contents as a naive writer, for all texts and cuts', () => {
  const unit = fc.constantFrom(' ', '\t', '\n', '\r', '\u2028', 'a', '好', '\ud83d', '\udc4f')
  const pieces = fc.array(fc.string({ unit, maxLength: 6 }), { maxLength: 12 })
  fc.assert(
    fc.property(pieces, (texts) => {
      const naive = createNaiveWriter()
      const writer = createContentWriter()
      for (const text of texts) expect(writer.write(text)).toEqual(naive.write(text))
      expect(writer.end()).toEqual(naive.end())
    }),
    { numRuns: 1_000 },
  )
})

// a step that takes the square of the length would not end
describe.each([
  ['blanks', ' '],
  ['newlines', '\n'],
  ['blanks and newlines', ' \n '],
  ['letters and blanks', 'a     '],
])('a model that never stops: %s', (_, part) => {
  const count = 100_000

  test.each([
    ['at once', [part.repeat(count)]],
    ['one by one', Array<string>(count).fill(part)],
    ['in pieces', Array<string>(100).fill(part.repeat(count / 100))],
  ])('%s', (_name, pieces) => {
    const contents = written(['a', ...pieces, 'b'])
    expect([contents[0], contents.at(-1)]).toEqual([expect.stringMatching(/^a/), expect.stringMatching(/b$/)])
  })
})
