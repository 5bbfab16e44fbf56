// app.json, theme.json, the pages' and components' JSON → configurations with resolved component paths.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import type { AppConfig, ComponentConfig, Program } from '../program'
import { locate, locateInJson, type CompileErrors } from './compile-error'

export type ProgramConfig = Pick<Program, 'app' | 'theme' | 'pages' | 'components'>

interface Tags {
  usingComponents?: Record<string, string>
}
interface AppJson extends AppConfig, Tags {
  subpackages?: AppConfig['subPackages']
  themeLocation?: string
}
interface JsonFile<T> {
  value: Partial<T>
  text: string
}

/** Reads the configuration of every page in app.json and of every component that they use. */
export function readConfig(miniprogramRoot: string, errors: CompileErrors): ProgramConfig {
  const components: Record<string, ComponentConfig> = {}
  const pages: Record<string, ComponentConfig> = {}
  const exists = (name: string) => existsSync(path.join(miniprogramRoot, name))
  const isComponent = (name: string) =>
    exists(`${name}.wxml`) && (exists(`${name}.ts`) || exists(`${name}.js`))

  /** A missing file says nothing. */
  function readJson<T>(name: string): JsonFile<T> {
    const text = exists(name) ? readFileSync(path.join(miniprogramRoot, name), 'utf8') : '{}'
    try {
      return { value: parseJson(text) as Partial<T>, text }
    } catch (error) {
      errors.explain(name, error)
      return { value: {}, text }
    }
  }

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
  /** The tags that `user`'s JSON declares, each with its component's `/path`. */
  function resolveTags(user: string, { value, text }: JsonFile<Tags>): Record<string, string> {
    const resolved: Record<string, string> = {}
    for (const [tag, target] of Object.entries(value.usingComponents ?? {})) {
      const found = resolveComponent(target, user)
      if (found !== undefined) resolved[tag] = `/${found}`
      else errors.report(`${user}.json`, `no such component: ${target}`, locate(text, `"${tag}"`))
    }
    return resolved
  }

  const appFile = readJson<AppJson>('app.json')
  if (!exists('app.json')) errors.report('app.json', 'no such file')
  const { value: app, text } = appFile
  const globals = resolveTags('app', appFile)

  function readComponent(name: string): ComponentConfig {
    const file = readJson<ComponentConfig>(`${name}.json`)
    const usingComponents = { ...globals, ...resolveTags(name, file) }
    visit(usingComponents)
    return { ...file.value, usingComponents, declaresComponents: file.value.usingComponents !== undefined }
  }
  function visit(tags: Record<string, string>): void {
    for (const name of Object.values(tags).map((target) => target.slice(1))) {
      if (components[name] !== undefined) continue
      components[name] = { usingComponents: {} }
      // anything used as a component is one, even without `component: true` in its JSON, as on phones (R: TDesign's examples)
      components[name] = { ...readComponent(name), component: true }
    }
  }

  visit(globals)
  const subPackages = app.subPackages ?? app.subpackages ?? []
  const ofPackages = app.subPackages ? 'subPackages' : 'subpackages'
  const listed = [{ root: '', pages: app.pages ?? [] }, ...subPackages].flatMap(({ root, pages }, index) =>
    pages.map((page, nth) => ({
      name: path.posix.join(root, page),
      place: index === 0 ? ['pages', nth] : [ofPackages, index - 1, 'pages', nth],
    })),
  )
  for (const { name, place } of listed) {
    if (isComponent(name)) {
      // `component: true` would isolate a page from app.wxss.
      const page = readComponent(name)
      delete page.component
      pages[name] = page
    } else {
      const needed = `page ${name} needs ${name}.wxml and ${name}.ts (or .js)`
      errors.report('app.json', needed, locateInJson(text, place), name)
    }
  }
  const theme = readJson<Program['theme']>(app.themeLocation ?? 'theme.json').value
  return {
    app: { ...app, pages: listed.map(({ name }) => name), subPackages },
    theme: { light: {}, dark: {}, ...theme },
    pages,
    components,
  }
}

/** `a/b/c` → `a/b`, `a`, `.` */
function foldersOf(name: string): string[] {
  const folder = path.posix.dirname(name)
  return folder === '.' ? ['.'] : [folder, ...foldersOf(folder)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // JSON.parse reports no line; esbuild does
    transformSync(text, { loader: 'json', logLevel: 'silent' })
    throw error
  }
}
