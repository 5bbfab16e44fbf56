// Every text that the pages' markup reads exists: types cannot check WXML.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { zh } from '../../miniprogram/i18n/zh'
import { zh as transfer } from '../../miniprogram/pages/transfer/words/zh'

const root = resolve(__dirname, '../../miniprogram')
const files = ['pages', 'presentation'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.wxml'))
    .map((name) => join(folder, name)),
)

test.each(files)('%s', (file) => {
  const read = [...readFileSync(join(root, file), 'utf8').matchAll(/\bt\.(\w+)/g)].map(
    ([, name = '']) => name,
  )
  const words = file.startsWith(join('pages', 'transfer')) ? transfer.page : zh.words
  expect(read.filter((name) => !(name in words))).toEqual([])
})
