// Stage: a folder with a project.config.json → what the other stages ask of a project.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

export interface Project {
  /** Absolute path of the folder that holds project.config.json and package.json. */
  readonly root: string
  /** The mini program's folder, relative to `root`: `miniprogram`. */
  readonly folder: string
  /** Every file of our own below `folder`, relative to `root`, sorted. What the npm build put there is not ours. */
  readonly files: readonly string[]
  read(file: string): string
  has(file: string): boolean
}

/** Throws when there is no project.config.json. The list of files is as it was at the call. */
export function openProject(root: string): Project {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  // by its words: where its JSON is broken, that is reported with the other mistakes
  const miniprogramRoot = /"miniprogramRoot"\s*:\s*"([^"]*)"/.exec(read('project.config.json'))?.[1] ?? ''
  const folder = path.posix.join(miniprogramRoot).replace(/\/$/, '')
  const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !/(^|\/)(miniprogram_npm|node_modules)\//.test(file))
    .sort()
  return { root, folder, files, read, has: (file) => existsSync(path.join(root, file)) }
}

/** Where `target`, as written in `from`, lies: `/` is the mini program's folder. */
export function resolveInProject(project: Project, from: string, target: string): string {
  return target.startsWith('/')
    ? path.posix.join(project.folder, target)
    : path.posix.join(path.posix.dirname(from), target)
}
