import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../miniprogram/config'

test('the Me page shows the version that is uploaded', () => {
  const { version: uploaded } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as {
    version: string
  }
  expect(version).toBe(uploaded)
})
