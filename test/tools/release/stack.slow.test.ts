// A build compiled by WeChat's compiler throws; its trace is mapped back to the sources.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import JSZip from 'jszip'
import { readSourceMaps } from '../../../tools/release/source-maps'
import { startFakeWeChat } from './fake-wechat'
import type { FakeWeChat } from './fake-wechat'
import { runCommand } from './run-command'
import { makeSampleProject } from './sample-project'

const appid = 'wx0123456789abcdef'
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

const deep = `interface Words { readonly words: string[] }

export function deepest({ words }: Words): string {
  const longest = words.find((word) => word.length > 3)
  if (longest === undefined) {
    throw new Error('no long word')
  }
  return longest
}
`
const home = `import { deepest } from '../../core/deep'

Page({
  onLoad() {
    deepest({ words: ['a', 'b'] })
  },
})
`

let [root, maps, trace]: [string, string, string] = ['', '', '']

beforeAll(async () => {
  root = makeSampleProject({ 'miniprogram/core/deep.ts': deep, 'miniprogram/pages/home/home.ts': home })
  maps = mkdtempSync(path.join(root, 'maps-'))
  const compiled = await runCommand(root, [path.join(__dirname, 'compile-with-maps.ts'), maps])
  expect(compiled).toMatchObject({ code: 0, stderr: '' })
  trace = traceOf(maps)
  writeFileSync(path.join(root, 'trace.txt'), trace)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs the page's onLoad as a phone would, where scripts have addresses below https://usr. */
function traceOf(folder: string): string {
  let page: { onLoad(): void } | undefined
  const load = (file: string): unknown => {
    const module = { exports: {} }
    const code = readFileSync(path.join(folder, file), 'utf8')
    const run = vm.runInThisContext(`(function(require,module,exports,Page){${code}\n})`, {
      filename: `https://usr/${file}`,
      // what is put in front of the code
      columnOffset: -'(function(require,module,exports,Page){'.length,
    }) as (...values: unknown[]) => void
    const requireFrom = (target: string): unknown =>
      load(path.posix.join(path.posix.dirname(file), target).replace(/(?:\.js)?$/, '.js'))
    run(requireFrom, module, module.exports, (definition: typeof page) => (page = definition))
    return module.exports
  }
  load('pages/home/home.js')
  try {
    page?.onLoad()
  } catch (error) {
    return (error as Error).stack ?? ''
  }
  throw new Error('it did not throw')
}

const stack = (parameters: string[], environment: NodeJS.ProcessEnv = {}) =>
  runCommand(root, ['tools/release/stack.ts', ...parameters], environment)

test('maps our lines, by a folder, and leaves all others as they are', async () => {
  const foreign =
    '    at https://lib/WAServiceMainContext.js:1:2345\n    at gone (https://usr/pages/gone.js:1:10)'
  writeFileSync(path.join(root, 'with-foreign.txt'), `${trace}\n${foreign}\n`)
  const { code, stdout, stderr } = await stack(['with-foreign.txt', '--map', maps])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.trimEnd().split('\n')
  expect(trace).toContain('https://usr/core/deep.js:1:')
  expect(lines[0]).toBe('Error: no long word')
  expect(lines[1]).toMatch(/\(?miniprogram\/core\/deep\.ts:6:\d+\)?$/)
  expect(lines[2]).toMatch(/\(?miniprogram\/pages\/home\/home\.ts:5:\d+\)?$/)
  expect(stdout).toContain(foreign)
  expect(stdout).not.toContain('usr/core')
})

test('maps by the maps that WeChat keeps of the version uploaded last', async () => {
  const wechat = await startFakeWeChat(appid, publicKey, Buffer.alloc(0))
  try {
    writeFileSync(path.join(root, 'ca.pem'), wechat.certificate)
    const sent = Object.fromEntries(
      readdirSync(maps, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.map'))
        .map((file) => [`__APP__/${file}`, readFileSync(path.join(maps, file), 'utf8')]),
    )
    wechat.sourceMaps.set(7, sent)
    const { code, stdout, stderr } = await stack(['trace.txt', '--robot', '7'], environment(wechat))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/miniprogram\/core\/deep\.ts:6:/)
    expect(wechat.strangers).toEqual([])

    const other = await stack(['trace.txt', '--robot', '8'], environment(wechat))
    expect(other).toMatchObject({ code: 1, stdout: '' })
    expect(other.stderr).toBe(
      'failed: servicewechat.com refused the request (errCode -80012: no code of this robot)\n',
    )
  } finally {
    await wechat.close()
  }
})

test('a zip of one map for the whole package, as WeChat names it', async () => {
  const zip = new JSZip()
  zip.file('__FULL__/app-service.js.map', '{"version":3,"sources":["wrong.ts"],"names":[],"mappings":"AAAA"}')
  const map = readFileSync(path.join(maps, 'core/deep.js.map'), 'utf8')
  zip.file('_extra_/app-service.js.map', map)
  zip.file('__APP__/app-service.map.map', map)
  writeFileSync(path.join(root, 'maps.zip'), await zip.generateAsync({ type: 'nodebuffer' }))
  const place = /deep\.js:(1:\d+)/.exec(trace)?.[1] ?? ''
  writeFileSync(
    path.join(root, 'bundled.txt'),
    `at a (https://usr/app-service.js:${place})\nb@weapp:///extra/app-service.js:${place}\n`,
  )
  const { stdout } = await stack(['bundled.txt', '--map', 'maps.zip'])
  expect(stdout).toMatch(
    /^at a \(miniprogram\/core\/deep\.ts:6:\d+\)\nb@miniprogram\/core\/deep\.ts:6:\d+\n$/,
  )
})

test.each([
  ['maps that are not there', 'gone', "can't be read: ENOENT"],
  ['a folder without maps', 'miniprogram', 'contains no source map'],
  ['a map that is none', 'bad.map', 'bad.map is not a source map'],
  ['a zip that is none', 'trace.txt', "can't be read"],
])('refuses %s', async (_what, file, message) => {
  writeFileSync(path.join(root, 'bad.map'), 'nothing')
  await expect(readSourceMaps(path.join(root, file))).rejects.toThrow(message)
})

test('without maps and without credentials: one line, exit code 1', async () => {
  const outcome = await stack(['trace.txt'])
  expect(outcome).toMatchObject({ code: 1, stdout: '', stderr: 'failed: WECHAT_APPID is not set\n' })
})

function environment(wechat: FakeWeChat): NodeJS.ProcessEnv {
  return {
    WECHAT_APPID: appid,
    WECHAT_PRIVATE_KEY: privateKey,
    HTTPS_PROXY: wechat.proxy,
    NODE_EXTRA_CA_CERTS: path.join(root, 'ca.pem'),
  }
}
