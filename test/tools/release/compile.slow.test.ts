// Errors planted in copies of projects: each must be reported with its file and line.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkSources, compileProject } from '../../../tools/release/compile-project'
import type { CompileReport } from '../../../tools/release/compile-project'
import { checkSize, measurePackages } from '../../../tools/release/package-size'
import { openProject } from '../../../tools/release/project'
import { runCommand } from './run-command'
import { addTools, makeSampleProject } from './sample-project'

const repository = path.resolve(__dirname, '../../..')
const made: string[] = []
afterAll(() => made.forEach((root) => rmSync(root, { recursive: true, force: true })))

function sample(changes: Record<string, string> = {}): string {
  const root = makeSampleProject(changes)
  made.push(root)
  return root
}

async function compile(root: string): Promise<CompileReport & { ok: boolean; code: number | null }> {
  const { code, stdout, stderr } = await runCommand(root, ['tools/release/compile.ts', '--json'])
  expect(stderr).toBe('')
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  return { ...(JSON.parse(stdout) as CompileReport & { ok: boolean }), code }
}

const home = 'miniprogram/pages/home/home'
const places = async (root: string) =>
  (await checkSources(openProject(root))).map(({ file, line }) => `${file}:${line}`)

test('reports nothing for a correct project', async () => {
  expect(await places(sample())).toEqual([])
})

test.each<[string, string, string, string]>([
  ['a tag closed by another', `${home}.wxml`, '<view>\n  <text>a</view>\n</view>\n', ':2'],
  ['a tag that is never closed', `${home}.wxml`, '<view>\n</view>\n<view>\n', ':3'],
  ['a broken expression', `${home}.wxml`, '<view>\n\n<text>{{a +}}</text></view>\n', ':3'],
  ['wx:elif without wx:if', `${home}.wxml`, '<text>a</text>\n<text wx:elif="{{b}}">b</text>\n', ':2'],
  ['an unknown tag', `${home}.wxml`, '<view>\n  <lost-thing />\n</view>\n', ':2'],
  ['a missing WXML import', `${home}.wxml`, '<view />\n<import src="../gone.wxml" />\n', ':2'],
  ['a missing WXML include', `${home}.wxml`, '<view>\n  <include src="/gone" />\n</view>\n', ':2'],
  ['a broken WXS', `${home}.wxml`, '<wxs module="m">\nvar a = ;\n</wxs>\n', ':2'],
  ['a missing WXS', `${home}.wxml`, '<view />\n<wxs src="./gone.wxs" module="m" />\n', ':2'],
  ['a missing WXSS import', `${home}.wxss`, '.a { color: red; }\n@import "./gone.wxss";\n', ':2'],
  ['an unclosed WXSS rule', `${home}.wxss`, '.a { color: red; }\n.b { color: red;\n', ':2'],
  ['bad JSON', `${home}.json`, '{\n  "usingComponents": {},\n}\n', ':2'],
  ['JSON cut off', 'miniprogram/app.json', '{\n  "pages": ["pages/home/home"\n', ':3'],
  ['a bad project.config.json', 'project.config.json', '{\n"miniprogramRoot": "miniprogram/",,\n}\n', ':2'],
  ['a missing component', `${home}.json`, '{ "usingComponents": {\n  "a-b": "./a-b" } }\n', ':2'],
  [
    'an npm component that has not been built',
    `${home}.json`,
    '{\n"usingComponents": { "mp-html": "mp-html" } }\n',
    ':2',
  ],
])('%s', async (_name, file, text, line) => {
  expect((await places(sample({ [file]: text })))[0]).toBe(`${file}${line}`)
})

test('finds existing files: relative, from the root, in miniprogram_npm, in a template', async () => {
  const component = '{ "component": true }'
  const root = sample({
    'miniprogram/components/a/a.json': component,
    'miniprogram/miniprogram_npm/b/index.json': component,
    'miniprogram/parts.wxml': '<template name="part"><a-a /><from-elsewhere /></template>\n',
    'miniprogram/parts.wxss': '.a { color: red; }\n',
    'miniprogram/add.wxs': 'module.exports = function (a) { return a + 1 }\n',
    [`${home}.json`]:
      '{ "usingComponents": { "a-a": "../../components/a/a", "a-c": "/components/a/a", "b-b": "b" } }',
    [`${home}.wxml`]:
      '<import src="../../parts.wxml" /><wxs src="../../add.wxs" module="add" /><a-a><a-c /></a-a><b-b>{{add(1)}}</b-b>\n',
    [`${home}.wxss`]: '@import "../../parts.wxss";\n',
  })
  expect(await places(root)).toEqual([])
})

test('reports an error of every kind in one run', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'release-'))
  made.push(root)
  for (const name of ['miniprogram', 'package.json', 'project.config.json', 'tsconfig.json']) {
    cpSync(path.join(repository, name), path.join(root, name), { recursive: true })
  }
  addTools(root)
  /** The line on which `text` starts when appended to `file`. */
  const sow = (file: string, text: string): string => {
    const line = readFileSync(path.join(root, file), 'utf8').split('\n').length
    appendFileSync(path.join(root, file), text)
    return `${file}:${line}`
  }
  const planted = [
    sow('miniprogram/pages/practice/practice.wxml', '<view><text>a</view>\n'),
    sow('miniprogram/components/question-card/question-card.wxml', '<lost-thing />\n'),
    sow('miniprogram/components/end-notice/end-notice.wxml', '<import src="./gone.wxml" />\n'),
    sow('miniprogram/app.wxss', '@import "./gone.wxss";\n'),
    sow('miniprogram/theme.json', '}\n'),
    sow('miniprogram/config.ts', "import { gone } from './gone'\n"),
    sow('miniprogram/platform/shell/clock.ts', 'export const wrong: number = "text"\n'),
  ]
  const { problems, packages } = await compileProject(root)
  expect(packages).toEqual([])
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(expect.arrayContaining(planted))
})

test('a correct project: exit code 0 and the size of its package', async () => {
  const { code, ok, problems, packages } = await compile(sample())
  expect({ code, ok, problems }).toEqual({ code: 0, ok: true, problems: [] })
  const [main] = packages
  expect(packages).toHaveLength(1)
  expect(main).toMatchObject({ name: 'main', limitBytes: 2_097_152, budgetBytes: 100_000 })
  expect(Object.keys(main?.folders ?? {})).toEqual(expect.arrayContaining(['pages', '.']))
  expect(Object.values(main?.folders ?? {}).reduce((sum, bytes) => sum + bytes)).toBe(main?.sizeBytes)
})

test('the official compiler’s own errors have a file and a line too', async () => {
  const window = '{\n  "pages": ["pages/home/home"],\n  "window": { "navigationBarTextStyle": "pink" }\n}\n'
  const { code, problems } = await compile(sample({ 'miniprogram/app.json': window }))
  expect(code).toBe(1)
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual(['miniprogram/app.json:3'])
})

describe('package sizes', () => {
  const app = JSON.stringify({ pages: ['pages/home/home'], subPackages: [{ root: 'extra/', pages: ['a'] }] })
  const files = {
    'app.js': 'x'.repeat(93),
    'extra/a.js': 'é',
    'extra/big/b.js': 'xx',
    'app.js.map': 'x'.repeat(999),
  }

  test('counts each file with its path, by package and folder, without source maps', () => {
    const packages = measurePackages(openProject(sample({ 'miniprogram/app.json': app })), files)
    expect(packages.map(({ name, sizeBytes, folders }) => ({ name, sizeBytes, folders }))).toEqual([
      { name: 'main', sizeBytes: 100, folders: { '.': 100 } },
      { name: 'extra', sizeBytes: 30, folders: { big: 17, '.': 13 } },
    ])
  })

  test('reports the largest file of a package above WeChat’s limit', () => {
    const packed = { ...files, 'pages/home/photo.png': Buffer.alloc(2_200_000) }
    const project = openProject(sample())
    const packages = measurePackages(project, packed)
    expect(packages[0]?.folders['pages']).toBe(2_200_000 + '/pages/home/photo.png'.length)
    const problems = checkSize(project, packages)
    expect(problems).toEqual([
      expect.objectContaining({ file: 'miniprogram/pages/home/photo.png', line: 1 }) as unknown,
    ])
    expect(problems[0]?.message).toMatch(/main package has 2200 kB, over WeChat's limit of 2097 kB/)
  })

  test('the budget applies to the main package and is reported at its largest file', () => {
    const manifest = JSON.stringify({ miniprogram: { budgetBytes: 99 } })
    const project = openProject(sample({ 'miniprogram/app.json': app, 'package.json': manifest }))
    expect(checkSize(project, measurePackages(project, files))).toEqual([
      expect.objectContaining({ file: 'miniprogram/app.ts', line: 1 }) as unknown,
    ])
  })
})
