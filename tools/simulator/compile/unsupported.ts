// The settings and files of a mini program → those that would change what is seen, and do nothing here.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Program } from '../program'

/** Whether a value asks for what the simulator lacks, by the setting's name. */
type Rules = Readonly<Record<string, (value: unknown) => boolean>>

const isSet = (value: unknown): boolean => value !== undefined && value !== false
const page: Rules = {
  enablePullDownRefresh: isSet,
  navigationStyle: (value) => value === 'custom',
  pageOrientation: (value) => value === 'auto' || value === 'landscape',
  renderer: (value) => value === 'skyline',
}
const component: Rules = { componentGenerics: isSet }
const app: Rules = {
  plugins: isSet,
  useExtendedLib: isSet,
  workers: isSet,
  resolveAlias: isSet,
  entryPagePath: isSet,
  networkTimeout: isSet,
  renderer: page.renderer ?? isSet,
}
const tabBar: Rules = { custom: isSet, position: (value) => value === 'top' }
const project: Rules = {
  miniprogramRoot: (value) => typeof value === 'string' && !/^(\.\/)?miniprogram\/?$/.test(value),
}

function namesOf(settings: object | undefined, rules: Rules, file: string): string[] {
  return Object.entries(settings ?? {})
    .filter(([name, value]) => rules[name]?.(value))
    .map(([name]) => `not in the simulator: "${name}" in ${file}`)
}

/** `files`: all names below the miniprogram folder. */
export function listUnsupported(
  { app: config, pages, components }: Pick<Program, 'app' | 'pages' | 'components'>,
  files: readonly string[],
  miniprogramRoot: string,
): string[] {
  const projectFile = path.join(miniprogramRoot, '../project.config.json')
  const projectJson = existsSync(projectFile)
    ? (JSON.parse(readFileSync(projectFile, 'utf8')) as object)
    : undefined
  const isUnit = (name: string) => name === 'app' || name in pages || name in components
  const styles = files.filter((name) => /\.(less|s[ac]ss|styl)$/.test(name))
  return [
    ...namesOf(projectJson, project, 'project.config.json'),
    ...namesOf(config, app, 'app.json'),
    ...namesOf(config.tabBar, tabBar, 'app.json'),
    ...namesOf(config.window, page, 'app.json'),
    ...Object.entries(pages).flatMap(([name, settings]) => namesOf(settings, page, `${name}.json`)),
    ...Object.entries(components).flatMap(([name, settings]) => namesOf(settings, component, `${name}.json`)),
    ...styles
      .filter((name) => isUnit(name.replace(/\.\w+$/, '')))
      .map((name) => `not in the simulator: ${name}`),
  ]
}
