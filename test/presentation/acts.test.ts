// Every act that the pages' markup names in `data-<event>` exists in the presenter: types cannot check WXML.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse, type WxmlNode } from '@wxml/parser'
import ts from 'typescript'

const root = resolve(__dirname, '../..')
const pages = join(root, 'miniprogram/pages')
const file = (page: string, extension: string) => join(pages, page, `${page}.${extension}`)
const presentedPages = readdirSync(pages).filter(
  (page) => existsSync(file(page, 'ts')) && readFileSync(file(page, 'ts'), 'utf8').includes('presented('),
)

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
  config: { compilerOptions: object }
}
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root)
const program = ts.createProgram(
  [join(root, 'typings/index.d.ts'), ...presentedPages.map((page) => file(page, 'ts'))],
  options,
)
const checker = program.getTypeChecker()

/** The acts of the presenter in a page's `presented(…)`. */
function actsOf(page: string): string[] {
  const source = program.getSourceFile(file(page, 'ts'))
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'presented') {
      const presenterOf = checker.getTypeAtLocation(node).getProperty('presenterOf')
      const [signature] = presenterOf
        ? checker.getSignaturesOfType(checker.getTypeOfSymbol(presenterOf), ts.SignatureKind.Call)
        : []
      const acts = signature?.getReturnType().getNonNullableType().getProperty('acts')
      if (acts)
        names.push(
          ...checker
            .getTypeOfSymbol(acts)
            .getProperties()
            .map(({ name }) => name),
        )
    }
    ts.forEachChild(node, visit)
  }
  if (source) visit(source)
  return names
}

/** The acts that elements of a file and its includes name; `undefined` for an element that names none. */
function askedIn(path: string): (string | undefined)[] {
  const asked: (string | undefined)[] = []
  const visit = (node: WxmlNode): void => {
    const attributes = node.startTag?.attributes ?? []
    const valueOf = (name: string) => attributes.find(({ key }) => key === name)?.value ?? undefined
    for (const { key, value } of attributes) {
      const event = /^(?:bind|catch):?(\w+)$/.exec(key)?.[1]
      // the dock's buttons have their act as `id`, typed in the views
      if (event && value === 'act' && node.name !== 'action-dock') asked.push(valueOf(`data-${event}`))
    }
    const source = valueOf('src')
    if (source && node.name === 'include') asked.push(...askedIn(join(dirname(path), source)))
    node.children?.forEach(visit)
  }
  parse(readFileSync(path, 'utf8')).body.forEach(visit)
  return asked
}

test.each(presentedPages)('%s', (page) => {
  const acts = actsOf(page)
  expect(acts).not.toEqual([])
  const literal = askedIn(file(page, 'wxml')).filter((name) => !name?.startsWith('{{'))
  expect(literal.filter((name) => name === undefined || !acts.includes(name))).toEqual([])
})

test.each(presentedPages)('%s: the root view hears every tap first, as the tap guard needs', (page) => {
  const roots = parse(readFileSync(file(page, 'wxml'), 'utf8')).body.filter(({ name }) => name === 'view')
  const heard = roots.map(
    ({ startTag }) => startTag?.attributes?.find(({ key }) => key === 'capture-bind:tap')?.value,
  )
  expect(heard).toEqual(['tapped'])
})
