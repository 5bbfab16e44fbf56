// app.json, theme.json, the pages' and components' JSON → configurations with resolved component paths.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import type { TransformFailure } from 'esbuild'
import type { AppConfig, ComponentConfig, Program } from '../program'
import type { CompileError } from './compile-error'
import { locate } from './compile-error'

export type ProgramConfig = Pick<Program, 'app' | 'theme' | 'pages' | 'components'>

interface AppJson extends AppConfig {
  usingComponents?: Record<string, string>
  subpackages?: AppConfig['subPackages']
  themeLocation?: string
}

/** Reads the configuration of every page in app.json and of every component that they use. */
export function readConfig(miniprogramRoot: string, errors: CompileError[]): ProgramConfig {
  const folder = path.basename(miniprogramRoot)
  const components: Record<string, ComponentConfig> = {}
  const pages: Record<string, ComponentConfig> = {}

  function readJson<T>(name: string): { value: T; text: string } | undefined {
    const file = path.join(miniprogramRoot, name)
    if (!existsSync(file)) return undefined
    const text = readFileSync(file, 'utf8')
    try {
      return { value: JSON.parse(text) as T, text }
    } catch (error) {
      errors.push({ file: `${folder}/${name}`, ...explainJson(text, error) })
      return undefined
    }
  }

  const appFile = readJson<AppJson>('app.json')

  const exists = (name: string) => existsSync(path.join(miniprogramRoot, name))
  const isComponent = (name: string) =>
    exists(`${name}.wxml`) && (exists(`${name}.ts`) || exists(`${name}.js`))

  /** WeChat's order: relative to the user's folder, then miniprogram_npm in each folder upwards; a folder stands for its index. */
  function resolveComponent(target: string, user: string): string | undefined {
    const bases = target.startsWith('/')
      ? [target.slice(1)]
      : [
          path.posix.join(path.posix.dirname(user), target),
          ...foldersOf(user).map((folder) => path.posix.join(folder, 'miniprogram_npm', target)),
        ]
    return bases.flatMap((base) => [base, `${base}/index`]).find(isComponent)
  }

  function readComponent(name: string, globals: Record<string, string>): ComponentConfig {
    const file = readJson<Partial<ComponentConfig>>(`${name}.json`)
    const usingComponents = { ...globals }
    for (const [tag, target] of Object.entries(file?.value.usingComponents ?? {})) {
      const resolved = resolveComponent(target, name)
      if (resolved === undefined) {
        const at = locate(file?.text ?? '', `"${tag}"`)
        errors.push({ file: `${folder}/${name}.json`, ...at, message: `no such component: ${target}` })
        continue
      }
      usingComponents[tag] = `/${resolved}`
      visit(resolved, globals)
    }
    const declaresComponents = file?.value.usingComponents !== undefined
    return { ...file?.value, usingComponents, declaresComponents }
  }

  function visit(name: string, globals: Record<string, string>): void {
    if (components[name] !== undefined) return
    components[name] = { usingComponents: {} }
    const config = readComponent(name, globals)
    // anything used as a component is one, even without `component: true` in its JSON, as on phones (R: TDesign's examples)
    components[name] = { ...config, component: true }
  }

  if (appFile === undefined) {
    if (errors.length === 0)
      errors.push({ file: `${folder}/app.json`, line: 1, column: 1, message: 'no such file' })
    return { app: { pages: [] }, theme: { light: {}, dark: {} }, pages, components }
  }
  const { value: app, text } = appFile
  const globals: Record<string, string> = {}
  for (const [tag, target] of Object.entries(app.usingComponents ?? {})) {
    const resolved = resolveComponent(target, 'app')
    if (resolved !== undefined) globals[tag] = `/${resolved}`
    else
      errors.push({
        file: `${folder}/app.json`,
        ...locate(text, `"${tag}"`),
        message: `no such component: ${target}`,
      })
  }
  for (const target of Object.values(globals)) visit(target.slice(1), globals)

  const subPackages = app.subPackages ?? app.subpackages ?? []
  const pageNames = [
    ...(app.pages ?? []),
    ...subPackages.flatMap((p) => p.pages.map((page) => path.posix.join(p.root, page))),
  ]
  for (const name of pageNames) {
    if (!isComponent(name)) {
      errors.push({
        file: `${folder}/app.json`,
        ...locatePage(text, name),
        message: `page ${name} needs ${name}.wxml and ${name}.ts (or .js)`,
        unit: name,
      })
      continue
    }
    // `component: true` would isolate a page from app.wxss.
    const page = readComponent(name, globals)
    delete page.component
    pages[name] = page
  }
  const theme = readJson<Program['theme']>(app.themeLocation ?? 'theme.json')?.value
  return {
    app: { ...app, pages: pageNames, subPackages },
    theme: theme ?? { light: {}, dark: {} },
    pages,
    components,
  }
}

/** A page of a subpackage has its root apart from the rest of its name. */
function locatePage(text: string, name: string): { line: number; column: number } {
  const [root = ''] = foldersOf(name).filter((folder) => text.includes(`"${folder}"`))
  return text.includes(`"${name}"`) ? locate(text, `"${name}"`) : locate(text, `"${root}"`)
}

/** `a/b/c` → `a/b`, `a`, `.` */
function foldersOf(name: string): string[] {
  const folder = path.posix.dirname(name)
  return folder === '.' ? ['.'] : [folder, ...foldersOf(folder)]
}

/** JSON.parse reports no line; esbuild does. */
function explainJson(text: string, error: unknown): Omit<CompileError, 'file'> {
  try {
    transformSync(text, { loader: 'json', logLevel: 'silent' })
  } catch (failure) {
    const [first] = (failure as TransformFailure).errors
    if (first?.location) {
      return { line: first.location.line, column: first.location.column + 1, message: first.text }
    }
  }
  return { line: 1, column: 1, message: String(error) }
}
