// Everything the student reads is in the tables of i18n and in the question bank, nowhere else. Each test lists the offenders.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../miniprogram')
// platform/ knows WeChat's own words
const elsewhere =
  /^(i18n|platform|miniprogram_npm|pages\/transfer\/words)\/|^core\/questions\/(bank|topics\/\w+)\.ts$/

const sources = readdirSync(root, { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => /\.(ts|wxml|wxss)$/.test(file) && !elsewhere.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const namesOf = (found: readonly { file: string }[]) => found.map(({ file }) => file)

test('no Chinese outside the tables', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect(namesOf(sources.filter(({ text }) => /[\u2e80-\u9fff\uff01-\uffef]/.test(text)))).toEqual([])
})

test('no literal text in WXML', () => {
  const hasText = (text: string) => {
    const shown = text
      .replace(/<!--[^]*?-->|<wxs[^]*?<\/wxs>/g, '')
      .replace(/\{\{[^]*?\}\}/g, '')
      .replace(/<[^>]*>/g, ' ')
    return shown.trim() !== '' || /(?:aria-label|placeholder|alt|heading)="(?!\{\{)[^"]*"/.test(text)
  }
  const markup = sources.filter(({ file }) => file.endsWith('.wxml'))
  expect(markup.length).toBeGreaterThan(20)
  expect(namesOf(markup.filter(({ text }) => hasText(text)))).toEqual([])
})
