import { markChanges } from '../../../miniprogram/presentation/reading/changes'
import { paragraphHtml } from '../../../miniprogram/presentation/reading/markdown'

/** Words that went in brackets, new ones in braces; null if nothing is marked. */
function marked(transcript: string, better: string): string[] | null {
  const html = markChanges({ transcript: paragraphHtml(transcript), better: paragraphHtml(better) })
  return (
    html &&
    [html.transcript, html.better].map((text) =>
      text
        .replace(/^<div>|<\/div>$/g, '')
        .replace(/<del [^>]*>/g, '[')
        .replace(/<\/del>/g, ']')
        .replace(/<ins [^>]*>/g, '{')
        .replace(/<\/ins>/g, '}'),
    )
  )
}

test('marks the words that went and those that are new', () => {
  expect(
    marked(
      'I like my hometown because people is friendly',
      'I’m fond of my hometown, because the people are so friendly.',
    ),
  ).toEqual([
    '[I like] my hometown because people [is] friendly',
    '{I’m fond of} my hometown, because {the} people {are so} friendly.',
  ])
})

test('case, punctuation and the kind of apostrophe are no change', () => {
  expect(marked('its well known, isn’t it', "It’s well-known. Isn't it?")).toBeNull()
  expect(marked('so its well known isn’t it', "It’s well-known. Isn't it?")).toEqual([
    '[so] its well known isn’t it',
    'It’s well-known. Isn&#39;t it?',
  ])
})

test('Chinese is compared by characters', () => {
  expect(marked('我喜欢 my 家乡', 'I like 我 my 家乡')).toEqual(['我[喜欢] my 家乡', '{I like} 我 my 家乡'])
})

test('leaves markup and what looks like it alone', () => {
  expect(marked('R&B <b> "one" two', '**R&B** <b> “one” _three_ &lt; two')).toEqual([
    'R&B &lt;b&gt; &quot;one&quot; two',
    '<strong>R&B</strong> &lt;b&gt; “one” <em>{three}</em> &amp;{lt}; two',
  ])
})

test('marks nothing when nothing has changed, or hardly anything is shared', () => {
  expect(marked('I like tea', 'I like tea.')).toBeNull()
  expect(marked('', '')).toBeNull()
  expect(marked('', 'I like tea')).toBeNull()
  expect(marked('one two three', 'one two three four five six seven eight nine')).not.toBeNull()
  expect(marked('one two three', 'one two three four five six seven eight nine ten')).toBeNull()
  // the share is that of the better version: a long transcript may lose most of its words
  expect(marked('one two three four five six seven eight nine', 'one two')).not.toBeNull()
})

test('compares 500 words with 200, and no more', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, at) => `w${at}`).join(' ')
  expect(marked(words(500), words(200))).not.toBeNull()
  expect(marked(words(501), words(200))).toBeNull()
})
