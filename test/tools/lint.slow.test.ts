// Each lint rule that matters here, broken once in a copy of the configuration.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeSampleProject } from './release/sample-project'

const repository = path.resolve(__dirname, '../..')
let root: string

beforeAll(() => {
  root = makeSampleProject()
  for (const file of [
    'tsconfig.json',
    'tools/tsconfig.json',
    'test/tsconfig.json',
    'tools/eslint.config.mjs',
    'tools/stylelint.config.mjs',
  ]) {
    cpSync(path.join(repository, file), path.join(root, file))
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

function run(command: string, parameters: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(path.join(root, 'node_modules/.bin', command), parameters, {
    cwd: root,
    encoding: 'utf8',
  })
  return { code: status, output: stdout + stderr }
}

/** `file:line rule`, sorted; `comment` stands for a comment that tries to disable a rule. */
function eslint(...files: string[]): string[] {
  const { output } = run('eslint', ['--config', 'tools/eslint.config.mjs', '--format', 'json', ...files])
  const results = JSON.parse(output) as {
    filePath: string
    messages: { line: number; ruleId: string | null }[]
  }[]
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId }) => `${path.basename(filePath)}:${line} ${ruleId ?? 'comment'}`),
    )
    .sort()
}

test('scripts and WXML', () => {
  write(
    'miniprogram/platform/adapter.ts',
    [
      "export const system = wx.getStorageSync<string>('a')",
      'export const now = Date.now()',
      'export const kind = typeof TextDecoder',
      'export const price = /(?<=¥)\\d/',
      "export const run = (text: string) => eval('1' + text) as unknown",
      'setTimeout(() => undefined, 1)',
      '// eslint-disable-next-line no-restricted-globals',
      'export const later = Date.now()',
      '',
    ].join('\n'),
  )
  write('miniprogram/platform/shell/clock.ts', 'export const now = () => Date.now()\n')
  write('miniprogram/app.ts', "App({ onLaunch: () => void wx.showToast({ title: 'hello' }) })\n")
  write(
    'miniprogram/pages/home/home.wxml',
    [
      '<view hidden="false" aria-hidden="true">a</view>',
      '<view wx:for="{{words}}">{{item}}</view>',
      '<view wx:for="{{words}}" wx:key="*this" wx:if="{{item}}">{{item}}</view>',
      '<text v-if="{{a}}" class="a" class="b">b</text>',
      '',
    ].join('\n'),
  )
  expect(eslint('miniprogram')).toEqual([
    'adapter.ts:1 no-restricted-globals',
    'adapter.ts:2 no-restricted-globals',
    'adapter.ts:3 no-restricted-globals',
    'adapter.ts:4 no-restricted-syntax',
    'adapter.ts:5 no-eval',
    'adapter.ts:6 no-restricted-globals',
    'adapter.ts:7 comment',
    'adapter.ts:8 no-restricted-globals',
    'home.wxml:1 no-restricted-syntax',
    'home.wxml:2 wxml/wx-key',
    'home.wxml:3 wxml/no-wx-for-with-wx-if',
    'home.wxml:4 wxml/no-duplicate-attributes',
    'home.wxml:4 wxml/no-vue-directive',
  ])
})

test('WXSS', () => {
  const lint = (text: string) => {
    write('miniprogram/pages/home/home.wxss', text)
    return run('stylelint', [
      '--config',
      'tools/stylelint.config.mjs',
      '--formatter',
      'unix',
      'miniprogram/**/*.wxss',
    ])
  }
  expect(lint('page { padding: 10rpx; }\n.a { width: calc(100% - 2rpx); }\n')).toEqual({
    code: 0,
    output: '',
  })
  const { code, output } = lint(
    '.a { colr: red; }\n.b { width: 1rpz; }\n.c { color: #12; }\n.c { top: 0; }\nfoo { top: 0; }\n',
  )
  expect(code).not.toBe(0)
  const found = [...output.matchAll(/home\.wxss:(\d+):\d+: .*\(([\w-]+)\)/g)].map(
    ([, line, rule]) => `${line} ${rule}`,
  )
  expect(found).toEqual([
    '1 property-no-unknown',
    '2 unit-no-unknown',
    '3 color-no-invalid-hex',
    '4 no-duplicate-selectors',
    '5 selector-type-no-unknown',
  ])
})
