// A minimal mini program, with this repository's release commands.
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const repository = path.resolve(__dirname, '../../..')

const files: Record<string, string> = {
  'package.json': JSON.stringify({ name: 'sample', version: '3.2.1', miniprogram: { budgetBytes: 100_000 } }),
  'project.config.json': JSON.stringify({
    appid: 'touristappid',
    compileType: 'miniprogram',
    miniprogramRoot: 'miniprogram/',
    setting: { useCompilerPlugins: ['typescript'], es6: true, minified: true, uploadWithSourceMap: true },
  }),
  'miniprogram/app.json': JSON.stringify({ pages: ['pages/home/home'], sitemapLocation: 'sitemap.json' }),
  'miniprogram/sitemap.json': JSON.stringify({ rules: [] }),
  'miniprogram/app.ts': 'App({ onLaunch() { const greeting: string = "你好"; console.info(greeting) } })\n',
  'miniprogram/pages/home/home.json': '{}',
  'miniprogram/pages/home/home.ts': 'Page({ data: { word: "hello" } })\n',
  'miniprogram/pages/home/home.wxml': '<view class="word">{{word}}</view>\n',
  'miniprogram/pages/home/home.wxss': '.word { color: red; width: 10rpx; }\n',
}

/** Creates a new temporary folder that uses this repository's node_modules. */
export function makeSampleProject(changes: Record<string, string> = {}): string {
  const root = mkdtempSync(path.join(tmpdir(), 'release-'))
  for (const [file, text] of Object.entries({ ...files, ...changes })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  addTools(root)
  return root
}

/** The files that a command needs when it locates its project by its own path. */
export function addTools(root: string): void {
  cpSync(path.join(repository, 'tools/release'), path.join(root, 'tools/release'), { recursive: true })
  symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'))
}
