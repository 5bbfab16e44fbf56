// Which files may import which: the layers of docs/architecture.md, checked in the sources.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

const root = resolve(__dirname, '..')

/** A layer is all files below a path; it may import its own files and those below `mayImport`. */
const layers = [
  { below: 'miniprogram/core/', mayImport: [] },
  { below: 'miniprogram/i18n/', mayImport: ['miniprogram/core/'] },
  { below: 'miniprogram/platform/', mayImport: ['miniprogram/core/'] },
  { below: 'miniprogram/components/', mayImport: ['miniprogram/core/', 'miniprogram/i18n/'] },
  {
    below: 'miniprogram/presentation/',
    mayImport: ['miniprogram/core/', 'miniprogram/i18n/', 'miniprogram/components/'],
  },
  // what an archive is, in the package of its page, as pure as core
  {
    below: 'miniprogram/pages/transfer/archive/',
    mayImport: ['miniprogram/core/', 'miniprogram/i18n/', 'miniprogram/pages/transfer/words/'],
  },
  // its adapters, which ship with it
  {
    below: 'miniprogram/pages/transfer/platform/',
    mayImport: ['miniprogram/core/', 'miniprogram/platform/', 'miniprogram/pages/transfer/archive/'],
  },
  // pages do not import each other: shared code is in presentation/
  ...readdirSync(join(root, 'miniprogram/pages')).map((page) => ({
    below: `miniprogram/pages/${page}/`,
    mayImport: [
      'miniprogram/core/',
      'miniprogram/i18n/',
      'miniprogram/components/',
      'miniprogram/presentation/',
    ],
  })),
  { below: 'miniprogram/config.ts', mayImport: [] },
  { below: 'miniprogram/season.ts', mayImport: [] },
  {
    below: 'miniprogram/services.ts',
    mayImport: [
      'miniprogram/core/',
      'miniprogram/i18n/',
      'miniprogram/platform/',
      'miniprogram/config.ts',
      'miniprogram/season.ts',
      'miniprogram/sound.ts',
    ],
  },
  {
    below: 'miniprogram/sound.ts',
    mayImport: ['miniprogram/core/', 'miniprogram/platform/', 'miniprogram/config.ts'],
  },
  { below: 'miniprogram/app.ts', mayImport: ['miniprogram/services.ts', 'miniprogram/config.ts'] },
  { below: 'miniprogram/model-answers/', mayImport: [] },
  // the mock answers the questions of the mini program's bank, and the service reads MP3 as the mini program does
  {
    below: 'tools/service/',
    mayImport: ['miniprogram/core/questions/', 'miniprogram/core/recording/', 'miniprogram/model-answers/'],
  },
  { below: 'tools/simulator/', mayImport: ['tools/chromium.ts'] },
  { below: 'tools/chromium.ts', mayImport: [] },
  // a season file names topics and questions of the bank
  { below: 'tools/release/', mayImport: ['miniprogram/core/questions/', 'miniprogram/core/plan/'] },
  { below: 'tools/icons/', mayImport: [] },
  { below: 'tools/start.ts', mayImport: ['tools/service/', 'tools/simulator/'] },
]

/** Core's folders and files, bottom-up: each imports only itself and those listed before it. */
const coreFloors = [
  'errors.ts',
  'ports.ts',
  'stored-value.ts',
  'utf8-bytes.ts',
  'memory.ts',
  'api-address.ts',
  'questions/',
  'recording/',
  'answer/',
  'settings.ts',
  'privacy-notice.ts',
  'phrases/',
  'voice/',
  'session/',
  'update-offer.ts',
  'device.ts',
  'diagnostics/',
  'attempts/',
  'progress/',
  'plan/',
  'mock/',
].map((name) => `miniprogram/core/${name}`)

interface Import {
  from: string
  to: string
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return entry.name === 'miniprogram_npm' || entry.name === 'node_modules' ? [] : sourceFiles(path)
    }
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'))
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => {
      const target = relative(root, resolve(root, dirname(file), name))
        .split(sep)
        .join('/')
      return { from: file, to: target.endsWith('.ts') ? target : `${target}.ts` }
    })
}

/** Position of a path in that list; -1 if it has none. */
function floorOf(path: string): number {
  return coreFloors.findIndex((below) => path.startsWith(below))
}

/** Pages may import the type `Services`, as of `getApp().services`: types leave nothing in the compiled code. */
function isServicesType({ from, to }: Import): boolean {
  if (to !== 'miniprogram/services.ts' || !/^miniprogram\/(pages|presentation)\//.test(from)) return false
  const source = readFileSync(join(root, from), 'utf8')
  return !/^import (?!type )[^\n]*\/services'/m.test(source)
}

function forbidden(edge: Import): boolean {
  if (isServicesType(edge)) return false
  const { from, to } = edge
  const layer = layers.find(({ below }) => from.startsWith(below))
  return !layer || ![layer.below, ...layer.mayImport].some((below) => to.startsWith(below))
}

const files = [...sourceFiles('miniprogram'), ...sourceFiles('tools')]

test('every source belongs to a layer', () => {
  expect(files.filter((file) => !layers.some(({ below }) => file.startsWith(below)))).toEqual([])
})

test('every layer imports only what it is allowed to', () => {
  expect(files.flatMap(importsOf).filter(forbidden)).toEqual([])
})

test('no page imports another', () => {
  const pageOf = (path: string) => /^miniprogram\/pages\/\w+\//.exec(path)?.[0]
  const imports = sourceFiles('miniprogram/pages').flatMap(importsOf)
  const others = imports.filter(({ from, to }) => pageOf(to) !== undefined && pageOf(to) !== pageOf(from))
  expect(others).toEqual([])
})

test('the model answers are a package of their own, which no other code of the mini program imports', () => {
  const { subPackages } = JSON.parse(readFileSync(join(root, 'miniprogram/app.json'), 'utf8')) as {
    subPackages: { root: string }[]
  }
  expect(subPackages.map((each) => each.root)).toContain('model-answers')
  const inside = /^miniprogram\/model-answers\//
  const importers = sourceFiles('miniprogram')
    .flatMap(importsOf)
    .filter(({ to }) => inside.test(to))
  expect(importers.filter(({ from }) => !inside.test(from))).toEqual([])
})

test("core's folders import each other in one direction only", () => {
  const core = sourceFiles('miniprogram/core')
  expect(core.filter((file) => floorOf(file) < 0)).toEqual([])
  const upwards = core.flatMap(importsOf).filter(({ from, to }) => floorOf(to) > floorOf(from))
  expect(upwards).toEqual([])
})

test('the shipped packages are those built into miniprogram_npm', () => {
  const shipped = ['@jest/diff-sequences', 'dayjs', 'mp-html', 'snarkdown']
  const packages = sourceFiles('miniprogram').flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(root, file), 'utf8'))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith('.') && !shipped.includes(name))
      .map((name) => `${name} in ${dirname(file)}`),
  )
  expect([...new Set(packages)]).toEqual(['fflate in miniprogram/pages/transfer/archive'])
})

test.each([
  { from: 'miniprogra./core/errors.ts', to: 'miniprogram/platform/shell/clock.ts' },
  { from: 'miniprogram/pages/practice/practice.ts', to: 'miniprogram/platform/shell/clock.ts' },
  { from: 'miniprogram/pages/attempt/attempt.ts', to: 'miniprogram/pages/practice/practice-view.ts' },
  { from: 'miniprogram/platform/shell/clock.ts', to: 'miniprogram/services.ts' },
  {
    from: 'miniprogram/platform/shell/model-answers.ts',
    to: 'miniprogram/model-answers/index.ts',
  },
  { from: 'tools/service/main.ts', to: 'tools/simulator/server.ts' },
  { from: 'tools/simulator/server.ts', to: 'miniprogram/core/errors.ts' },
])('$from must not import $to', (wrong) => {
  expect(forbidden(wrong)).toBe(true)
})
