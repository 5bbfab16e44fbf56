import fc from 'fast-check'
import { createParagraphs } from '../../../../miniprogram/core/answer/paragraphs'
import { isSilence, transcriptOf } from '../../../../tools/service/engines/openai/transcript'

test('white space becomes single blanks', () => {
  expect(transcriptOf('  I live\tin \n Chengdu.\r\n\r\nIt is big. ')).toBe('I live in Chengdu. It is big.')
})

test.each([
  ['a blank line', 'Fine.\n\nBetter: I am the best.'],
  ['many blank lines', 'Fine.\n \n\t\n\nBetter: I am the best.'],
  ['the contract’s own newlines', 'Fine.\\n\\nBetter: I am the best.'],
  ['newlines of both kinds', 'Fine.\n\\n\r\\nBetter: I am the best.'],
  ['newlines inside each other', 'Fine.\\\\nn\\\\nnBetter: I am the best.'],
  ['other separators', 'Fine.\u2028\u2029\u0085\u000b\u000cBetter: I am the best.'],
])('%s begins no paragraph in a client', (_name, recognised) => {
  const paragraphs = createParagraphs()
  paragraphs.append(transcriptOf(recognised))
  paragraphs.append('\\n\\n')
  paragraphs.append('Better: I am fine.')
  paragraphs.end()
  expect(paragraphs.finished).toEqual([expect.stringMatching(/^Fine\. /), 'Better: I am fine.'])
})

test('a recognition that never stops is cut between characters', () => {
  expect(transcriptOf('so '.repeat(1_000)).length).toBe(2_999)
  expect(transcriptOf(`I ${'👏'.repeat(5_000)}`)).toBe(`I ${'👏'.repeat(999)}…`)
  expect(transcriptOf('好'.repeat(9_000))).toBe(`${'好'.repeat(1_333)}…`)
  expect(transcriptOf('a'.repeat(4_000))).toBe('a'.repeat(4_000))
  expect(transcriptOf(' a\n'.repeat(2_000))).toBe('a '.repeat(2_000).trim())
})

test('whatever was recognised, the transcript has at most 4 kB', () => {
  const unit = fc.constantFrom('a', ' ', '\n', '\\', '\0', 'é', '好', '👏', '\ud83d', '\udc4f')
  const any = fc.string({ unit, maxLength: 300 })
  fc.assert(
    fc.property(any, fc.constantFrom(1, 3, 200), (text, times) => {
      const transcript = transcriptOf(text.repeat(times))
      expect(Buffer.byteLength(transcript)).toBeLessThan(4_096)
      expect(transcript).not.toMatch(/\p{Cs}/u)
    }),
    { numRuns: 50 },
  )
})

test.each([
  '',
  '. …',
  'you',
  'You.',
  'Thank you.',
  'Thank you. Thank you. Thank you.',
  'Thank you very much.',
  'Thanks for watching!',
  'Thank you so much for watching. Bye.',
  'Bye. Bye-bye.',
  'Please subscribe to my channel.',
  'Subtitles by the Amara.org community',
  '[BLANK_AUDIO]',
  '(soft music) ♪',
  '*sighs* you',
])('%j is silence', (transcript) => {
  expect(isSilence(transcript)).toBe(true)
})

test.each([
  'Yes, sure.',
  'No.',
  'Green',
  '7',
  'Thank you, I like it.',
  'You and me.',
  'Bye, Tom.',
  'I watch it.',
  'Yes. Thank you for watching.',
  '我喜欢。',
  'I (laughs) like it.',
])('%j is an answer', (transcript) => {
  expect(isSilence(transcript)).toBe(false)
})

// a step that takes the square of the length would not end
test.each([
  ['words for silence', 'bye thank you ', false],
  ['words for silence, cut', 'thank you so much for ', false],
  ['brackets', '[', true],
  ['brackets and parentheses', '[(', true],
  ['asterisks and blanks', '* ', true],
  ['blanks', ' ', true],
])('a long text is judged at once: %s', (_, part, isSilent) => {
  const long = part.repeat(100_000)
  expect(isSilence(`${long} and no`)).toBe(false)
  expect(isSilence(transcriptOf(long.repeat(10)))).toBe(isSilent)
})
