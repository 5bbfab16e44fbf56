// The words that go to a page's view are those that its markup reads.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { zh } from '../../miniprogram/i18n/zh'
import { pageWords, wordsOf, type PageName } from '../../miniprogram/presentation/page-words'

const pageNames = Object.keys(pageWords) as PageName[]
const pages = resolve(__dirname, '../../miniprogram/pages')

/** Names after `t.` in a file and in those that it includes. */
function readIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const included = [...source.matchAll(/<(?:include|import) src="([^"]+)"/g)].map(([, path = '']) => path)
  return [
    ...[...source.matchAll(/\bt\.(\w+)/g)].map(([, name = '']) => name),
    ...included.flatMap((path) => readIn(join(dirname(file), path))),
  ]
}

test.each(pageNames)('%s', (page) => {
  const read = new Set(readIn(join(pages, page, `${page}.wxml`)))
  expect(Object.keys(wordsOf(page, zh)).sort()).toEqual([...read].sort())
})

test('a page that is not among them reads none', () => {
  const others = readdirSync(pages).filter((name) => !(name in pageWords))
  const files = others.map((name) => join(pages, name, `${name}.wxml`)).filter((file) => existsSync(file))
  expect(files.flatMap(readIn)).toEqual([])
})
