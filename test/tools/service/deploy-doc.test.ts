// docs/deploy.md says what is true: its table of variables is the service's own list.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withEnvironmentTable } from '../../../tools/service/environment-table'

const document = readFileSync(join(__dirname, '../../../docs/deploy.md'), 'utf8')

test('the table of variables is that of tools/service/settings.ts; `npm run service:environment` renews it', () => {
  expect(document).toBe(withEnvironmentTable(document))
})

test('a table that differs is replaced, and nothing else', () => {
  const older = document.replace(/^\| `BODY_MAX_BYTES`.*$/m, '| `OLD` | `1` | gone |')
  expect(older).toContain('`OLD`')
  expect(withEnvironmentTable(older)).toBe(document)
})
