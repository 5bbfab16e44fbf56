// Workflows run with secrets: the checks that a security review would make.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(__dirname, '../../../.github/workflows')
const workflows = readdirSync(folder).map(
  (name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const,
)

test('there are three', () => {
  expect(workflows.map(([name]) => name).sort()).toEqual(['check.yml', 'preview.yml', 'upload.yml'])
})

const everyText = workflows.map(([, text]) => text)
const whole = everyText.join('\n')

test('third-party actions are pinned to a commit', () => {
  const used = [...whole.matchAll(/uses: *(\S+.*)/g)].map(([, action = '']) => action)
  const pinned = /^\.\/|^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
  expect(used.length).toBeGreaterThanOrEqual(workflows.length)
  expect(used.filter((action) => !pinned.test(action))).toEqual([])
})

test('each may only read the sources', () => {
  for (const text of everyText) expect(text).toMatch(/^permissions:( \{\}\n|\n {2}contents: read\n(?! ))/m)
  const granted = [...whole.matchAll(/permissions:\n((?: +\S.*\n)+?)(?! +[\w-]+: (?:read|write))/g)]
  expect(granted.map(([, block]) => block?.trim()).filter((block) => block !== 'contents: read')).toEqual([])
  expect(whole).not.toMatch(/write-all|: write\b/)
  expect(whole.match(/actions\/checkout@/g)?.length).toBe(whole.match(/persist-credentials: false/g)?.length)
})

test('forks have no access to secrets', () => {
  expect(whole).not.toContain('pull_request_target')
  for (const text of everyText.filter((one) => one.includes('secrets.') && /^ {2}pull_request:/m.test(one)))
    expect(text).toContain('github.event.pull_request.head.repo.full_name == github.repository')
})

test('no outside input is inserted into a command', () => {
  const commands = [...whole.matchAll(/run: *(.*)/g)].map(([, command = '']) => command)
  expect(commands.filter((command) => command.includes('${{'))).toEqual([])
})
