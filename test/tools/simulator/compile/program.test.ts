import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { compileProgram } from '../../../../tools/simulator/compile'
import { copyFixtureApp } from '../fixture-app'

let app: ReturnType<typeof copyFixtureApp>

beforeEach(() => {
  app = copyFixtureApp()
})
afterEach(() => app.remove())

const write = (name: string, text: string) => writeFileSync(path.join(app.root, 'miniprogram', name), text)
const compile = () => compileProgram(path.join(app.root, 'miniprogram'))
const errors = async () => (await compile()).errors

it('compiles the fixture without errors', async () => {
  const { program, errors } = await compile()
  expect(errors).toEqual([])
  expect(Object.keys(program.pages)).toContain('pages/second/second')
  expect(program.pages['pages/second/second']?.usingComponents).toEqual({
    'mp-html': '/miniprogram_npm/mp-html/index',
  })
  expect(Object.keys(program.components)).toContain('miniprogram_npm/mp-html/node/node')
  expect(Object.keys(program.styles)[0]).toBe('app')
})

describe('reports file and line of', () => {
  it('a WXML error', async () => {
    write('pages/tab/tab.wxml', '<view>\n  <text>open</view>\n</view>')
    expect(await errors()).toContain('miniprogram/pages/tab/tab.wxml:2:4 missing end tag')
  })

  it('a branch without its condition', async () => {
    write('pages/tab/tab.wxml', '<view wx:if="{{1}}" />\n<text>x</text><view wx:else />\n<view wx:key="a" />')
    expect(await errors()).toEqual(['miniprogram/pages/tab/tab.wxml:2:21 there is no wx:if before it'])
  })

  it('a two-way binding to more than a field', async () => {
    write(
      'pages/tab/tab.wxml',
      '<input model:value="{{ a }}" />\n <input\n class="b" model:value="{{a.b}}" />',
    )
    expect(await errors()).toEqual(['miniprogram/pages/tab/tab.wxml:2:2 model: takes the name of one field'])
  })

  it('a WXS error', async () => {
    write(
      'pages/tab/tab.wxml',
      '<view>\n<wxs src="./a.wxs" module="a" /><wxs src="./a.wxs" module="b"></wxs>\n<wxs module="m">\nvar class = 1</wxs>&lt;</view>',
    )
    write('pages/tab/a.wxs', 'module.exports = 1 +')
    expect(await errors()).toEqual([
      'miniprogram/pages/tab/a.wxs:1:21 Unexpected token',
      "miniprogram/pages/tab/tab.wxml:4:5 Unexpected keyword 'class'",
    ])
  })

  it('a missing template', async () => {
    write('pages/tab/tab.wxml', '<view />\n<import src="../missing.wxml" />')
    expect(await errors()).toEqual(['miniprogram/pages/tab/tab.wxml:2:17 no such file: pages/missing.wxml'])
  })

  it('a TypeScript error', async () => {
    write('utils/log.ts', 'export const log = []\nexport const = 1')
    expect(await errors()).toEqual(['miniprogram/utils/log.ts:2:14 Expected identifier but found "="'])
  })

  it('a JSON error', async () => {
    write('pages/tab/tab.json', '{\n  "navigationBarTitleText": }')
    expect(await errors()).toEqual([expect.stringMatching(/^miniprogram\/pages\/tab\/tab\.json:2:\d+ /)])
  })

  it('a missing component', async () => {
    write('pages/tab/tab.json', '{\n  "usingComponents": { "x": "./x" } }')
    expect(await errors()).toEqual(['miniprogram/pages/tab/tab.json:2:24 no such component: ./x'])
  })

  it('a missing page', async () => {
    rmSync(path.join(app.root, 'miniprogram/pages/tab/tab.ts'))
    expect(await errors()).toEqual([
      expect.stringMatching(/^miniprogram\/app\.json:2:\d+ page pages\/tab\/tab needs/),
    ])
  })

  it('missing pages of subpackages, each where it is named', async () => {
    const { pages } = JSON.parse(readFileSync(path.join(app.root, 'miniprogram/app.json'), 'utf8')) as {
      pages: string[]
    }
    const subPackages = [
      { pages: ['tab'], root: 'one' },
      { root: 'two', pages: ['tab'] },
    ]
    write(
      'app.json',
      `{ "pages": ${JSON.stringify(pages)},\n "subPackages":${JSON.stringify(subPackages, null, 1)} }`,
    )
    expect(await errors()).toEqual([
      'miniprogram/app.json:5:4 page one/tab needs one/tab.wxml and one/tab.ts (or .js)',
      'miniprogram/app.json:12:4 page two/tab needs two/tab.wxml and two/tab.ts (or .js)',
    ])
  })

  it('a missing app.json', async () => {
    rmSync(path.join(app.root, 'miniprogram/app.json'))
    expect(await errors()).toEqual(['miniprogram/app.json:1:1 no such file'])
  })
})

it('runs the .js beside a .ts, as a phone does', async () => {
  write('pages/tab/tab.js', 'Page({ data: { from: "js" } })')
  expect((await compile()).program.scripts['pages/tab/tab']).toContain('from: "js"')
})

it('names settings and files that it passes over', async () => {
  const json = (name: string) =>
    JSON.parse(readFileSync(path.join(app.root, 'miniprogram', name), 'utf8')) as object
  const unsupported = async () => (await compile()).program.unsupported
  expect(await unsupported()).toEqual([])
  const tabBar = { ...(json('app.json') as { tabBar: object }).tabBar, custom: true }
  const settings = {
    plugins: {},
    useExtendedLib: { weui: true },
    resolveAlias: {},
    entryPagePath: 'a',
    networkTimeout: {},
  }
  write('app.json', JSON.stringify({ ...json('app.json'), tabBar, ...settings }))
  write('pages/tab/tab.json', JSON.stringify({ enablePullDownRefresh: true, navigationStyle: 'custom' }))
  write('pages/tab/tab.less', '')
  write('components/card/card.json', JSON.stringify({ component: true, componentGenerics: { item: true } }))
  writeFileSync(path.join(app.root, 'project.config.json'), '{ "miniprogramRoot": "dist/" }')
  expect(await unsupported()).toEqual(
    [
      '"miniprogramRoot" in project.config.json',
      '"plugins" in app.json',
      '"useExtendedLib" in app.json',
      '"resolveAlias" in app.json',
      '"entryPagePath" in app.json',
      '"networkTimeout" in app.json',
      '"custom" in app.json',
      '"enablePullDownRefresh" in pages/tab/tab.json',
      '"navigationStyle" in pages/tab/tab.json',
      '"componentGenerics" in components/card/card.json',
      'pages/tab/tab.less',
    ].map((name) => `not in the simulator: ${name}`),
  )
})
