import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { configFor, version } from '../miniprogram/config'

test('the Me page shows the version that is uploaded', () => {
  const { version: uploaded } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as {
    version: string
  }
  expect(version).toBe(uploaded)
})

test('what WeChat reviews, a develop build on a phone, has the released service; DevTools has the local one', () => {
  const channels = ['develop', 'trial', 'release'] as const
  const addresses = channels.map((channel) => configFor(channel, false).apiAddress)
  expect(new Set(addresses).size).toBe(1)
  expect(addresses[0]).toMatch(/^https:/)
  expect(configFor('develop', true).apiAddress).toBe('http://127.0.0.1:8787')
})
