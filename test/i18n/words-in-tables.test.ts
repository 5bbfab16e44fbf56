// Everything the student reads is in the tables of i18n and in the question bank, nowhere else.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../miniprogram')
const folders = ['components', 'core', 'pages']
const tables = /^core\/questions\/(bank|topics\/\w+)\.ts$/

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}

const sources = folders.flatMap(files)

test.each(sources.filter((file) => /\.(ts|wxml|wxss)$/.test(file) && !tables.test(file)))(
  '%s has no Chinese in it',
  (file) => {
    expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/[\u2e80-\u9fff\uff01-\uffef]/)
  },
)

test.each(sources.filter((file) => file.endsWith('.wxml')))('%s has no text of its own', (file) => {
  const text = readFileSync(join(root, file), 'utf8')
    .replace(/<!--[^]*?-->|<wxs[^]*?<\/wxs>/g, '')
    .replace(/\{\{[^]*?\}\}/g, '')
    .replace(/<[^>]*>/g, ' ')
  expect(text.trim()).toBe('')
  const labels = readFileSync(join(root, file), 'utf8').match(
    /(?:aria-label|placeholder|alt|heading)="(?!\{\{)[^"]*"/g,
  )
  expect(labels).toBeNull()
})
