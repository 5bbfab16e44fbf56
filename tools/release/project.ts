// A folder with a project.config.json → the project that the other stages work on.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

export interface Project {
  /** Absolute path of the folder that holds project.config.json and package.json. */
  readonly root: string
  /** The mini program's folder, relative to `root`: `miniprogram`. */
  readonly folder: string
  /** Every source file below `folder`, relative to `root`, sorted; without miniprogram_npm, which the npm build generates. */
  readonly files: readonly string[]
  read(file: string): string
  has(file: string): boolean
}

/** Throws if there is no project.config.json. `files` is a snapshot. */
export function openProject(root: string): Project {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  // a regular expression, because checkJson reports broken JSON together with the other errors
  const miniprogramRoot = /"miniprogramRoot"\s*:\s*"([^"]*)"/.exec(read('project.config.json'))?.[1] ?? ''
  const folder = path.posix.join(miniprogramRoot).replace(/\/$/, '')
  const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(^|\/)(miniprogram_npm|node_modules)\//.test(file))
    .sort()
  return { root, folder, files, read, has: (file) => existsSync(path.join(root, file)) }
}

/** Resolves `target` as written in `from`; `/` is the mini program's folder. */
export function resolveInProject(project: Project, from: string, target: string): string {
  return target.startsWith('/')
    ? path.posix.join(project.folder, target)
    : path.posix.join(path.posix.dirname(from), target)
}
