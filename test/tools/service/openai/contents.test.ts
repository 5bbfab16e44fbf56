import { createContentWriter } from '../../../../tools/service/engines/openai/contents'
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
