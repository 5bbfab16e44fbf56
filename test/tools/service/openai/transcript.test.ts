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
  const long = transcriptOf('👏'.repeat(5_000))
  expect(long.endsWith('👏…')).toBe(true)
  expect([...long].length).toBe(4_001)
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

test('a long text is judged at once', () => {
  expect(isSilence(`${'bye thank you '.repeat(300)}and no`)).toBe(false)
})
