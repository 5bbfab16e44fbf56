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

describe.each(workflows)('%s', (_name, text) => {
  test('third-party actions are pinned to a commit', () => {
    const used = [...text.matchAll(/uses: *(\S+)(.*)/g)].map(([, action = '', comment]) => ({
      action,
      comment,
    }))
    expect(used).not.toEqual([])
    for (const { action, comment } of used.filter(({ action }) => !action.startsWith('./'))) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/)
    }
  })

  test('may only read the sources', () => {
    expect(text).toMatch(/^permissions:( \{\}\n|\n {2}contents: read\n(?! ))/m)
    const granted = [...text.matchAll(/permissions:\n((?: +\S.*\n)+?)(?! +[\w-]+: (?:read|write))/g)]
    for (const [, block] of granted) expect(block?.trim()).toBe('contents: read')
    expect(text).not.toMatch(/write-all|: write\b/)
    expect(text.match(/actions\/checkout@/g)?.length).toBe(text.match(/persist-credentials: false/g)?.length)
  })

  test('forks have no access to secrets', () => {
    expect(text).not.toContain('pull_request_target')
    if (!text.includes('secrets.') || !/^ {2}pull_request:/m.test(text)) return
    expect(text).toContain('github.event.pull_request.head.repo.full_name == github.repository')
  })

  test('no outside input is inserted into a command', () => {
    for (const [, command] of text.matchAll(/run: *(.*)/g)) expect(command).not.toContain('${{')
  })
})
