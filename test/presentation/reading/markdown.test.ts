import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { runInNewContext } from 'node:vm'
import { paragraphHtml, plainText } from '../../../miniprogram/presentation/reading/markdown'
import { sentencesOf } from '../../../miniprogram/presentation/reading/sentences'

test.each([
  ['**Bold** and *italics* and `code`.', '<strong>Bold</strong> and <em>italics</em> and <code>code</code>.'],
  ['__Bold__ and _italics_.', '<strong>Bold</strong> and <em>italics</em>.'],
  ['### Why it works', '<div><strong>Why it works</strong></div>'],
  ['Two ways:\n- one\n- **two**', 'Two ways:<ul><li>one</li><li><strong>two</strong></li></ul>'],
  ['* one\n* two', '<ul><li>one</li><li>two</li></ul>'],
  ['2. second\n3. third', '<ol start="2"><li>second</li><li>third</li></ol>'],
  ['one\ntwo', 'one<br>two'],
  ['a snake_case_word, 5 * 3 * 2, #1 and C#', 'a snake&#95;case&#95;word, 5 &#42; 3 &#42; 2, #1 and C#'],
  ['[words](https://example.com) and ![picture](x.png)', 'words and picture'],
  ['~~old~~ new', '<del>old</del> new'],
])('%j', (text, html) => {
  expect(paragraphHtml(text)).toBe(html)
})

test.each([
  ['**Bold** and *italics*, `code`.', 'Bold and italics, code.'],
  ['Two ways:\n- one\n- **two**\nThen more.', 'Two ways:\n• one\n• two\nThen more.'],
  ['1. one\n2. two', '1. one\n2. two'],
  ['# Title\ntext', 'Title\ntext'],
  [`Q & A, "R&B" <b>it's</b> &amp;`, `Q & A, "R&B" <b>it's</b> &amp;`],
  ['snake_case \\*not\\* [x]', 'snake_case *not* [x]'],
  ['plain', 'plain'],
])('without marks: %j', (text, plain) => {
  expect(plainText(text)).toBe(plain)
})

const hostile = [
  '<script>alert(1)</script> **x**',
  '**<img src=x onerror=alert(1)>**',
  '[x](javascript:alert(1)) ![x](javascript:alert(1))',
  '[x]: javascript:alert(1)\n[x] *y*',
  '`<b onclick="x">`\n```html\n<script>\n```',
  '```x" onload="y\na\n```',
  '&lt;script&gt; &#60;b&#62; *x*',
  '**unbalanced *marks `everywhere __and ~~on',
  '*** *** ** * ** *a* **',
  '<div style="position:fixed">*x*</div>',
  '- <a href="x">y</a>\n1. <iframe src=x>',
  '\\*\\_\\`\\<b\\>',
]
const allowed = /<\/?(?:strong|em|del|code|pre|ul|ol|li|br|div)>|<ol start="\d+">/g

test.each(hostile)('%j gives only harmless tags, and leaves no mark', (text) => {
  const html = paragraphHtml(text)
  const rest = html.replace(allowed, '')
  expect(rest).not.toMatch(/[<>"']/)
  expect(rest.replace(/&#?\w+;/g, '')).not.toMatch(/[*`]/)
})

test('shows huge paragraphs as they are, whatever they repeat', () => {
  for (const piece of ['*', '**a', '[', '[](', '`', '_', '\\', '- ', '#', '> ', '~~', ' ', '1. ']) {
    const text = piece.repeat(20_000)
    expect(paragraphHtml(text).replace(/&gt;/g, '>')).toBe(text)
    // just below the limit
    expect(paragraphHtml(piece.repeat(4_900 / piece.length)).length).toBeLessThan(5_000 * 20)
  }
})

test('the growing text hides the marks too, and nothing else', () => {
  const source = readFileSync(
    resolve(__dirname, '../../../miniprogram/presentation/reading/growing.wxs'),
    'utf8',
  )
  const exported = { exports: { join: (_pieces: string[] | undefined): string => '' } }
  const getRegExp = (pattern: string, flags: string) => new RegExp(pattern, flags)
  runInNewContext(source, { module: exported, getRegExp })
  const { join } = exported.exports
  expect(join(undefined)).toBe('')
  expect(join(['**Bo', 'ld** and *ital', 'ics*, `code`, 5 * 3'])).toBe('Bold and italics, code, 5 * 3')
  expect(join(['## Title\n- one\n* two'])).toBe('Title\n• one\n• two')
  for (const text of ['I’d say it’s fine.', 'C# & #1 <b>', '你好']) expect(join([text])).toBe(text)
})

test('splits into sentences with every word exactly once', () => {
  expect(sentencesOf('I like it. Why? “It is near.” Mr. Li, e.g. at 3.5 km… Done')).toEqual([
    'I like it.',
    'Why?',
    '“It is near.”',
    'Mr. Li, e.g. at 3.5 km…',
    'Done',
  ])
  expect(sentencesOf('我喜欢。为什么？\n• one\n2. two. three.')).toEqual([
    '我喜欢。',
    '为什么？',
    'one',
    'two.',
    'three.',
  ])
  expect(sentencesOf('')).toEqual([])
})
