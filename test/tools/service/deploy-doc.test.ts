// docs/deploy.md says what is true: its table of variables is the service's own list.
import { withEnvironmentTable } from '../../../tools/service/environment-table'
import { deployDoc as document } from './deploy-doc'

test('the table of variables is that of tools/service/settings.ts; `npm run service:environment` renews it', () => {
  expect(document).toBe(withEnvironmentTable(document))
})

test('a table that differs is replaced, and nothing else', () => {
  const older = document.replace(/^\| `BODY_MAX_BYTES`.*$/m, '| `OLD` | `1` | gone |')
  expect(older).toContain('`OLD`')
  expect(withEnvironmentTable(older)).toBe(document)
})
