import * as fc from 'fast-check'
import { createParagraphs } from '../../../miniprogram/core/answer/paragraphs'

function read(contents: readonly string[]): readonly string[] {
  const paragraphs = createParagraphs()
  for (const content of contents) paragraphs.append(content)
  paragraphs.end()
  return paragraphs.finished
}

/** The rules of the contract, applied to the whole text at once. */
function reference(text: string): string[] {
  return text
    .replace(/\r\n|\\n/g, '\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/^\n|\n$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')
}

describe('breaks', () => {
  test.each<[string, string[], string[]]>([
    ['none', ['one', ' two'], ['one two']],
    ['two newlines', ['one\n\ntwo'], ['one', 'two']],
    ['two backslash-n pairs', ['one\\n\\ntwo'], ['one', 'two']],
    ['mixed spellings', ['one\n\\ntwo\\n\nthree'], ['one', 'two', 'three']],
    ['CRLF', ['one\r\n\r\ntwo\r\nthree'], ['one', 'two\nthree']],
    ['three or more newlines', ['one\n\n\ntwo\\n\\n\\n\\nthree'], ['one', 'two', 'three']],
    ['a single newline is a line break', ['one\ntwo\\nthree'], ['one\ntwo\nthree']],
    ['leading and trailing newlines', ['\n\\n\n', 'one', '\n'], ['one']],
    ['cut between backslash and n', ['one\\', 'n\\', 'ntwo'], ['one', 'two']],
    ['cut between newlines', ['one\n', '', '\ntwo\n', 'three'], ['one', 'two\nthree']],
    ['cut inside CRLF', ['one\r', '\n\r', '\ntwo'], ['one', 'two']],
    ['a literal backslash', ['a\\', 'b\\\\', 'n\\'], ['a\\b\\\n\\']],
    ['blank paragraphs', ['one\n\n \n\ntwo\n\n  '], ['one', 'two']],
    ['no text', ['', '\n\n', ''], []],
  ])('%s', (_, contents, expected) => {
    expect(read(contents)).toEqual(expected)
    expect(read(Array.from(contents.join('')))).toEqual(expected)
  })
})

test('any contents give the paragraphs of the joined text', () => {
  const unit = fc.constantFrom('\n', '\\', 'n', '\\n', '\r\n', 'a', ' ', '你', '🎓')
  fc.assert(
    fc.property(fc.array(fc.string({ unit, maxLength: 6 })), (contents) => {
      expect(read(contents)).toEqual(reference(contents.join('')))
    }),
    { numRuns: 2000 },
  )
})

describe('while it grows', () => {
  test('a paragraph is finished by the second newline', () => {
    const paragraphs = createParagraphs()
    const { finished } = paragraphs
    paragraphs.append('one\n')
    expect([[...finished], paragraphs.growing]).toEqual([[], 'one'])
    paragraphs.append('\n')
    expect([[...finished], paragraphs.growing]).toEqual([['one'], ''])
    paragraphs.append('two')
    expect([[...finished], paragraphs.growing]).toEqual([['one'], 'two'])
  })

  test('a possible start of a break is not shown', () => {
    const paragraphs = createParagraphs()
    paragraphs.append('one\\')
    expect(paragraphs.growing).toBe('one')
    paragraphs.append('t')
    expect(paragraphs.growing).toBe('one\\t')
    paragraphs.append('\r')
    expect(paragraphs.growing).toBe('one\\t')
    paragraphs.append('x')
    expect(paragraphs.growing).toBe('one\\t\rx')
  })

  test('shown text is never withdrawn', () => {
    const unit = fc.constantFrom('\n', '\\', 'n', 'a', 'b')
    fc.assert(
      fc.property(fc.array(fc.string({ unit, maxLength: 4 })), (contents) => {
        const paragraphs = createParagraphs()
        let shown = ''
        for (const content of contents) {
          paragraphs.append(content)
          const now = [...paragraphs.finished, paragraphs.growing].join('|').replace(/\|$/, '')
          expect(now.startsWith(shown)).toBe(true)
          shown = now
        }
      }),
    )
  })
})
