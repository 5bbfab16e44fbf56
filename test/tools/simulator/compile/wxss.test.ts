import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createErrors } from '../../../../tools/simulator/compile/compile-error'
import { compileWxss } from '../../../../tools/simulator/compile/wxss'
import type { WxssSource } from '../../../../tools/simulator/compile/wxss'
import { compileLengths } from '../../../../tools/simulator/lengths'

let miniprogramRoot: string

beforeEach(() => {
  miniprogramRoot = path.join(mkdtempSync(path.join(tmpdir(), 'wxss-')), 'miniprogram')
  mkdirSync(path.join(miniprogramRoot, 'pages'), { recursive: true })
})
afterEach(() => rmSync(path.dirname(miniprogramRoot), { recursive: true }))

function write(name: string, text: string) {
  writeFileSync(path.join(miniprogramRoot, name), text)
}

function compile(kind: WxssSource['kind'], text: string): { css: string; errors: string[] } {
  write('pages/a.wxss', text)
  const errors = createErrors('miniprogram')
  const css = compileWxss({ miniprogramRoot, path: 'pages/a', kind }, errors)
  return { css: css.replace(/\s+/g, ' ').trim(), errors: [...errors.found.keys()] }
}

describe('lengths', () => {
  it.each([
    ['750rpx', '100cqw'],
    ['-7.5rpx', '-1cqw'],
    ['.75rpx', '0.1cqw'],
    ['calc(100% - 15rpx)', 'calc(100% - 2cqw)'],
    ['50vw 20vh', '50cqw 20cqh'],
    ['env(safe-area-inset-bottom)', 'var(--safe-area-inset-bottom)'],
    ['10px #1rpx a2rpx', '10px #1rpx a2rpx'],
  ])('%s → %s', (written, expected) => expect(compileLengths(written)).toBe(expected))
})

describe('selectors', () => {
  it('scopes a page without adding specificity', () => {
    expect(compile('page', '.a .b, view.c { color: red }').css).toBe(
      ':where([wx-is="pages/a"]) .__wxss_scope__a .__wxss_scope__b, :where([wx-is="pages/a"]) wx-view.__wxss_scope__c { color: red }',
    )
  })

  it('matches this page with the page selector, every page in app.wxss', () => {
    expect(compile('page', 'page { color: red }').css).toBe('wx-page:where([wx-is="pages/a"]) { color: red }')
    expect(compile('app', 'page .a { color: red }').css).toBe('wx-page .a { color: red }')
  })

  it('prefixes a component’s classes and matches its host and ids', () => {
    expect(compile('component', '.a:active::before { color: red }').css).toBe(
      '.__wxss_scope__a:active::before { color: red }',
    )
    expect(compile('component', ':host { color: red }').css).toBe('[wx-is="pages/a"] { color: red }')
    expect(compile('component', '#x .a { color: red }').css).toBe(
      ':is([id$="--x"],#_) .__wxss_scope__a { color: red }',
    )
  })

  it('leaves keyframe steps unchanged and makes their names unique', () => {
    expect(
      compile('page', '.a { animation: turn 1s } @keyframes turn { 50% { width: 75rpx } }').css,
    ).toContain('animation: turn-pages-a 1s } @keyframes turn-pages-a { 50% { width: 10cqw } }')
  })
})

describe('media', () => {
  it.each(['', 'screen and ', 'only screen and '])('uses the phone’s theme: %s', (kind) => {
    expect(compile('app', `@media ${kind}(prefers-color-scheme: dark) { .a { color: red } }`).css).toBe(
      ':where([data-theme="dark"]) .a { color: red }',
    )
  })

  it('uses the page’s size', () => {
    expect(compile('app', '@media screen and (max-width: 350px) { .a { color: red } }').css).toBe(
      '@container page (max-width: 350px) { .a { color: red } }',
    )
    expect(
      compile('app', '@media (prefers-color-scheme: dark) and (max-width: 350px) { .a { color: red } }').css,
    ).toBe('@container page (max-width: 350px) { :where([data-theme="dark"]) .a { color: red } }')
  })

  it('leaves the rest to the browser', () => {
    const css = '@media (prefers-reduced-motion: reduce) { .a { color: red } }'
    expect(compile('app', css).css).toBe(css)
  })
})

describe('imports and errors', () => {
  it('inlines an imported file', () => {
    write('common.wxss', '.c { width: 75rpx }')
    expect(compile('app', '@import "../common.wxss"; .a { color: red }').css).toBe(
      '.c { width: 10cqw } .a { color: red }',
    )
    expect(compile('app', '@import "/common.wxss";').css).toBe('.c { width: 10cqw }')
  })

  it('reports file and line', () => {
    expect(compile('app', '.a { color: red }\n@import "missing.wxss";').errors).toEqual([
      'miniprogram/pages/a.wxss:2:1 @import: no such file: missing.wxss',
    ])
    expect(compile('app', '\n\n.a { color: red').errors).toEqual([
      'miniprogram/pages/a.wxss:3:1 Unclosed block',
    ])
    expect(compile('app', '.a {\n  background: url(/images/a.png);\n}').errors).toEqual([
      expect.stringMatching(
        /^miniprogram\/pages\/a\.wxss:2:3 WXSS can't use the local file \/images\/a\.png/,
      ),
    ])
  })

  it('rejects what would be lost', () => {
    const reported = (css: string) => compile('app', css).errors
    write('common.wxss', '')
    expect(reported('@import "../common.wxss" (min-width: 1px);')).toEqual([
      'miniprogram/pages/a.wxss:1:1 cannot read @import "../common.wxss" (min-width: 1px)',
    ])
    expect(reported('.a { .b { color: red } }')).toEqual([
      'miniprogram/pages/a.wxss:1:6 a rule inside another one: WXSS has none',
    ])
    expect(reported(':host(.a) { color: red }')).toEqual([
      'miniprogram/pages/a.wxss:1:1 not in the simulator: :host(.a)',
    ])
  })

  it('rejects circular imports', () => {
    write('common.wxss', '@import "./pages/a.wxss";')
    expect(compile('app', '@import "../common.wxss";').errors).toEqual([
      'miniprogram/common.wxss:1:1 circular @import: ./pages/a.wxss',
    ])
  })
})
