import { createLabelledWriter } from '../../../../tools/service/engines/openai/labels'
import { paragraphBreak } from '../../../../tools/service/frames'

const written = (pieces: readonly string[]) => {
  const writer = createLabelledWriter()
  return [...pieces.flatMap((piece) => writer.write(piece)), ...writer.end()]
}

/** With real newlines for the contract's. */
const textOf = (pieces: readonly string[]) => written(pieces).join('').replaceAll(paragraphBreak, '\n\n')

const answer = 'Better: I like it.\n\nNote: “A”, not “B”.\n\nNote: C.\n\nNext take: D.'

describe('the same text, however it is split', () => {
  test.each([
    ['the convention', answer, answer],
    ['Chinese after the labels', 'Note: 说 “I like it”。\n\nNext take: 再说一次。', 'Note: 说 “I like it”。\n\nNext take: 再说一次。'], // prettier-ignore
    ['the transcript first', `You said: I likes.\n\n${answer}`, answer],
    ['the transcript in two lines', `You said: I likes.\nVery.\n\n${answer}`, answer],
    ['the transcript, then a single newline', 'You said: I likes.\nBetter: I like it.', 'Better: I like it.'],
    ['the transcript in the middle', 'Better: A.\n\nYou said: B.\n\nNote: C.', 'Better: A.\n\nNote: C.'],
    ['the transcript at the end', 'Better: A.\n\nYou said: B.', 'Better: A.'],
    ['the transcript, dressed up', '**You said:** B.\n\nBetter: A.', 'Better: A.'],
    [
      'bold labels',
      '**Better:** A.\n\n**Note**: B.\n\n__Next take:__ C.',
      'Better: A.\n\nNote: B.\n\nNext take: C.',
    ],
    ['headings and bullets', '### Better: A.\n\n- Note: B.\n\n> Next take: C.', 'Better: A.\n\nNote: B.\n\nNext take: C.'], // prettier-ignore
    ['numbers', '1. Better: A.\n\n2. Note 1: B.\n\n3. Note 2: C.', 'Better: A.\n\nNote: B.\n\nNote: C.'],
    ['small letters', 'better: A.\n\nNEXT TAKE: C.', 'Better: A.\n\nNext take: C.'],
    ['no blank, or a wide colon', 'Better:A.\n\nNote：我。', 'Better: A.\n\nNote: 我。'],
    ['single newlines', 'Better: A.\nNote: B.\nNext take: C.', 'Better: A.\n\nNote: B.\n\nNext take: C.'],
    ['labels on lines of their own', 'Better:\nA.\n\n**Note:**\n\nB.', 'Better: A.\n\nNote: B.'],
    ['a label without text', 'Better: A.\n\nNote:', 'Better: A.\n\nNote:'],
    ['ordinary paragraphs', 'One.\n\nTwo\nlines.\n\n**Three** 3', 'One.\n\nTwo\nlines.\n\n**Three** 3'],
    ['words that begin like labels', 'Betterment: no.\n\nNotes: no.\n\nYou said “A”.', 'Betterment: no.\n\nNotes: no.\n\nYou said “A”.'], // prettier-ignore
    ['labels inside a line', 'I said Better: A, You said: B.', 'I said Better: A, You said: B.'],
    ['beginnings of labels', 'Y\n\nBe\n\n* \n\n1', 'Y\n\nBe\n\n*\n\n1'],
  ])('%s', (_name, text, expected) => {
    const whole = `\n\n${expected}`
    expect(textOf([text])).toBe(whole)
    expect(textOf(text.split(''))).toBe(whole)
    for (let at = 0; at <= text.length; at++) {
      expect(textOf([text.slice(0, at), text.slice(at)])).toBe(whole)
    }
  })
})

test.each(['', ' \n\n', 'You said: only this.', 'You said: this.\n\n'])('nothing for %j', (text) => {
  expect(written([text])).toEqual([])
})

test('text is held only while it may be a label', () => {
  const writer = createLabelledWriter()
  expect(writer.write('Bet')).toEqual([])
  expect(writer.write('ter: ')).toEqual([])
  expect(writer.write('I')).toEqual([paragraphBreak, 'Better: I'])
  expect(writer.write(' note')).toEqual([' note'])
  expect(writer.write(':')).toEqual([':'])
  expect(writer.write('\n\n')).toEqual([])
  expect(writer.write('N')).toEqual([])
  expect(writer.write('ot')).toEqual([])
  expect(writer.write('hing')).toEqual([paragraphBreak, 'Nothing'])
})

// a step that takes the square of the length would not end
describe('a model that never stops', () => {
  const count = 100_000
  const parts = ['*', ' ', '\n', '# ', 'Note ', 'Note: ', 'Note: A.\n\n', 'You said: ', '**Note 1', '：']

  test.each(parts)('at once: %j', (part) => {
    expect(written([part.repeat(count), '\n\nBetter: A.']).at(-1)).toMatch(/A\.$/)
  })

  test.each(['*', ' ', 'Note: A.\n\n'])('one by one: %j', (part) => {
    const pieces = Array<string>(count).fill(part)
    expect(written([...pieces, '\n\nBetter: A.']).at(-1)).toMatch(/A\.$/)
  })
})
