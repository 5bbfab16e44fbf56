// docs/deploy.md → the environment variables it lists: exactly those in the sources, with their defaults.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const sources = readdirSync(join(root, 'tools/service'), { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => read(join('tools/service', path)))
  .join('\n')
const rows = [...read('docs/deploy.md').matchAll(/^\| (`[A-Z][^|]*)\| ([^|]*)\|/gm)].flatMap(
  ([, names = '', defaults = '']) => {
    const values = defaults.split(',').map((value) => value.trim().replaceAll('`', ''))
    return names.split(',').map((name, index) => [name.trim().replaceAll('`', ''), values[index]] as const)
  },
)
const documented = new Map(rows)

test('lists exactly the variables that the service reads, with their defaults', () => {
  const named = [...sources.matchAll(/'([A-Z][A-Z]*(?:_[A-Z]+)+|ENGINE|HOST|PORT)'/g)].map(([, name]) => name)
  const notVariables = ['ECONNRESET', 'EADDRINUSE']
  const variables = new Set(named.filter((name) => !notVariables.includes(name ?? '')))
  expect([...documented.keys()].sort()).toEqual([...variables].sort())

  const numbers = [...sources.matchAll(/'([A-Z_]+)', ([\d_]+)/g)]
  expect(numbers.length).toBeGreaterThanOrEqual(12)
  for (const [, name = '', value = ''] of numbers) {
    expect([name, documented.get(name)]).toEqual([name, value.replaceAll('_', '')])
  }
})
