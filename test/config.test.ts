import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../miniprogram/config'

test('the version that the Me page shows is the one that is uploaded', () => {
  const { version: uploaded } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as {
    version: string
  }
  expect(version).toBe(uploaded)
})
