// Attempts and phrases → index.html and phrases.md, for people: any browser shows them, without a network.
import { answerToRead, answersWithText, type AttemptAnswer } from '../../../core/attempts/attempt'
import type { Phrase } from '../../../core/phrases/phrase'
import { sentenceOf } from '../../../core/phrases/words'
import { spokenText } from '../../../i18n/day'
import { format, type Messages } from '../../../i18n/index'
import type { Language } from '../../../i18n/language'
import type { TransferWords } from '../words/index'
import type { ArchivedAttempt } from './archive'
import { minuteText } from './archive-names'

export interface PageTexts {
  readonly language: Language
  readonly messages: Messages
  readonly words: TransferWords
}

interface PageFacts {
  readonly exportedAtMs: number
  readonly part: number
  readonly partCount: number
  readonly attemptCount: number
}

const style = `
:root { color-scheme: light dark; --ink: #1d1d1f; --soft: #5c5c66; --line: #d9d9de; --card: #fff; --ground: #f4f4f6 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --soft: #a6a6b0; --line: #3a3a42; --card: #1e1e22; --ground: #121214 }
}
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 } h2 { font-size: 1.125rem; line-height: 1.4; margin: 0 }
p { margin: .5rem 0 } .soft { color: var(--soft); font-size: .875rem }
article, .phrases { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 1rem 0 }
audio { width: 100%; margin: .5rem 0 } .answer { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem }
.answer p { white-space: pre-line } summary { cursor: pointer; min-height: 44px; line-height: 44px } li { margin: .5rem 0 }
`

/** No script, and nothing from elsewhere: whatever is in a text stays text. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self' file: content:"

export function pageStart({ language, messages, words }: PageTexts, facts: PageFacts): string {
  const { exportedAtMs, part, partCount, attemptCount } = facts
  const { archive } = words
  const lines = [
    format(archive.madeAt, { time: minuteText(exportedAtMs) }),
    ...(partCount > 1 ? [format(archive.part, { n: part, all: partCount })] : []),
    format(archive.attempts, { n: attemptCount }),
  ]
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(archive.title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escaped(archive.title)}</h1><p class="soft">${escaped(lines.join(messages.clauseComma))}</p></header>
<main>
`
}

export function pageAttempt(
  { messages, words, language }: PageTexts,
  { attempt, file }: ArchivedAttempt,
): string {
  const { question, createdAtMs, durationMs } = attempt
  const topic = question && (language === 'zh' ? question.topic.zh : question.topic.en)
  const facts = [minuteText(createdAtMs), ...(topic ? [topic] : []), spokenText(messages, durationMs)]
  const toRead = answerToRead(attempt)
  const others = answersWithText(attempt).filter((answer) => answer !== toRead)
  const answer = (each: AttemptAnswer) => pageAnswer({ messages, words, language }, each)
  const folded = others.map(
    (each) => `<details><summary>${escaped(words.archive.otherAnswer)}</summary>${answer(each)}</details>\n`,
  )
  return `<article>
<h2>${question ? `<span lang="en">${escaped(question.text)}</span>` : escaped(words.archive.noQuestion)}</h2>
<p class="soft">${escaped(facts.join(' · '))}</p>
${file === null ? `<p class="soft">${escaped(words.archive.noRecording)}</p>` : player(file)}
${toRead && toRead.text !== '' ? answer(toRead) : ''}${folded.join('')}</article>
`
}

function player(file: string): string {
  const address = file.split('/').map(encodeURIComponent).join('/')
  return `<audio controls preload="none" src="${escaped(address)}"></audio>`
}

function pageAnswer({ messages, words }: PageTexts, { text, status }: AttemptAnswer): string {
  const marks = [messages.words.aiGenerated, ...(status === 'done' ? [] : [words.archive.partial])]
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p lang="en">${escaped(paragraph)}</p>`)
  return `<div class="answer"><p class="soft">${escaped(marks.join(' · '))}</p>\n${paragraphs.join('\n')}</div>\n`
}

export function pageEnd({ words }: PageTexts, phrases: readonly Phrase[]): string {
  const items = phrases.map(
    ({ before, text, after }) =>
      `<li lang="en">${escaped(before)}<b>${escaped(text)}</b>${escaped(after)}</li>\n`,
  )
  const book = `<section class="phrases"><h2>${escaped(words.archive.phrases)}</h2>\n<ul>\n${items.join('')}</ul></section>\n`
  return `</main>\n${items.length > 0 ? book : ''}</body>\n</html>\n`
}

/** One phrase a line, with the words that were saved in bold. */
export function phrasesFile({ messages, words }: PageTexts, phrases: readonly Phrase[]): string {
  const items = phrases.map((phrase) => {
    const { before, text, after, question } = phrase
    const isPart = sentenceOf(phrase) !== text
    const saved = isPart ? `${plain(before)}**${plain(text).trim()}**${plain(after)}` : plain(text)
    return `- ${saved}${question === '' ? '' : `\n  *${plain(question)}*`}\n`
  })
  return `# ${words.archive.phrases}\n\n${messages.words.aiGenerated}\n\n${items.join('')}`
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Text that Markdown leaves as it is, on one line. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~!&]/g, '\\$&')
}
